"""A charge and its calls, rated in Python: the proof of what SQL found comes out equal."""

from itertools import islice

import pytest
from django.db.models import Model

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Example
from billing_audit.checks.usage.allowances import NothingIncluded
from billing_audit.checks.usage.call_prices import AddedToEachCall, ShorterPrefix
from billing_audit.checks.usage.increments import WrongIncrement
from billing_audit.checks.usage.own_records import MoreMinutesThanOwnRecords
from billing_audit.checks.usage.papers import Called
from billing_audit.checks.usage.price_lists import AboveTheDeck, OlderPrices
from billing_audit.checks.usage.single_calls import UnansweredCall
from billing_audit.findings.proof import prove
from billing_audit.models import DeckVersion, Finding, UsageRecord
from clients.models import Client
from tests.billing_audit.checks.edges import examples_of
from tests.billing_audit.checks.judging import objections
from tests.billing_audit.on_file import OnFile, audit

OF_CALLS: tuple[type[Check], ...] = (
    *(NothingIncluded, AddedToEachCall, ShorterPrefix, WrongIncrement),
    *(MoreMinutesThanOwnRecords, AboveTheDeck, OlderPrices, UnansweredCall),
)
#: More calls than these take a while.
FEW = 200


def size(example: Example) -> int:
    return sum(paper.times for paper in example.papers if isinstance(paper, Called))


def caught(check: type[Check]) -> list[Example]:
    found = (each for each in examples_of(check) if each.is_caught and size(each) < FEW)
    return list(islice(found, 2))


CAUGHT = [
    pytest.param(check, example, id=f"{check.code}: {example.title}")
    for check in OF_CALLS
    for example in caught(check)
]


@pytest.mark.parametrize(("check", "example"), CAUGHT)
def test_python_comes_to_what_sql_found(check: type[Check], example: Example, acme: Client) -> None:
    on_file = OnFile(acme).put(example)

    audit(acme, only=check)

    assert not list(objections(check, example, on_file))


@pytest.mark.parametrize("gone", [DeckVersion, UsageRecord])
@pytest.mark.parametrize(
    "check", [each for each in OF_CALLS if each is not MoreMinutesThanOwnRecords]
)
def test_what_is_gone_since_proves_nothing(
    check: type[Check], gone: type[Model], acme: Client
) -> None:
    OnFile(acme).put(caught(check)[0])
    audit(acme, only=check)
    finding = Finding.objects.get()
    assert prove(finding).equal

    gone.objects.all().delete()

    assert not prove(finding).equal
