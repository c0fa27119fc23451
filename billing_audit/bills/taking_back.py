"""Takes out what an import brought: lines, bills, accounts and services nobody else has.

What lies further on - findings, audits, reports - is asked first, by ``billing_audit.undo``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet, Sum

from billing_audit.bills import shelves
from billing_audit.bills.models import BilledService, BillFile, Invoice, Line, LineShelf
from clients.telecom.models import BillingAccount, Service

#: Services that nobody confirmed and that no other file bills.
PROPOSED_BY_IT = """
SELECT DISTINCT billed.service_id FROM billing_audit_billedservice billed
JOIN clients_service service ON service.id = billed.service_id AND service.state = 'proposed'
WHERE billed.id = ANY (%(numbers)s) AND NOT EXISTS (
    SELECT FROM billing_audit_billedservice same
    JOIN billing_audit_line line ON line.billed_service_id = same.id
        AND line.shelf_id = ANY (%(shelves)s) AND line.bill_file_id <> %(bill_file)s
    WHERE same.service_id = billed.service_id
)
"""


@dataclass(frozen=True)
class Brought:
    """What an import brought and nothing else has."""

    invoices: int
    lines: int
    #: What the bills come to, by currency.
    sums: dict[str, Decimal]
    services: list[int]
    accounts: list[int]


def brought_by(bill_file: BillFile, *, going: Collection[type[Model]] = ()) -> Brought:
    """What goes when the import is undone, the rows of the models ``going`` gone before."""
    invoices = Invoice.objects.filter(bill_file=bill_file)
    sums = invoices.order_by().values_list("currency").annotate(sum=Sum("lines_total"))
    services = _services(bill_file)
    return Brought(
        invoices=bill_file.invoice_count,
        lines=bill_file.line_count,
        sums=dict(sums.order_by("currency")),
        services=services,
        accounts=_accounts(bill_file, services, going),
    )


def take_out(bill_file: BillFile, brought: Brought) -> None:
    """Remove it all; the file's row and its bytes stay, to be loaded again."""
    invoices = Invoice.objects.filter(bill_file=bill_file)
    _take_lines(bill_file, list(invoices.values_list("pk", flat=True)))
    invoices.update(supersedes=None)
    invoices.delete()
    bill_file.issues.all().delete()
    BilledService.objects.filter(service__in=brought.services).update(service=None)
    Service.objects.filter(pk__in=brought.services).delete()
    BillingAccount.objects.filter(pk__in=brought.accounts).delete()
    bill_file.state, bill_file.shelf = BillFile.State.UNDONE, None
    bill_file.invoice_count = bill_file.line_count = 0
    bill_file.refused_invoices = bill_file.rejected_lines = 0
    bill_file.rows_read, bill_file.rows_total = 0, None
    bill_file.warnings, bill_file.opened_accounts = [], []
    bill_file.save()


def emptied_shelves() -> QuerySet[LineShelf]:
    """Shelves of files that were undone."""
    in_use = BillFile.objects.filter(shelf=OuterRef("pk"))
    return LineShelf.objects.filter(~Exists(in_use), is_shared=False)


def _take_lines(bill_file: BillFile, invoices: list[int]) -> None:
    if bill_file.shelf is None:
        return
    if bill_file.shelf.is_shared:
        # By the invoices, which the lines of a shelf are indexed by.
        Line.objects.filter(shelf=bill_file.shelf_id, invoice__in=invoices).delete()
    else:
        shelves.empty(bill_file.shelf, bill_file.pk)


def _services(bill_file: BillFile) -> list[int]:
    lines = Line.objects.filter(
        shelf=bill_file.shelf_id,
        invoice__in=list(bill_file.invoices.values_list("pk", flat=True)),
        billed_service__isnull=False,
    )
    numbers = lines.order_by().values_list("billed_service", flat=True).distinct()
    own = LineShelf.objects.filter(client=bill_file.client_id).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(
            PROPOSED_BY_IT,
            {
                "numbers": list(numbers),
                "shelves": list(own),
                "bill_file": bill_file.pk,
            },
        )
        proposed = [key for (key,) in cursor.fetchall()]
    services = Service.objects.filter(pk__in=proposed)
    return list(_needed_by_nobody(services, BilledService).values_list("pk", flat=True))


def _accounts(
    bill_file: BillFile, services: list[int], going: Collection[type[Model]]
) -> list[int]:
    """Those the import opened, as long as nobody has put anything under them since."""
    opened = BillingAccount.objects.filter(pk__in=bill_file.opened_accounts, name="")
    billed = Invoice.objects.filter(account=OuterRef("pk")).exclude(bill_file=bill_file)
    holding = Service.objects.filter(account=OuterRef("pk")).exclude(pk__in=services)
    free = opened.exclude(Exists(billed)).exclude(Exists(holding))
    return list(
        _needed_by_nobody(free, Line, Invoice, Service, *going).values_list("pk", flat=True)
    )


def _needed_by_nobody(rows: QuerySet, *but: type[Model]) -> QuerySet:
    """Rows that no other row refers to, those of the named models aside."""
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.related_model not in but:
            same = {relation.field.name: OuterRef("pk")}
            rows = rows.exclude(Exists(relation.related_model._base_manager.filter(**same)))
    return rows
