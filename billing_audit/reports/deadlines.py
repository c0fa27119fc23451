"""The days after which something is lost or late, the nearest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from billing_audit.findings.models import Finding, Occurrence
from billing_audit.money.clocks import rules_of
from billing_audit.money.places import Sent
from billing_audit.reports.shape import Deadline, ReportedDispute, ToDecide
from clients.people.models import Client
from clients.telecom.models import BillingAccount
from retainer.lib import format as written
from retainer.lib.money import in_currency

YOU, WE, CARRIER = "You", "We", "Carrier"
#: How far ahead the report looks.
AHEAD = timedelta(days=60)
OURS = ("our answer due", "last day to appeal", "to be verified", "to be closed")


def deadlines(
    client: Client,
    month: date,
    sent: Sequence[Sent],
    decisions: Iterable[ToDecide],
    disputes: Iterable[ReportedDispute],
    as_of: date,
) -> list[Deadline]:
    """Those of the next two months, and what a person or a carrier is late with."""
    found = [*_decisions(decisions), *_disputes(disputes), *_bills(client, month, sent, as_of)]
    near = [each for each in found if each.day <= as_of + AHEAD]
    return sorted(near, key=lambda each: (each.day, each.who, each.what))


def _decisions(decisions: Iterable[ToDecide]) -> Iterator[Deadline]:
    for each in decisions:
        if each.due_on:
            yield Deadline(each.due_on, f"Decide: {each.title}", YOU, each.currency, each.money)


def _disputes(disputes: Iterable[ReportedDispute]) -> Iterator[Deadline]:
    for each in disputes:
        if each.due_on:
            who = WE if each.due in OURS else CARRIER
            what = f"Dispute {each.number} with {each.carrier}: {each.due}"
            yield Deadline(each.due_on, what, who, each.currency, each.outstanding)


def _bills(client: Client, month: date, sent: Sequence[Sent], as_of: date) -> Iterator[Deadline]:
    """The last day to dispute bills on which something is claimed that no carrier was asked for."""
    asked: dict[int, Decimal] = defaultdict(Decimal)
    for each in sent:
        _, bill, *_ = each.charge
        asked[bill] += each.places.disputed
    bills = (
        Occurrence.objects.filter(
            client=client, month__lte=month, claimed__gt=0, finding__resolved_at=None
        )
        .exclude(finding__state__in=Finding.DISMISSED)
        .order_by()
        .values_list("invoice", "invoice__account", "invoice__bill_date", "invoice__currency")
        .annotate(claimed=Sum("claimed"))
    )
    sums: dict[tuple[int, date, str], Decimal] = defaultdict(Decimal)
    for bill, account, dated, currency, claimed in bills:
        if claimed > asked[bill]:
            sums[account, dated, currency] += claimed - asked[bill]
    accounts = BillingAccount.objects.select_related("carrier").in_bulk({key[0] for key in sums})
    rules = rules_of(accounts.values())
    for (key, dated, currency), amount in sums.items():
        last = rules[key].dispute_by(dated)
        if as_of <= last.day:
            account = accounts[key]
            yield Deadline(
                last.day,
                f"{account.carrier.name}, account {account.number}: bill of {written.day(dated)} "
                f"can be disputed no more ({last.why})",
                WE,
                currency,
                in_currency(amount, currency),
            )
