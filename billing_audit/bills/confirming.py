"""Drafts on both sides of a person's word: held when a PDF was read, loaded once confirmed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from billing_audit.bills.importers.paper.draft import FORMAT, TOTALS, Draft
from billing_audit.bills.importers.paper.entered import document_of
from billing_audit.bills.models import BillFile, Invoice
from billing_audit.bills.paper_models import DraftBill


def hold(bill_file: BillFile, read: dict[str, Any]) -> None:
    """Keep what a template read of the file until somebody has looked at it."""
    content = json.loads(read["content"])
    draft = Draft.from_json(content)
    DraftBill.objects.filter(bill_file=bill_file).delete()
    DraftBill.objects.create(
        client=bill_file.client,
        bill_file=bill_file,
        template_id=read["template"],
        content=content,
        as_read=content,
    )
    bill_file.format = TOTALS if draft.is_totals_only else FORMAT
    bill_file.carriers = draft.invoice["carrier"]
    bill_file.rows_read = bill_file.rows_total = len(draft.lines)
    bill_file.warnings = draft.remarks


def confirmed_draft(bill_file: BillFile) -> DraftBill | None:
    """The draft that somebody has confirmed and nobody has loaded."""
    drafts = DraftBill.objects.exclude(confirmed_at=None)
    return drafts.filter(bill_file=bill_file, invoice=None).first()


@contextmanager
def document(draft: DraftBill) -> Iterator[Path]:
    """The confirmed bill as a file that is loaded like any other."""
    with NamedTemporaryFile(prefix="retainer-confirmed-") as file:
        file.write(document_of(draft.draft))
        file.flush()
        yield Path(file.name)


def became(draft: DraftBill) -> None:
    """Tie the draft to the invoice that was made of it."""
    draft.invoice = Invoice.objects.get(bill_file=draft.bill_file)
    draft.save(update_fields=["invoice"])


def take_back(draft: DraftBill) -> None:
    """Let it wait again: what was confirmed could not be loaded."""
    draft.confirmed_by = draft.confirmed_at = None
    draft.save(update_fields=["confirmed_by", "confirmed_at"])
