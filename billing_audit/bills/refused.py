"""What of refused files is still missing: a bill that was loaded since is not."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from billing_audit.bills.models import BillFile, ImportIssue, Invoice


def open_issues() -> QuerySet[ImportIssue]:
    """What could not be read of bills that no later file has brought.

    A number means the same bill only at the same carrier, which is known where
    the file had other bills that were loaded.
    """
    of_file = Invoice.objects.filter(bill_file=OuterRef(OuterRef("bill_file")))
    same_carrier = Q(carrier__in=of_file.values("carrier")) | ~Exists(of_file)
    loaded_since = Invoice.objects.filter(
        same_carrier,
        client=OuterRef("client"),
        number=OuterRef("invoice_no"),
        bill_file__gt=OuterRef("bill_file"),
    )
    return ImportIssue.objects.exclude(Q(Exists(loaded_since)) & ~Q(invoice_no=""))


def without_settled(files: QuerySet[BillFile]) -> QuerySet[BillFile]:
    """The files without those whose refused bills have all been loaded since."""
    refused = Exists(ImportIssue.objects.filter(bill_file=OuterRef("pk")))
    still_open = Exists(open_issues().filter(bill_file=OuterRef("pk")))
    return files.exclude(refused & ~still_open)
