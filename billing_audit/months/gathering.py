"""What the database knows of many accounts' months, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from billing_audit.bills.models import Invoice
from billing_audit.bills.paper_models import DraftBill
from billing_audit.months.cells import Bills
from billing_audit.months.models import NoBillExpected
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.scope import BILLED
from billing_audit.runs.models import AuditRun
from clients.telecom.models import BillingAccount, Service
from retainer.lib.months import month_of

#: Bills older than this say nothing about an account's rhythm.
MEMORY = timedelta(days=3 * 366)
#: When an audit read the bills, at the earliest.
BEGAN = Coalesce("started_at", "queued_at")
Place = tuple[int, date]


@dataclass(frozen=True)
class Known:
    """Facts by account and month, and by client where they are the client's."""

    #: Days on which an account was billed.
    billed: dict[int, list[date]]
    bills: dict[Place, Bills]
    drafts: set[Place]
    words: dict[Place, str]
    #: The day after which an account has no service any more.
    ended: dict[int, date]
    #: Complete audits of a client: first month, last month, which between them, when they began.
    audits: dict[int, list[tuple[date | None, date | None, list[date], datetime]]]
    #: When the published report of a client's month was made.
    reports: dict[Place, datetime]

    def audited_at(self, client: int, month: date) -> datetime | None:
        """When the last complete audit of the month began."""
        covering = (
            began
            for first, last, only, began in self.audits[client]
            if (first is None or first <= month)
            and (last is None or month <= last)
            and (not only or month in only)
        )
        return max(covering, default=None)


def gather(accounts: Collection[BillingAccount], since: date, today: date) -> Known:
    """All that the board says about these accounts from that month on."""
    keys = [account.pk for account in accounts]
    clients = {account.client_id for account in accounts}
    invoices = Invoice.objects.filter(client__in=clients, account__in=keys)
    return Known(
        billed=_billed(invoices, today),
        bills=_bills(invoices.filter(month__gte=since)),
        drafts=_drafts(accounts, clients),
        words=_words(keys, since),
        ended=_ended(clients, keys),
        audits=_audits(clients),
        reports=_reports(clients, since),
    )


def _billed(invoices: QuerySet, today: date) -> dict[int, list[date]]:
    """Credit notes and corrections come when they come, and make no rhythm."""
    regular = invoices.filter(document_type="invoice", bill_date__gte=today - MEMORY)
    days = ArrayAgg("bill_date", distinct=True)
    return dict(regular.order_by().values_list("account").annotate(days=days))


def _bills(invoices: QuerySet) -> dict[Place, Bills]:
    rows = (
        invoices.order_by()
        .values("account", "month", "currency")
        .annotate(
            number=Count("pk"),
            sum=Sum(BILLED),
            totals_only=Count(
                "pk", filter=Q(line_count=0) | Q(draft__content__is_totals_only=True)
            ),
            at=Max("bill_file__finished_at"),
        )
    )
    found: dict[Place, Bills] = defaultdict(Bills)
    for row in rows:
        bills = found[row["account"], row["month"]]
        bills.number += row["number"]
        bills.sums[row["currency"]] = row["sum"]
        bills.totals_only += row["totals_only"]
        bills.loaded_at = max(filter(None, (bills.loaded_at, row["at"])), default=None)
    return dict(found)


def _drafts(accounts: Collection[BillingAccount], clients: set[int]) -> set[Place]:
    """Drafts name their account and day as the paper does; those that name neither have no cell."""
    numbers = {(account.client_id, account.number): account.pk for account in accounts}
    waiting = DraftBill.objects.filter(client__in=clients, invoice=None)
    found = set()
    for client, head in waiting.values_list("client", "content__invoice"):
        account = numbers.get((client, head.get("account_no", "")))
        if account and (day := _day(head.get("bill_date", ""))):
            found.add((account, month_of(day)))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _words(keys: list[int], since: date) -> dict[Place, str]:
    said = NoBillExpected.objects.filter(account__in=keys, month__gte=since)
    return {(account, month): reason for account, month, reason in said.values_list(
        "account", "month", "reason")}  # fmt: skip


def _ended(clients: set[int], keys: list[int]) -> dict[int, date]:
    """Accounts whose every service that we know of was disconnected, with the last day."""
    ours = Service.objects.filter(client__in=clients, account__in=keys).exclude(
        state=Service.State.DISMISSED
    )
    rows = ours.order_by().values_list("account").annotate(
        active=Count("pk", filter=Q(disconnect_date=None)), last=Max("disconnect_date")
    )  # fmt: skip
    return {account: last for account, active, last in rows if not active}


def _audits(
    clients: set[int],
) -> dict[int, list[tuple[date | None, date | None, list[date], datetime]]]:
    complete = AuditRun.objects.filter(client__in=clients, state=AuditRun.State.COMPLETE)
    rows = complete.order_by().values_list("client", "month_from", "month_to", "months")
    found = defaultdict(list)
    for client, first, last, only, began in rows.annotate(began=Max(BEGAN)):
        found[client].append((first, last, only, began))
    return found


def _reports(clients: set[int], since: date) -> dict[Place, datetime]:
    published = MonthlyReport.objects.filter(client__in=clients, month__gte=since).published()
    return {
        (client, month): made for client, month, made in published.values_list(
            "client", "month", "made_at")
    }  # fmt: skip
