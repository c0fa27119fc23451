"""What workers do about reports."""

from celery import shared_task

from billing_audit.reports import drawing
from billing_audit.reports.models import MonthlyReport
from retainer.lib.tasks import PracticeTask


@shared_task(base=PracticeTask, in_one_transaction=False)
def draw_report(report_id: int) -> None:
    """Draw the PDF of a draft; harmless when it is there."""
    drawing.draw_report(report_id)


@shared_task(base=PracticeTask, expires=60)
def find_forgotten_reports() -> int:
    """Have workers draw what nobody draws, because one was killed or never told; how many."""
    forgotten = list(MonthlyReport.objects.forgotten().values_list("pk", flat=True))
    for report_id in forgotten:
        draw_report.delay_on_commit(report_id)
    return len(forgotten)
