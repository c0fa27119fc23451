"""Files what the carrier wrote: pasted text, a mail, or a letter as a file."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from billing_audit.inbox.letters import opened_mail
from billing_audit.money.drafting import DisputeRefused, locked
from billing_audit.money.models import Dispute, DisputeEvent
from clients.files.models import StoredFile
from clients.files.services import store
from clients.people import activity
from clients.people.models import User
from retainer.lib.uploads import Spooled, displayed_name

LARGEST = 25_000_000
MAIL = ".eml"


@transaction.atomic
def file_reply(
    *,
    dispute: Dispute,
    text: str,
    upload: tuple[str, Spooled] | None,
    on: date | None,
    filed_by: User,
) -> DisputeEvent:
    """Keep a reply in the history, with its file; the state is changed by a step of its own.

    Of a mail the day, the sender, the subject and the beginning are read.
    """
    dispute = locked(dispute)
    told, sent_on, stored = text.strip(), None, None
    if upload:
        name, spooled = upload
        if name.lower().endswith(MAIL):
            words, sent_on = _read_mail(spooled.path)
            told = "\n\n".join(part for part in (told, words) if part)
        stored = keep_paper(dispute, name, spooled, filed_by)
        told = told or stored.name
    if not told:
        raise DisputeRefused("Paste what the carrier wrote, or choose the file.", field="text")
    on = on or sent_on or timezone.localdate()
    if on > timezone.localdate():
        raise DisputeRefused("A reply is filed when it has come, not before.", field="on")
    event = DisputeEvent.objects.create(
        client_id=dispute.client_id,
        dispute=dispute,
        kind=DisputeEvent.Other.REPLY,
        state=dispute.state,
        on=on,
        note=told,
        file=stored,
        sha256=stored.sha256 if stored else "",
        actor=filed_by,
    )
    activity.record(
        "dispute.reply",
        f"{dispute}: a reply of {dispute.carrier} was filed",
        actor=filed_by,
        client=dispute.client,
        subject=dispute,
    )
    return event


def keep_paper(dispute: Dispute, name: str, spooled: Spooled, kept_by: User) -> StoredFile:
    """Store a file that came for a dispute."""
    return store(
        spooled,
        name=displayed_name(name),
        kind=StoredFile.Kind.DISPUTE,
        client=dispute.client,
        stored_by=kept_by,
    )


def _read_mail(path: Path) -> tuple[str, date | None]:
    """Who wrote what, in a few lines, and when; read in a child, as every mail is."""
    with opened_mail(path) as letter:
        sender = f"{letter.sender_name} <{letter.sender}>" if letter.sender_name else letter.sender
        enclosed = ", ".join(file.name for file in letter.enclosed if not file.in_text)
        said = [
            f"From {sender}" if sender else "",
            letter.subject,
            letter.excerpt,
            f"Enclosed: {enclosed}" if enclosed else "",
        ]
        sent = timezone.localdate(letter.sent_at) if letter.sent_at else None
        return "\n".join(line for line in said if line), sent
