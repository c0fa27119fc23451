"""What people do about drafts of paper bills: correct, confirm, discard, read again.

A confirmed draft is loaded by a worker, the way of every import; nothing becomes a bill line
before.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from billing_audit.bills import tasks
from billing_audit.bills.importers.paper.draft import Draft, checked_invoice, checked_lines
from billing_audit.bills.importers.paper.entered import in_words
from billing_audit.bills.importers.paper.stream import difference_of, faults_of
from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import DraftBill
from clients.people import activity
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = BillFile.State
#: Faults told in one sentence.
MOST_TOLD = 3
DISCARDED = "The draft was discarded."


class NotADraft(Refused):
    """Somebody has confirmed or discarded the draft already."""

    def __init__(self, bill_file: BillFile) -> None:
        super().__init__(
            f"{bill_file.name} does not wait for confirmation any more.", reason="not_a_draft"
        )


class DoesNotFoot(Refused):
    """The lines do not come to the printed total, and nobody has said why that may be."""


@transaction.atomic
def correct_draft(*, draft: DraftBill, content: Draft, corrected_by: User) -> None:
    """Keep what somebody changed so far; it need not be whole yet."""
    held = _held(draft)
    # Doubts about what a person has looked at are left out by then; what they got wrong is told
    # anew.  Those about other pages stay.
    kept = Draft(
        checked_invoice(content.invoice),
        checked_lines(content.lines),
        doubts=content.doubts,
        remarks=held.draft.remarks,
        is_totals_only=held.draft.is_totals_only,
    ).to_json()
    if kept != held.content:
        held.content = kept
        held.save(update_fields=["content"])
        activity.record(
            "draft.corrected",
            f"The draft of {held.bill_file} was corrected.",
            actor=corrected_by,
            client=held.client,
            subject=held.bill_file,
        )
    draft.content = held.content


@transaction.atomic
def confirm_draft(*, draft: DraftBill, confirmed_by: User, reason: str = "") -> BillFile:
    """Say that the draft is the bill, and have it loaded as it stands.

    Refused while a part of it is wrong, and while its lines do not come to the printed total
    unless ``reason`` says why.
    """
    held = _held(draft)
    content = held.draft
    if faults := faults_of(content):
        told = " ".join(map(in_words, faults[:MOST_TOLD]))
        more = f" And {len(faults) - MOST_TOLD:,} more." if len(faults) > MOST_TOLD else ""
        raise Refused(f"{told}{more}", reason="draft_faulty")
    difference = difference_of(content)
    if difference and not reason.strip():
        raise DoesNotFoot(_away(content, difference), reason="does_not_foot")
    held.difference, held.reason = difference, reason.strip()[:500] if difference else ""
    held.confirmed_by, held.confirmed_at = confirmed_by, timezone.now()
    held.save()
    bill_file = held.bill_file
    bill_file.state, bill_file.error, bill_file.attempts = State.RECEIVED, "", 0
    bill_file.save(update_fields=["state", "error", "attempts"])
    words = f"The draft of {bill_file} was confirmed"
    activity.record(
        "draft.confirmed",
        f"{words}, although it does not foot: {held.reason}" if difference else f"{words}.",
        actor=confirmed_by,
        client=held.client,
        subject=bill_file,
    )
    tasks.import_bill_file.delay_on_commit(bill_file.pk)
    return bill_file


@transaction.atomic
def discard_draft(*, draft: DraftBill, discarded_by: User) -> None:
    """Make no bill of it; the file stays, refused, and may be read again."""
    held = _held(draft)
    bill_file = held.bill_file
    held.delete()
    bill_file.state, bill_file.error = State.REJECTED, DISCARDED
    bill_file.finished_at = timezone.now()
    bill_file.save(update_fields=["state", "error", "finished_at"])
    activity.record(
        "draft.discarded",
        f"The draft of {bill_file} was discarded.",
        actor=discarded_by,
        client=bill_file.client,
        subject=bill_file,
    )


@transaction.atomic
def read_again(*, bill_file: BillFile, asked_by: User) -> None:
    """Have a refused file, or one that waits as a draft, read by today's templates."""
    held = BillFile.objects.select_for_update().get(pk=bill_file.pk)
    if held.state not in (State.REJECTED, State.DRAFT):
        raise Refused(f"{held.name} was read already.", reason="not_refused")
    DraftBill.objects.filter(bill_file=held).delete()
    held.state, held.error, held.attempts = State.RECEIVED, "", 0
    try:
        with transaction.atomic():
            held.save(update_fields=["state", "error", "attempts"])
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "the_same_bytes_are_loaded_once":
            raise
        raise Refused(f"{held.client} has this very file already.", reason="duplicate") from refused
    activity.record(
        "bill.read_again",
        f"{held.name} is read again.",
        actor=asked_by,
        client=held.client,
        subject=held,
    )
    tasks.import_bill_file.delay_on_commit(held.pk)


def _held(draft: DraftBill) -> DraftBill:
    """The draft, nobody else's until the transaction ends; refused if it is none any more."""
    bill_file = BillFile.objects.select_for_update().get(pk=draft.bill_file_id)
    held = DraftBill.objects.select_related("client").filter(pk=draft.pk).first()
    if held is None or held.confirmed_at or bill_file.state != State.DRAFT:
        raise NotADraft(bill_file)
    held.bill_file = bill_file
    return held


def _away(content: Draft, difference: object) -> str:
    away = written.money(abs(difference), content.invoice["currency"])
    way = "more" if difference > 0 else "less"
    return (
        f"The lines come to {away} {way} than the printed total. Correct them, or say why the "
        "bill is to be taken as it is."
    )
