"""Which bills are to be expected next, and which of those expected have come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from billing_audit.bills.expecting import cycle, later
from billing_audit.bills.models import Invoice
from billing_audit.expected.models import ExpectedBill
from billing_audit.runs.models import AuditRun
from clients.telecom.models import BillingAccount
from retainer.lib.months import month_of

#: Bills that tell an account's rhythm.
REMEMBERED = 13


@dataclass(frozen=True)
class Next:
    """The bill that follows an account's last one."""

    account: BillingAccount
    last: Invoice
    on: date
    cycle: int

    @property
    def month(self) -> date:
        return month_of(self.on)


@dataclass
class Work:
    """What is to be done for a client: the accounts to expect a bill of, by what happened."""

    billed: list[int] = field(default_factory=list)
    audited: list[int] = field(default_factory=list)


def bills() -> QuerySet[Invoice]:
    """Bills with lines that no corrected bill replaces; credit notes come when they come."""
    corrected = Invoice.objects.filter(supersedes=OuterRef("pk"))
    return Invoice.objects.filter(~Exists(corrected), document_type="invoice", line_count__gt=0)


def waiting() -> dict[int, Work]:
    """What is to be done for each client, by its key; few reads, however many bills there are."""
    work: dict[int, Work] = defaultdict(Work)
    for client in _with_new_arrivals().order_by().values_list("client", flat=True).distinct():
        work[client] = Work()
    made = dict(ExpectedBill.objects.order_by().values_list("last_bill", "made_at"))
    complete = AuditRun.objects.filter(state=AuditRun.State.COMPLETE, finished_at__isnull=False)
    audited = dict(complete.order_by().values_list("client").annotate(Max("finished_at")))
    newest = bills().order_by("account", "-bill_date", "-pk").distinct("account")
    for client, account, bill in newest.values_list("client", "account", "pk"):
        if bill not in made:
            work[client].billed.append(account)
        elif client in audited and made[bill] < audited[client]:
            work[client].audited.append(account)
    return dict(work)


def _with_new_arrivals() -> QuerySet[ExpectedBill]:
    """Expected bills of which something came that nobody has compared."""
    came = Invoice.objects.filter(
        client=OuterRef("client"), account=OuterRef("account"), month=OuterRef("month")
    )
    since = came.filter(bill_file__finished_at__gt=OuterRef("compared_at"))
    return ExpectedBill.objects.filter(
        Q(Exists(came), compared_at=None) | Q(Exists(since), compared_at__isnull=False)
    )


def next_bills(client_id: int, accounts: Collection[int] | None = None) -> Iterator[Next]:
    """The next bill of each account that is billed and not closed by then."""
    known = bills().filter(client=client_id).select_related("account__carrier", "account__client")
    if accounts is not None:
        known = known.filter(account__in=accounts)
    for past in _by_account(known.order_by("account", "-bill_date", "-pk")):
        last = past[0]
        months = cycle(sorted({bill.bill_date for bill in past[:REMEMBERED]}))
        on = later(last.bill_date, months)
        closed = last.account.closed_on
        if closed is None or on <= closed:
            yield Next(last.account, last, on, months)


def _by_account(invoices: Iterable[Invoice]) -> list[list[Invoice]]:
    found: dict[int, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        found[invoice.account_id].append(invoice)
    return list(found.values())


def arrived(expected: QuerySet[ExpectedBill]) -> dict[int, list[int]]:
    """The bills there are now of the account, month and currency of each expected one."""
    there = (
        Invoice.objects.filter(
            client=OuterRef("client"),
            account=OuterRef("account"),
            month=OuterRef("month"),
            currency=OuterRef("currency"),
        )
        .exclude(pk__in=Invoice.objects.filter(client=OuterRef(OuterRef("client"))).exclude(
            supersedes=None).values("supersedes"))
        .order_by()
        .values("account")
        .annotate(keys=ArrayAgg("pk", order_by="pk"))
        .values("keys")
    )  # fmt: skip
    return {
        key: keys or [] for key, keys in expected.annotate(there=there).values_list("pk", "there")
    }
