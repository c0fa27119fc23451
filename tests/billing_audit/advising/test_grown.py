"""An error that goes on after the client accepted it: what it grew by is asked anew, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from billing_audit.advising.drafting import AdvisingRefused, draft_from, worth_advising
from billing_audit.advising.paying import advise
from billing_audit.findings.services import decide
from billing_audit.models import Finding, Invoice, Occurrence
from billing_audit.money.accepting import agreed, note_sent
from billing_audit.money.expiring import expiring
from billing_audit.money.opening_views import baskets
from billing_audit.money.services import NothingToDispute, open_dispute
from clients.advice.deciding import accept, decline
from clients.advice.services import publish
from clients.models import Client, Contract, Recommendation, User
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit_by
from tests.clients.advice.conftest import at_the_portal

MARCH, APRIL = ABOVE_CONTRACT.bills


def confirmed(by: User) -> Finding:
    finding = Finding.objects.get(check_code="B01")
    decide(finding=finding, state="valid", reason="confirmed", decided_by=by)
    return Finding.objects.select_related("account").get(pk=finding.pk)


def asked(finding: Finding, by: User) -> Recommendation:
    return publish(recommendation=draft_from(findings=[finding], author=by), published_by=by)


def accepted(recommendation: Recommendation, by: User) -> None:
    with at_the_portal(by):
        accept(recommendation=recommendation, decided_by=by)


@pytest.fixture
def grown(acme: Client, casey: User, owen: User) -> Finding:
    """32.00 of March is with the carrier; April's bill repeats it, and Casey confirmed that."""
    OnFile(acme).put(replace(ABOVE_CONTRACT, bills=(MARCH,)))
    audit_by(acme, "B01")
    finding = confirmed(casey)
    accepted(asked(finding, casey), owen)
    open_dispute(account=finding.account, findings=[finding], opened_by=casey)
    note_sent([finding.pk], casey)
    OnFile(acme).put_bill(APRIL)
    audit_by(acme, "B01")
    return confirmed(casey)


def test_what_it_grew_by_is_worth_asking_about(
    grown: Finding, acme: Client, casey: User, owen: User
) -> None:
    assert [each.to_ask for each in worth_advising(casey, acme)] == [Decimal(32)]

    again = asked(grown, casey)

    part = again.parts.get()
    assert (again.money, part.money) == (32, 32)
    assert part.text.endswith("You agreed to ask back $32.00 of it before.")
    assert not worth_advising(casey, acme).exists()
    with pytest.raises(AdvisingRefused, match="already"):
        draft_from(findings=[grown], author=casey)


def test_it_is_disputed_once_the_client_agreed_to_it_too(
    grown: Finding, casey: User, owen: User
) -> None:
    assert baskets(casey, [grown]) == []
    with pytest.raises(NothingToDispute):
        open_dispute(account=grown.account, findings=[grown], opened_by=casey)

    accepted(asked(grown, casey), owen)
    assert [basket.asked for basket in baskets(casey, [grown])] == [32]
    dispute = open_dispute(account=grown.account, findings=[grown], opened_by=casey)

    assert [(item.month.month, item.disputed) for item in dispute.items.all()] == [(4, 32)]
    assert agreed([grown.pk]) == {grown.pk: 0}


def test_what_expires_of_it_waits_for_the_client(grown: Finding, casey: User, owen: User) -> None:
    near = date(2028, 3, 25)  # two years after April's bill are over on 1 April
    assert [(row.waits, row.amount) for row in expiring(casey, near)] == [("asked", 32)]

    accepted(asked(grown, casey), owen)

    assert [row.waits for row in expiring(casey, near)] == ["to_dispute"]


@pytest.fixture
def advised(grown: Finding, acme: Client) -> Callable[[], tuple[str, Decimal]]:
    """What we advise of April's bill the day after it came, and what to withhold of it."""
    Contract.objects.create(client=acme, carrier=grown.account.carrier, withhold_days=30)
    april = Invoice.objects.filter(client=acme).latest("bill_date")

    def said() -> tuple[str, Decimal]:
        (bill,) = advise([april], april.bill_date + timedelta(days=1))
        return bill.advice, bill.withheld

    return said


def test_what_was_not_accepted_yet_is_not_withheld(
    grown: Finding, advised: Callable[[], tuple[str, Decimal]], casey: User, owen: User
) -> None:
    assert advised() == ("pay", 0)
    recommended = asked(grown, casey)
    assert advised()[0] == "hold"  # it waits for the client's decision
    accepted(recommended, owen)
    assert advised() == ("withhold", 32)


def test_what_was_declined_of_it_is_paid(
    grown: Finding, advised: Callable[[], tuple[str, Decimal]], casey: User, owen: User
) -> None:
    recommended = asked(grown, casey)
    with at_the_portal(owen):
        decline(recommendation=recommended, decided_by=owen)

    assert advised() == ("pay", 0)


def test_a_bill_the_agreed_money_reaches_in_part_is_withheld_in_part(
    grown: Finding, advised: Callable[[], tuple[str, Decimal]]
) -> None:
    Occurrence.objects.filter(finding=grown, month=date(2026, 3, 1)).update(confirmed=20)

    assert advised() == ("withhold", 12)


def test_what_did_not_grow_is_not_asked_again(acme: Client, casey: User, owen: User) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit_by(acme, "B01")
    finding = confirmed(casey)
    accepted(asked(finding, casey), owen)
    note_sent([finding.pk], casey)

    assert not worth_advising(casey, acme).exists()
    with pytest.raises(AdvisingRefused, match="agreed to all"):
        draft_from(findings=[finding], author=casey)
