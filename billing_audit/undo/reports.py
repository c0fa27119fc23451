"""Reports that count the file's bills: one the client got holds them, a draft goes."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from billing_audit.bills.models import BillFile
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.services import throw_away_files
from billing_audit.undo.downstream import Downstream, Held, months_of
from retainer.lib import format as written

DRAFT = MonthlyReport.State.DRAFT


class Reports(Downstream):
    """Monthly reports of the client."""

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        given = MonthlyReport.objects.filter(
            client=bill_file.client_id,
            month__in=months_of(bill_file),
            made_at__gte=bill_file.finished_at or bill_file.brought_at,
        )
        for report in given.exclude(state=DRAFT):
            words = f"The report for {written.month(report.month)}, version {report.version}"
            state = report.get_state_display().lower()
            yield Held(
                f"{words}: {state}", reverse("reports:report_detail", args=[report.public_id])
            )

    def goes(self, bill_file: BillFile) -> Iterator[str]:
        for draft in _drafts(bill_file):
            yield f"the draft of the report for {written.month(draft.month)}"

    def let_go(self, bill_file: BillFile) -> None:
        for draft in _drafts(bill_file).select_for_update(of=("self",)):
            throw_away_files(draft)
            draft.delete()


def _drafts(bill_file: BillFile) -> QuerySet[MonthlyReport]:
    """Drafts of the bills' months and of later ones, which tell what stood open before."""
    drafts = MonthlyReport.objects.filter(client=bill_file.client_id, state=DRAFT)
    months = months_of(bill_file)
    return drafts.filter(month__gte=months[0]) if months else drafts.none()
