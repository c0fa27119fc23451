"""Expecting bills, and comparing them once they are there; harmless when there is nothing to do."""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from billing_audit.bills.models import Invoice
from billing_audit.expected import comparing, due, engine
from billing_audit.expected.due import Next
from billing_audit.expected.models import Difference, ExpectedBill
from clients.people.models import Client, User

Because = ExpectedBill.Because
#: The first half of the lock's name; the second is the client's key.
LOCK = 0xE8B1


@transaction.atomic
def expect_bills(
    *,
    client: Client,
    because: str = Because.BILL,
    accounts: Collection[int] | None = None,
    made_by: User | None = None,
) -> list[ExpectedBill]:
    """Write down what the next bill of each account should be, as far as it has not come.

    One made before from the same last bill is made anew, from all that is on file now.
    """
    _one_at_a_time(client)
    coming = _not_there(client, list(due.next_bills(client.pk, accounts)))
    made = [_begun(client, bill, because, made_by) for bill in coming]
    if made:
        engine.write_lines(client.pk, [bill.pk for bill in made])
        for bill in made:
            bill.refresh_from_db()
    return made


@transaction.atomic
def compare_bills(*, client: Client) -> list[ExpectedBill]:
    """Hold what was expected against the bills that came, or went again, since the last look."""
    _one_at_a_time(client)
    expected = ExpectedBill.objects.filter(client=client)
    there = due.arrived(expected)
    changed = [bill for bill in expected if bill.bills != there[bill.pk]]
    if not changed:
        return []
    Difference.objects.filter(expected_bill__in=changed).delete()
    for bill in changed:
        bill.bills, bill.billed, bill.compared_at = there[bill.pk], None, None
        bill.differing = bill.matching = 0
    ExpectedBill.objects.bulk_update(
        changed, ["bills", "billed", "compared_at", "differing", "matching"]
    )
    comparing.write_differences(client.pk, [bill.pk for bill in changed if bill.bills])
    return list(expected.filter(pk__in=[bill.pk for bill in changed]))


def _one_at_a_time(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, client.pk % 2**31])


def _not_there(client: Client, coming: list[Next]) -> list[Next]:
    """Without those of a month that has a bill of the account already."""
    billed: set[tuple[int, date]] = set(
        Invoice.objects.filter(client=client, month__in={bill.month for bill in coming})
        .order_by()
        .values_list("account", "month")
    )
    return [bill for bill in coming if (bill.account.pk, bill.month) not in billed]


def _begun(client: Client, bill: Next, because: str, made_by: User | None) -> ExpectedBill:
    """The row of an expected bill without its lines; who has its address keeps it."""
    before = ExpectedBill.objects.filter(account=bill.account, month=bill.month)
    known = before.values_list("public_id", flat=True).first()
    before.delete()
    return ExpectedBill.objects.create(
        client=client,
        account=bill.account,
        month=bill.month,
        due_on=bill.on,
        cycle=bill.cycle,
        currency=bill.last.currency,
        last_bill=bill.last,
        last_total=bill.last.lines_total,
        made_at=timezone.now(),
        made_because=because,
        made_by=made_by,
        **({"public_id": known} if known else {}),
    )
