"""Money expiring: what can soon be asked back no more, and what stands in between.

Bills whose last day to dispute comes near, with what is claimed on them and is not
sent yet.  It is reckoned bill by bill: few bills are that old at a time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, CharField, F, Q, QuerySet, Sum, Value, When

from billing_audit.bills.models import Invoice
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.money.accepting import accepted, agreed, not_held
from billing_audit.money.clocks import MONTHS_BY_LAW, Deadline, Rules, after_months, rules_of
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.states import State
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy.models import TenantQuerySet

#: How far ahead the list looks, in days.
AHEAD = 30

#: What stands between the money and the carrier, in the order of the way.
TO_DECIDE, TO_ACCEPT, TO_DISPUTE, TO_SEND = "new", "asked", "to_dispute", "drafted"
WAITS_FOR = {
    TO_DECIDE: "a decision about the finding",
    TO_ACCEPT: "the client",
    TO_DISPUTE: "a dispute to be opened",
    TO_SEND: "its draft to be sent",
}


@dataclass(frozen=True)
class Expiring:
    """What is claimed on one bill and waits for the same thing."""

    invoice: Invoice
    deadline: Deadline
    waits: str
    amount: Decimal
    dispute: Dispute | None = None

    @property
    def currency(self) -> str:
        return self.invoice.currency

    @property
    def waits_for(self) -> str:
        return WAITS_FOR[self.waits]


def expiring(
    user: User, today: date, *, client: Client | None = None, ahead: int = AHEAD
) -> list[Expiring]:
    """The rows that a person sees, the nearest deadline first."""
    accounts = BillingAccount.objects.visible_to(user)
    return expiring_of(accounts.filter(client=client) if client else accounts, today, ahead)


def expiring_of(
    accounts: TenantQuerySet[BillingAccount], today: date, ahead: int
) -> list[Expiring]:
    """The rows of some accounts whose clients are not archived."""
    active = accounts.filter(client__in=Client.objects.active())
    accounts = {account.pk: account for account in active}
    rules = rules_of(accounts.values())
    bills = _bills(accounts.values(), rules, today, ahead)
    rows = [*_undisputed(bills, rules), *_drafted(bills, rules)]
    return sorted(rows, key=lambda row: (row.deadline.day, -row.amount, row.invoice.pk))


def sums(rows: Iterable[Expiring]) -> dict[str, Decimal]:
    """What is at stake, by currency."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row.currency] += row.amount
    return dict(found)


def _bills(
    accounts: Iterable[BillingAccount], rules: dict[int, Rules], today: date, ahead: int
) -> dict[int, Invoice]:
    """The bills whose last day comes in time; accounts with the same days are asked together."""
    by_days: dict[int | None, list[int]] = defaultdict(list)
    for account in accounts:
        shortest = rules[account.pk].shortest
        by_days[shortest[0] if shortest else None].append(account.pk)
    near = Q(pk__in=[])
    last = today + timedelta(days=ahead)
    # A leap day in between makes two years a day longer; what is too far is left out below.
    by_law = (
        after_months(today, -MONTHS_BY_LAW),
        after_months(last, -MONTHS_BY_LAW) + timedelta(days=1),
    )
    for days, keys in by_days.items():
        near |= Q(account__in=keys, bill_date__range=by_law)
        if days is not None:
            since = today - timedelta(days=days)
            near |= Q(account__in=keys, bill_date__range=(since, since + timedelta(days=ahead)))
    found = Invoice.objects.filter(near).select_related("client", "carrier", "account")
    return {
        bill.pk: bill
        for bill in found
        if today <= rules[bill.account_id].dispute_by(bill.bill_date).day <= last
    }


def _undisputed(bills: dict[int, Invoice], rules: dict[int, Rules]) -> list[Expiring]:
    """What no dispute holds, by what it waits for."""
    findings = Finding.objects.errors().standing().exclude(state__in=Finding.DISMISSED)
    ready = _ready(bills)
    rows = (
        _claimed_on(bills)
        .filter(finding__in=findings)
        .annotate(
            waits=Case(
                When(finding__state=Finding.State.NEW, then=Value(TO_DECIDE)),
                When(finding__in=ready, then=Value(TO_DISPUTE)),
                default=Value(TO_ACCEPT),
                output_field=CharField(),
            )
        )
        .order_by()
        .values("invoice", "waits")
        .annotate(amount=Sum(F("claimed")))
    )
    return [
        Expiring(bill, _deadline(bill, rules), row["waits"], row["amount"])
        for row in rows
        for bill in [bills[row["invoice"]]]
    ]


def _ready(bills: dict[int, Invoice]) -> list[int]:
    """Findings on these bills of which the client agreed to more than disputes ask for."""
    on_them = Occurrence.objects.filter(invoice__in=list(bills)).values("finding")
    keys = accepted(Finding.objects.filter(pk__in=on_them)).values_list("pk", flat=True)
    return [finding for finding, money in agreed(keys).items() if money > 0]


def _claimed_on(bills: dict[int, Invoice]) -> QuerySet[Occurrence]:
    return not_held(Occurrence.objects.filter(invoice__in=list(bills), claimed__gt=0))


def _drafted(bills: dict[int, Invoice], rules: dict[int, Rules]) -> list[Expiring]:
    """What is in a draft that nobody has sent."""
    items = DisputeItem.objects.filter(invoice__in=list(bills), dispute__state=State.DRAFT)
    rows = items.order_by().values("invoice", "dispute").annotate(amount=Sum("disputed"))
    drafts = Dispute.objects.in_bulk([row["dispute"] for row in rows])
    return [
        Expiring(bill, _deadline(bill, rules), TO_SEND, row["amount"], drafts[row["dispute"]])
        for row in rows
        for bill in [bills[row["invoice"]]]
    ]


def _deadline(bill: Invoice, rules: dict[int, Rules]) -> Deadline:
    return rules[bill.account_id].dispute_by(bill.bill_date)
