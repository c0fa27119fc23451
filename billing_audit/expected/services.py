"""What people ask of expected bills: one to be made anew."""

from django.db import transaction

from billing_audit.expected.making import expect_bills
from billing_audit.expected.models import ExpectedBill
from clients.people import activity
from clients.people.models import User
from clients.telecom.models import BillingAccount
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class NothingToExpect(Refused):
    """The account has no next bill, or it is there already and what was expected stays."""


@transaction.atomic
def expect_again(*, account: BillingAccount, asked_by: User) -> ExpectedBill:
    """Make an account's expected bill anew, from all that is on file now."""
    made = expect_bills(
        client=account.client,
        because=ExpectedBill.Because.ASKED,
        accounts=[account.pk],
        made_by=asked_by,
    )
    if not made:
        raise NothingToExpect(
            f"No bill of {account} is expected: its next one is there already, or the account is "
            "closed or has no bill with lines. What was expected before stays as it was."
        )
    [bill] = made
    activity.record(
        "expected.made",
        f"The bill of {account} expected for {written.month(bill.month)} was reckoned again: "
        f"{written.money(bill.total, bill.currency)}.",
        actor=asked_by,
        client=account.client,
        subject=bill,
    )
    return bill
