"""What came instead of what was expected: it adds up, and says why."""

from decimal import Decimal

import pytest
from django.db import InternalError, transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from billing_audit.checks.examples import Agreed, Billed, Owned
from billing_audit.checks.inventory.papers import Item, Ordered
from billing_audit.expected import making, reading, services
from billing_audit.expected.models import ExpectedBill
from billing_audit.expected.tasks import expect_next_bills
from clients.models import Activity, Client, User
from tests.billing_audit.expected.conftest import SERVICE, Desk, of_month
from tests.billing_audit.on_file import OnFile, audit


def told(bill: ExpectedBill) -> dict[str, tuple[str, Decimal]]:
    """Each difference by its charge: what it is, and how much was billed beyond."""
    return {row.description: (row.reason, row.amount) for row in bill.differences.all()}


def test_a_bill_that_comes_as_expected_has_no_difference(desk: Desk) -> None:
    desk.file(of_month(3, Billed(amount="612.00"))).expect()

    bill = desk.file(of_month(4, Billed(amount="612.00"))).compare()

    assert (bill.billed, bill.differing, bill.matching) == (612, 0, 1)


def test_what_came_otherwise_says_why(desk: Desk) -> None:
    desk.on_file.put_service(Owned(service="B"))
    desk.on_file.put_rate(Agreed(rate="580.00"))
    desk.file(
        of_month(
            3,
            Billed(amount="612.00", quantity="1", rate="612.00", description="Port"),
            Billed(amount="310.00", service="B", code="OLD", description="Old line"),
            Billed(amount="45.00", code="GONE", description="Router"),
        ),
        Ordered(completed="2026-03-20", effective="2026-03-31", items=(Item(service="B"),)),
    ).expect()

    bill = desk.file(
        of_month(
            4,
            Billed(amount="612.00", quantity="1", rate="612.00", description="Port"),
            Billed(amount="310.00", service="B", code="OLD", description="Old line"),
            Billed(amount="90.00", charge="one_time", code="NRC", description="Visit"),
            Billed(amount="20.00", service="C", code="NEW", description="New line"),
        )
    ).compare()

    assert told(bill) == {
        "Port": ("old_rate", 32),
        "Old line": ("goes_on", 310),
        "Router": ("gone", -45),
        "Visit": ("one_time", 90),
        "New line": ("new_service", 20),
    }
    assert [(each.what, each.amount) for each in reading.outcomes(bill)] == [
        ("only_billed", Decimal("420.00")),
        ("changed", Decimal("32.00")),
        ("only_expected", Decimal("-45.00")),
    ]


def test_a_service_ordered_is_found_on_its_first_bill(desk: Desk) -> None:
    desk.file(
        of_month(3, Billed(amount="45.00", service="B")),
        Ordered(kind="add", completed="2026-04-01", items=(Item(what="new", rate="310.00"),)),
    ).expect()

    bill = desk.file(
        of_month(4, Billed(amount="45.00", service="B"), Billed(amount="310.00", service=SERVICE))
    ).compare()

    assert (bill.billed, bill.differing, bill.matching) == (355, 0, 2)


def test_what_was_expected_stays_once_the_bill_is_there(desk: Desk, acme: Client) -> None:
    expected = desk.file(of_month(3, Billed(amount="612.00"))).expect()
    desk.file(of_month(4, Billed(amount="700.00")))
    desk.on_file.put_rate(Agreed(rate="580.00"))

    [following] = making.expect_bills(client=acme)

    assert following.month.month == 5
    assert ExpectedBill.objects.get(pk=expected.pk).total == 612
    with pytest.raises(InternalError), transaction.atomic():
        ExpectedBill.objects.filter(pk=expected.pk).update(total=700)
    with pytest.raises(InternalError), transaction.atomic():
        expected.lines.update(amount=700)


def test_before_it_comes_newer_facts_are_taken_in(desk: Desk, casey: User) -> None:
    first = desk.file(of_month(3, Billed(amount="612.00", quantity="1", rate="612.00"))).expect()
    desk.on_file.put_rate(Agreed(rate="580.00"))

    again = services.expect_again(account=first.account, asked_by=casey)

    assert (again.public_id, again.total, again.made_by) == (first.public_id, 580, casey)
    assert Activity.objects.filter(verb="expected.made").count() == 1


def test_the_worker_sees_to_it_when_a_bill_comes_and_when_an_audit_ends(
    desk: Desk, acme: Client
) -> None:
    desk.file(of_month(3, Billed(amount="612.00")))
    assert [expect_next_bills(), expect_next_bills()] == [1, 0]

    run = audit(acme)
    run.finished_at = ExpectedBill.objects.get().made_at.replace(year=2030)
    run.save(update_fields=["finished_at"])
    assert expect_next_bills() == 1
    assert ExpectedBill.objects.get().made_because == "audit"

    run.finished_at = run.finished_at.replace(year=2020)
    run.save(update_fields=["finished_at"])
    desk.file(of_month(4, Billed(amount="612.00")))
    assert expect_next_bills() == 1
    came, following = ExpectedBill.objects.order_by("month")
    assert (came.billed, following.has_come) == (612, False)


def test_a_bill_that_goes_again_is_expected_again(desk: Desk) -> None:
    desk.file(of_month(3, Billed(amount="612.00"))).expect()
    invoice = desk.on_file.put_bill(of_month(4, Billed(amount="700.00")))
    assert desk.compare().differing == 1

    invoice.delete()
    bill = desk.compare()

    assert (bill.has_come, bill.billed, bill.differences.count()) == (False, None, 0)


AMOUNTS = st.decimals("-500", "2000", places=3)
CHARGES = st.lists(
    st.tuples(
        st.sampled_from(
            ["recurring", "usage", "one_time", "tax", "surcharge", "credit", "late_fee"]
        ),
        st.sampled_from(["", "A", "B"]),
        st.sampled_from(["PORT", "USG", "FUSF"]),
        AMOUNTS,
    ),
    max_size=8,
)


def lines(charges: list[tuple[str, str, str, Decimal]]) -> list[Billed]:
    return [
        Billed(amount=str(amount), charge=charge, service=service, code=code)
        for charge, service, code, amount in charges
    ]


@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=CHARGES.filter(bool), last=CHARGES.filter(bool), came=CHARGES)
def test_expected_and_differences_always_add_up_to_billed(
    acme: Client, before: list, last: list, came: list
) -> None:
    with transaction.atomic():
        desk = Desk(acme)
        desk.on_file = OnFile(acme)
        desk.file(of_month(2, *lines(before)), of_month(3, *lines(last)))
        expected = desk.expect()
        desk.file(of_month(4, *lines(came)))
        bill = desk.compare()

        differences = bill.differences.aggregate(sum=Sum(F("billed") - F("expected")))["sum"] or 0
        assert bill.total + differences == bill.billed == sum(amount for *_, amount in came)
        shown = sum(each.amount for each in reading.outcomes(bill))
        assert reading.in_currency(bill.total, "USD") + shown == reading.in_currency(
            bill.billed, "USD"
        )
        steps = sum(step.amount for step in reading.steps(expected))
        assert reading.in_currency(expected.last_total, "USD") + steps == reading.in_currency(
            expected.total, "USD"
        )
        transaction.set_rollback(True)
