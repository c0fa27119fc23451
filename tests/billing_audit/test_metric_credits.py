"""From a missed month to the finding: the audit looks for the credit on the bills that follow."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.checks.contract.metrics import MetricCreditMissing
from billing_audit.checks.contract.promised import month
from billing_audit.checks.examples import Bill, Billed, Example, example
from billing_audit.contract_charges import charged
from billing_audit.findings.proof import prove
from billing_audit.models import Finding
from clients.metrics.course import months_of
from clients.metrics.values import correct_value
from clients.models import BillingAccount, Client, Contract, Metric, Relationship, User
from clients.relationships.services import keep_relationship
from tests.billing_audit.on_file import OnFile, audit
from tests.clients.metrics.conftest import GOOD, MARCH, make, measured, note

SLA = Billed(amount="-61.20", charge="credit", code="SLA", service="", description="Credit")


def bills(*of_april: Billed) -> Example:
    """March and April at 612.00; what else April brings."""
    found: tuple[Bill, ...] = (
        month(3, Billed(amount="612.00")),
        month(4, Billed(amount="612.00"), *of_april),
    )
    return example("Bills of two months", *found)


@pytest.fixture
def missed(acme: Client, casey: User) -> Metric:
    """Corvane promised 99.9 % or a tenth of the month's charges, and March had 99.86 %."""
    on_file = OnFile(acme)
    contract = on_file.contract("MSA-1")
    relationship = keep_relationship(
        relationship=Relationship(
            client=acme, name="Corvane", kind="carrier", carrier=on_file.carrier
        ),
        kept_by=casey,
    )
    metric = make(relationship, casey, contract=contract)
    measured(metric, casey)
    note(metric, casey, MARCH)
    return metric


def findings(acme: Client) -> list[Finding]:
    audit(acme, only=MetricCreditMissing)
    return list(Finding.objects.filter(client=acme, check_code="B22", resolved_at=None))


def test_a_credit_that_the_next_bill_lacks_is_found_and_proved(
    acme: Client, missed: Metric
) -> None:
    OnFile(acme).put(bills())

    (finding,) = findings(acme)

    proof = prove(finding)
    assert proof.equal
    assert [each.stored for each in proof.occurrences] == [Decimal("61.20")]


def test_a_credit_that_the_next_bill_carries_is_no_finding(acme: Client, missed: Metric) -> None:
    OnFile(acme).put(bills(SLA))

    assert findings(acme) == []


def test_what_is_missing_of_a_credit_that_is_too_small_is_found(
    acme: Client, missed: Metric
) -> None:
    OnFile(acme).put(bills(Billed(amount="-60.00", charge="credit", code="SLA", service="")))

    (finding,) = findings(acme)

    assert [each.stored for each in prove(finding).occurrences] == [Decimal("1.20")]


def test_a_correction_of_the_month_ends_the_finding(
    acme: Client, missed: Metric, casey: User
) -> None:
    OnFile(acme).put(bills())
    assert findings(acme)

    correct_value(
        value=missed.values.get(),
        inputs={"total": Decimal(43200), "down": GOOD},
        source="Tickets, read again",
        reason="The outage was another service’s",
        corrected_by=casey,
    )

    assert findings(acme) == []


def test_the_page_tells_the_credit_as_the_audit_reckons_it(
    acme: Client, missed: Metric, pat: User
) -> None:
    OnFile(acme).put(bills())

    due = {each.month: each.due for each in months_of(missed, pat) if each.credit}

    assert due == {MARCH: Decimal("61.20")}


def test_charges_are_those_of_bills_under_the_contract(acme: Client, pat: User) -> None:
    on_file = OnFile(acme)
    on_file.put(bills())
    contract = on_file.contract("MSA-1")
    every, port = (MARCH, ()), (MARCH, ("ROUTER",))

    assert charged(pat, contract, {every, port}) == {every: 612, port: 0}
    Contract.objects.create(client=acme, carrier=on_file.carrier, number="MSA-2")
    assert charged(pat, contract, {every}) == {}
    BillingAccount.objects.filter(client=acme).update(contract=contract)
    assert charged(pat, contract, {every}) == {every: 612}
    assert charged(pat, contract, {(date(2026, 1, 1), ())}) == {}
