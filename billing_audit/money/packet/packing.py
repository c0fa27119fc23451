"""Makes the packet: everything that goes to the carrier, in one archive with its fingerprint."""

from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from billing_audit.money.desks import DisputeDesk
from billing_audit.money.drafting import DisputeRefused, locked_draft
from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.packet import charges, docx, evidence, form
from billing_audit.money.packet.archive import zipped
from billing_audit.money.packet.letter import Letter, letter_of
from clients.files.models import StoredFile
from clients.files.services import forget, store
from clients.people import activity
from clients.people.models import User
from retainer.lib import pdf
from retainer.lib.spreadsheets import csv_text
from retainer.lib.uploads import spool

LARGEST = 200_000_000


@transaction.atomic
def make_packet(*, dispute: Dispute, made_by: User, on: date | None = None) -> StoredFile:
    """Draw the papers of a draft, dated today or ``on``, and keep them at once."""
    dispute = packable(dispute)
    return keep(dispute, packed(dispute, items_of(dispute), on), made_by)


def packable(dispute: Dispute) -> Dispute:
    """The locked draft, if there is something to send and it is decided how it is paid."""
    dispute = locked_draft(dispute)
    if not dispute.items.exists():
        raise DisputeRefused("There is no charge in it. Add findings to it first.")
    if not dispute.method:
        raise DisputeRefused(
            "Decide first whether the sum is withheld or paid: the letter says so."
        )
    return dispute


def keep(dispute: Dispute, archive: bytes, made_by: User) -> StoredFile:
    """Keep the papers of a locked draft in the place of those drawn before."""
    with spool([archive], limit=LARGEST) as spooled:
        stored = store(
            spooled,
            name=f"Dispute {dispute.number}, {dispute.carrier} {dispute.account.number}.zip",
            kind=StoredFile.Kind.DISPUTE,
            client=dispute.client,
            stored_by=made_by,
        )
    outdated, dispute.packet = dispute.packet, stored
    dispute.packing_since, dispute.packing_error = None, ""
    dispute.save(update_fields=["packet", "packing_since", "packing_error"])
    if outdated:
        forget(outdated)
    activity.record(
        "dispute.packed",
        f"The packet of {dispute} was made.",
        actor=made_by,
        client=dispute.client,
        subject=dispute,
        sha256=stored.sha256,
    )
    return stored


def packed(dispute: Dispute, items: list[DisputeItem], on: date | None = None) -> bytes:
    """The archive: letter, evidence, table of charges, the carrier's form."""
    desk = DisputeDesk.objects.filter(carrier=dispute.carrier_id).first()
    letter = letter_of(dispute, items, desk, on or timezone.localdate())
    papers = {
        "letter.pdf": letter_pdf(letter),
        "letter.docx": docx.draw(letter),
        "evidence.pdf": evidence.draw(dispute, items, letter),
        "charges.csv": csv_text(charges.HEADING, charges.table(dispute, items)).encode("utf-8-sig"),
        "carrier-form.txt": form.as_text(form.fields(dispute, items, desk)).encode(),
    }
    return zipped(papers)


def letter_pdf(letter: Letter) -> bytes:
    html = render_to_string(
        "print/dispute/letter.html",
        {
            "practice": letter.practice,
            "title": letter.subject,
            "created": letter.on,
            "prepared_for": letter.carrier,
            "letter": letter,
        },
    )
    logo = letter.practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})


def items_of(dispute: Dispute) -> list[DisputeItem]:
    """The charges with what their papers say about them."""
    items = dispute.items.select_related("finding", "invoice__bill_file__stored", "dispute")
    return list(items.order_by("finding", "invoice__bill_date", "pk"))
