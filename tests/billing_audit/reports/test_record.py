"""Figures survive being stored, and their fingerprint changes with every one of them."""

import copy
import json
from decimal import Decimal

import pytest

from billing_audit.models import AuditRun
from billing_audit.reports import record
from billing_audit.reports.figures import freeze
from clients.models import Client, RetainerAgreement
from retainer.lib.refusal import Refused
from tests.billing_audit.reports.conftest import MARCH


def test_what_is_read_is_what_was_written(acme: Client, quarter: AuditRun, work: RetainerAgreement):
    document = json.loads(json.dumps(freeze(acme, MARCH)))

    assert record.write(record.read(document)) == document


def test_a_changed_cent_changes_the_fingerprint(acme: Client, quarter: AuditRun):
    document = freeze(acme, MARCH)
    changed = copy.deepcopy(document)
    changed["money"][0]["found"] = "37.01"

    assert record.sha256(changed) != record.sha256(document)


def test_the_order_of_keys_does_not_matter(globex: Client):
    document = freeze(globex, MARCH)

    assert record.sha256(dict(reversed(document.items()))) == record.sha256(document)


@pytest.mark.parametrize(
    ("name", "value"),
    [("money", {}), ("money", [{"currency": "USD"}]), ("month", None), ("unheard_of", "")],
)
def test_figures_with_other_fields_are_refused_with_advice(
    globex: Client, name: str, value: object
) -> None:
    document = freeze(globex, MARCH) | {name: value}

    with pytest.raises(Refused, match="Make it again"):
        record.read(document)


def test_figures_that_lack_a_field_are_refused_with_advice(globex: Client) -> None:
    document = freeze(globex, MARCH)
    del document["terms"]

    with pytest.raises(Refused, match="Make it again"):
        record.read(document)


def test_figures_of_another_shape_are_refused_with_advice():
    with pytest.raises(Refused, match="Make it again"):
        record.read({"format": 0})


def as_format_3(now: dict) -> dict:
    """The document as the release wrote it that knew no disputes."""
    old = copy.deepcopy(now) | {"format": 3}
    for money in old["money"]:
        places = money.pop("places")
        del money["came_back"]
        money["findings_confirmed"] = money.pop("findings_to_ask")
        money |= {"total": "101.00", "confirmed": "0.00", "waiting": "0.00"}
        money["in_review"] = places["in_review"]
    checks = [check for family in old["families"] for check in family["checks"]]
    for finding in [*old["earlier"], *(each for check in checks for each in check["findings"])]:
        places = finding.pop("places")
        finding |= {"total": places["in_review"], "in_review": places["in_review"]}
    return old


@pytest.mark.parametrize(("agreement", "number"), [("Telecom retainer", 1), ("", 0)])
def test_a_report_of_the_one_agreement_a_month_had_before_is_read(
    acme: Client, agreement: str, number: int
) -> None:
    now = as_format_3(freeze(acme, MARCH))
    only = {
        "agreement": agreement, "included": "40.00", "fee": "6500.00", "currency": "USD",
        "used": "2.50", "projects": [],
    }  # fmt: skip

    figures = record.read(now | {"format": 2, "hours": only})

    assert (len(figures.hours), figures.hours_used) == (number, number * Decimal("2.50"))


def test_a_report_that_knew_no_disputes_says_what_it_said(acme: Client, quarter: AuditRun) -> None:
    now = freeze(acme, MARCH)

    figures = record.read(as_format_3(now))

    assert figures.money == record.read(now).money
    assert [each.places for each in figures.findings()] == [
        each.places for each in record.read(now).findings()
    ]
