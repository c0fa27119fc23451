"""From a stored file to a loaded one: the states of its row, and the words about it."""

from pathlib import Path

from django.utils import timezone

from billing_audit.bills.confirming import became, confirmed_draft, document, hold, take_back
from billing_audit.bills.importers.paper.entered import ENTERED
from billing_audit.bills.importers.recognising import UNKNOWN_TABLE
from billing_audit.bills.loading import load
from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import DraftBill
from billing_audit.bills.progress import Progress, ignore
from billing_audit.bills.reading import AUTO
from clients.people import activity
from retainer.lib.format import count
from retainer.lib.refusal import Refused

NOTHING_LEFT = "Every invoice in the file has something we could not read, so none was loaded."
NO_INVOICE = "The file holds no bill line."


def import_bill(
    bill_file: BillFile,
    path: Path,
    *,
    wanted: str = AUTO,
    progress: Progress = ignore,
) -> None:
    """Load the file, or the draft of it that was confirmed; its row tells how it went."""
    if draft := confirmed_draft(bill_file):
        _import_confirmed(bill_file, draft)
        return
    try:
        intake = load(bill_file, path, wanted=wanted, progress=progress)
    except Refused as refused:
        refuse(bill_file, refused)
        return
    if intake.draft:
        hold(bill_file, intake.draft)
        finish(bill_file, BillFile.State.DRAFT)
    else:
        finish(bill_file, *_outcome(bill_file))


def _import_confirmed(bill_file: BillFile, draft: DraftBill) -> None:
    """What cannot be loaded waits again, with the reason."""
    try:
        with document(draft) as path:
            load(bill_file, path, wanted=ENTERED)
    except Refused as refused:
        take_back(draft)
        finish(bill_file, BillFile.State.DRAFT, refused.sentence)
    else:
        became(draft)
        finish(bill_file, *_outcome(bill_file))


def refuse(bill_file: BillFile, refused: Refused) -> None:
    """Write why nothing of the file was loaded."""
    bill_file.is_unmapped = refused.reason == UNKNOWN_TABLE
    finish(bill_file, BillFile.State.REJECTED, refused.sentence)


def finish(bill_file: BillFile, state: str, error: str = "") -> None:
    """Write the end of a file's story."""
    bill_file.state, bill_file.error = state, error
    bill_file.finished_at = timezone.now()
    bill_file.save()
    activity.record(
        f"bill.{state}",
        sentence(bill_file),
        actor=bill_file.brought_by,
        client=bill_file.client,
        subject=bill_file,
    )


def _outcome(bill_file: BillFile) -> tuple[str, str]:
    if bill_file.invoice_count == 0:
        return BillFile.State.REJECTED, NOTHING_LEFT if bill_file.rejected_lines else NO_INVOICE
    if bill_file.rejected_lines:
        return BillFile.State.PARTIAL, ""
    return BillFile.State.IMPORTED, ""


def sentence(bill_file: BillFile) -> str:
    """What happened, for people."""
    if bill_file.state == BillFile.State.REJECTED:
        return f"{bill_file.name} was refused: {bill_file.error}"
    if bill_file.state == BillFile.State.DRAFT:
        lines = count(bill_file.rows_total or 0, "line")
        why = f" It could not be loaded: {bill_file.error}" if bill_file.error else ""
        return f"{bill_file.name} was read: {lines} to be confirmed by somebody.{why}"
    loaded = (
        f"{count(bill_file.invoice_count, 'invoice')} with "
        f"{count(bill_file.line_count, 'bill line')}"
    )
    refused = count(bill_file.rejected_lines, "row")
    rest = f"; {refused} refused" if bill_file.rejected_lines else ""
    return f"{bill_file.name} was loaded: {loaded}{rest}."
