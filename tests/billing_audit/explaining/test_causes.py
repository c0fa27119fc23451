"""Why a bill changed: each charge has one cause, and the causes lead from total to total."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from billing_audit.checks.examples import Bill, Billed, bill, example
from billing_audit.explaining.causes import CAUSES, bill_before, changes, charges_of
from billing_audit.models import Invoice
from clients.models import Client
from retainer.lib.money import in_currency
from tests.billing_audit.on_file import OnFile


def charged(amount: str, **about: str) -> Billed:
    return Billed(amount=amount, **{"quantity": "1", "rate": amount, **about})


def two_bills(acme: Client, march: list[Billed], april: list[Billed]) -> tuple[Invoice, Invoice]:
    """The bill of April and the one before it."""
    bills: list[Bill] = [
        bill(*march),
        bill(*april, number="1002", on="2026-04-01", file="april.csv"),
    ]
    OnFile(acme).put(example("two bills", *bills))
    later = Invoice.objects.get(client=acme, number="1002")
    return later, bill_before(later)


ONE = charged("100.00", service="A", code="PORT")
CASES = {
    "new": ([ONE], [ONE, charged("40.00", service="B", code="PORT")], "40.00"),
    "removed": ([ONE, charged("40.00", service="B", code="PORT")], [ONE], "-40.00"),
    "added": ([ONE], [ONE, charged("9.00", service="A", code="RTR")], "9.00"),
    "ended": ([ONE, charged("9.00", service="A", code="RTR")], [ONE], "-9.00"),
    "rate": ([ONE], [charged("112.00", service="A", code="PORT")], "12.00"),
    "quantity": (
        [charged("20.00", service="A", code="SEAT", quantity="2", rate="10.00")],
        [charged("50.00", service="A", code="SEAT", quantity="5", rate="10.00")],
        "30.00",
    ),
    "days": ([charged("50.00", service="A", code="PORT", rate="100.00")], [ONE], "50.00"),
    "usage": ([ONE], [ONE, charged("3.20", service="A", code="MIN", charge="usage")], "3.20"),
    "once": ([ONE], [ONE, charged("250.00", service="A", code="NRC", charge="one_time")], "250.00"),
    "late": ([ONE], [ONE, charged("15.00", code="LPC", charge="late_fee")], "15.00"),
    "credits": ([ONE], [ONE, charged("-7.00", code="CRD", charge="credit")], "-7.00"),
    "levies": (
        [ONE, charged("8.00", code="TAX", charge="tax")],
        [ONE, charged("8.40", code="TAX", charge="tax")],
        "0.40",
    ),
}


@pytest.mark.parametrize("cause", CASES)
def test_a_change_is_told_by_its_cause(cause: str, acme: Client) -> None:
    march, april, amount = CASES[cause]
    later, before = two_bills(acme, march, april)

    (change,) = changes(later, before)
    charges = charges_of(later, before, cause)

    assert (change.cause.name, change.amount, change.count) == (cause, Decimal(amount), 1)
    assert [charge.change for charge in charges] == [Decimal(amount)]


def test_every_cause_has_an_example() -> None:
    assert {cause.name for cause in CAUSES} == set(CASES)


def test_the_same_bill_again_has_no_cause(acme: Client) -> None:
    later, before = two_bills(acme, [ONE], [ONE])

    assert changes(later, before) == []


def test_taxes_of_a_new_service_are_taxes(acme: Client) -> None:
    april = [ONE, charged("40.00", service="B"), charged("2.00", service="B", charge="tax")]
    later, before = two_bills(acme, [ONE], april)

    assert {change.cause.name: change.amount for change in changes(later, before)} == {
        "new": Decimal("40.00"),
        "levies": Decimal("2.00"),
    }


def test_the_first_bill_has_none_before_it(acme: Client) -> None:
    OnFile(acme).put(example("one bill", bill(ONE)))

    assert bill_before(Invoice.objects.get()) is None


AMOUNTS = st.decimals("-50", "500", places=4, allow_nan=False)
LINES = st.lists(
    st.builds(
        lambda amount, service, code, charge: charged(
            str(amount), service=service, code=code, charge=charge
        ),
        AMOUNTS,
        st.sampled_from(["A", "B", "C", ""]),
        st.sampled_from(["PORT", "RTR", ""]),
        st.sampled_from(["recurring", "usage", "one_time", "tax", "credit", "fee", "memo"]),
    ),
    max_size=6,
)


@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(march=LINES.filter(bool), april=LINES.filter(bool))
def test_the_causes_lead_from_the_one_total_to_the_other(
    acme: Client, march: list[Billed], april: list[Billed]
) -> None:
    with transaction.atomic():
        later, before = two_bills(acme, march, april)

        led = sum((change.amount for change in changes(later, before)), Decimal(0))

        now, then = (in_currency(each.lines_total, "USD") for each in (later, before))
        assert led == now - then
        transaction.set_rollback(True)
