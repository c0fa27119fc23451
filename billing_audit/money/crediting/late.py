"""Promised credits that did not come on their bills, and errors that came back."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Max

from billing_audit.bills.models import Invoice
from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.money.clocks import after_months
from billing_audit.money.models import Dispute
from billing_audit.money.querysets import DisputeQuerySet
from billing_audit.money.states import State
from clients.people.models import Client, User
from retainer.lib.months import shifted

#: Days after the month of the promise in which a credit may still come without a word.
GRACE = 15


@dataclass(frozen=True)
class Late:
    """A promise that was not kept, or not in full."""

    dispute: Dispute
    #: What of it no bill shows.
    missing: Decimal
    #: The month of the latest bill of the account that does not show it.
    last_bill: date | None
    days: int

    @property
    def currency(self) -> str:
        return self.dispute.currency


def late(user: User, today: date, *, client: Client | None = None) -> list[Late]:
    """Promises that a person sees broken, the oldest first.

    Late is what the bill of the month after the promise does not show either, or what is not
    there ``GRACE`` days after the month of the promise has ended.
    """
    disputes = Dispute.objects.visible_to(user)
    return broken(disputes.filter(client=client) if client else disputes, today)


def broken(disputes: DisputeQuerySet, today: date) -> list[Late]:
    """The promises among some disputes that were not kept."""
    disputes = disputes.filter(
        client__in=Client.objects.active(),
        state__in=(State.PROMISED, State.POSTED),
        posted__lt=F("promised"),
        cycle__isnull=False,
    )
    promised = list(disputes.for_list().order_by("cycle", "pk"))
    bills = Invoice.objects.filter(account__in=[each.account_id for each in promised])
    last = dict(bills.order_by().values_list("account").annotate(Max("month")))
    return [
        Late(each, each.promised - each.posted, month, (today - due).days)
        for each in promised
        for month, due in [(last.get(each.account_id), due_by(each.cycle))]
        if today > due + timedelta(days=GRACE) or (month and month >= shifted(each.cycle, 1))
    ]


def due_by(cycle: date) -> date:
    """The last day of the month on whose bill a credit is promised."""
    return after_months(cycle, 1) - timedelta(days=1)


def returned(user: User, client: Client | None = None) -> FindingQuerySet:
    """Errors that a bill shows again after their dispute was closed, most money first."""
    findings = Finding.objects.visible_to(user).filter(client__in=Client.objects.active())
    findings = findings.filter(with_carrier=Finding.WithCarrier.RETURNED)
    return findings.filter(client=client) if client else findings
