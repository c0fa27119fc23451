"""What people do on the board: say why no bill comes, and take it back."""

from datetime import date

from django.db import transaction

from billing_audit.months.models import NoBillExpected
from clients.people import activity
from clients.people.models import User
from clients.telecom.models import BillingAccount
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused


class SaysNoReason(Refused):
    """Without the reason nobody could tell later whether a bill was forgotten."""


@transaction.atomic
def expect_no_bill(
    *, account: BillingAccount, month: date, reason: str, said_by: User
) -> NoBillExpected:
    """Note why no bill of the month comes; said again, the new reason counts."""
    reason = reason.strip()
    if not reason:
        raise SaysNoReason("Say why no bill comes, such as: billed every other month.")
    word, _ = NoBillExpected.objects.update_or_create(
        account=account,
        month=month_of(month),
        defaults={"client_id": account.client_id, "reason": reason, "said_by": said_by},
    )
    activity.record(
        "month.excused",
        f"No bill of {account} is expected for {written.month(word.month)}: {reason}",
        actor=said_by,
        client=account.client,
        subject=account,
    )
    return word


@transaction.atomic
def expect_again(*, account: BillingAccount, month: date, said_by: User) -> None:
    """Take the word back; harmless when nobody gave it."""
    gone, _ = NoBillExpected.objects.filter(account=account, month=month_of(month)).delete()
    if gone:
        activity.record(
            "month.expected",
            f"A bill of {account} is expected for {written.month(month)} again.",
            actor=said_by,
            client=account.client,
            subject=account,
        )
