"""Draws the PDF that a draft still lacks and keeps it beside the figures.

The row owns the work: whoever is told of it, however often, draws only what is
missing, and a draft that was made again meanwhile keeps its newer figures.
"""

import logging

from billing_audit.reports import document, record
from billing_audit.reports.models import MonthlyReport
from clients.files.models import StoredFile
from clients.files.services import store
from retainer.lib import format as written
from retainer.lib.pdf import LIMITS
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

logger = logging.getLogger(__name__)


def draw_report(report_id: int) -> None:
    """Draw a draft's PDF, or write down why it cannot be drawn; harmless when it is done.

    Drawing takes seconds, so it happens between two short transactions.
    """
    with acting_as("worker", clients=ALL):
        report = MonthlyReport.objects.to_be_drawn().filter(pk=report_id).first()
    if report is None:
        return
    try:
        drawn = document.draw(record.read(report.figures))
    except Refused as refusal:
        logger.warning("Report %s was not drawn: %s", report_id, refusal.sentence)
        _note_failure(report, refusal.sentence)
    except Exception as error:
        _note_failure(report, f"The PDF could not be made: {type(error).__name__}: {error}")
        raise
    else:
        _keep(report, drawn)


def file_name(report: MonthlyReport) -> str:
    """``Acme Logistics, March 2026.pdf``; from the second version on it says so."""
    month = written.month(report.month).replace(written.NO_BREAK, " ")
    version = f", version {report.version}" if report.version > 1 else ""
    return f"{report.client.name}, {month}{version}.pdf"


def _keep(report: MonthlyReport, drawn: bytes) -> None:
    with acting_as("worker", clients=ALL):
        draft = _still_wanted(report)
        if draft is None:
            return
        with spool([drawn], limit=LIMITS.output) as spooled:
            draft.pdf = store(
                spooled,
                name=file_name(draft),
                kind=StoredFile.Kind.REPORT,
                client=draft.client,
                stored_by=draft.made_by,
            )
        draft.pages = document.page_count(drawn)
        draft.save(update_fields=["pdf", "pages"])


def _note_failure(report: MonthlyReport, sentence: str) -> None:
    with acting_as("worker", clients=ALL):
        draft = _still_wanted(report)
        if draft is not None:
            draft.error = sentence
            draft.save(update_fields=["error"])


def _still_wanted(report: MonthlyReport) -> MonthlyReport | None:
    """The draft, locked, if it still lacks its PDF and its figures are those that were drawn."""
    return (
        MonthlyReport.objects.to_be_drawn()
        .filter(pk=report.pk, figures_sha256=report.figures_sha256)
        .select_for_update(of=("self",))
        .select_related("client", "made_by")
        .defer("figures")
        .first()
    )
