"""Draws the PDF and the workbook that a draft still lacks and keeps them beside the figures.

The row owns the work: whoever is told of it, however often, draws only what is
missing, and a draft that was made again meanwhile keeps its newer figures.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from billing_audit.reports import book, charge_rows, document, record
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.shape import Figures
from clients.files.models import StoredFile
from clients.files.services import store
from retainer.lib import format as written
from retainer.lib.pdf import LIMITS
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import Spooled, spool

logger = logging.getLogger(__name__)


def draw_report(report_id: int) -> None:
    """Draw a draft's PDF and workbook, or write down why not; harmless when it is done.

    Drawing takes seconds, so it happens between two short transactions.
    """
    with acting_as("worker", clients=ALL):
        reports = MonthlyReport.objects.to_be_drawn().select_related("charge_rows")
        report = reports.filter(pk=report_id).first()
    if report is None:
        return
    try:
        figures = record.read(report.figures)
        drawn = document.draw(figures)
        with workbook_of(report, figures) as workbook:
            _keep(report, drawn, workbook)
    except Refused as refusal:
        logger.warning("Report %s was not drawn: %s", report_id, refusal.sentence)
        _note_failure(report, refusal.sentence)
    except Exception as error:
        _note_failure(report, f"It could not be drawn: {type(error).__name__}: {error}")
        raise


@contextmanager
def workbook_of(report: MonthlyReport, figures: Figures) -> Iterator[Spooled]:
    """The workbook of what was frozen, on disk until the block ends."""
    with NamedTemporaryFile(prefix="retainer-workbook-") as file:
        if report.charge_rows is None:
            book.draw(figures, [], file)
        else:
            with report.charge_rows.content.open("rb") as rows:
                book.draw(figures, charge_rows.read(rows), file)
        file.flush()
        path = Path(file.name)
        with path.open("rb") as written_out:
            sha256 = hashlib.file_digest(written_out, "sha256").hexdigest()
        yield Spooled(path, path.stat().st_size, sha256)


def file_name(report: MonthlyReport, ending: str = "pdf") -> str:
    """``Acme Logistics, March 2026.pdf``; from the second version on it says so."""
    month = written.month(report.month).replace(written.NO_BREAK, " ")
    version = f", version {report.version}" if report.version > 1 else ""
    return f"{report.client.name}, {month}{version}.{ending}"


def _keep(report: MonthlyReport, drawn: bytes, workbook: Spooled) -> None:
    with acting_as("worker", clients=ALL):
        draft = _still_wanted(report)
        if draft is None:
            return
        about = {
            "kind": StoredFile.Kind.REPORT,
            "client": draft.client,
            "stored_by": draft.made_by,
        }
        with spool([drawn], limit=LIMITS.output) as spooled:
            draft.pdf = store(spooled, name=file_name(draft), **about)
        draft.workbook = store(workbook, name=file_name(draft, "xlsx"), **about)
        draft.pages = document.page_count(drawn)
        draft.save(update_fields=["pdf", "workbook", "pages"])


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
