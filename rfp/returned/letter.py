"""The letter that asks a provider to confirm what it changed without tracking."""

from django.template.loader import render_to_string
from django.utils import timezone

from clients.people.models import Practice
from retainer.lib import pdf
from retainer.lib.refusal import Refused
from rfp.returned.listing import Row
from rfp.returned.models import ReturnedChange, ReturnedDocument

#: More than a person reads line by line; the redline and the list hold all.
MOST = 300


def asked(document: ReturnedDocument) -> list[ReturnedChange]:
    """What was changed without tracking and is not accepted."""
    changes = document.changes.filter(is_disclosed=False)
    return list(changes.exclude(state=ReturnedChange.State.ACCEPTED).order_by("number"))


def html_of(document: ReturnedDocument, signer: str, practice: Practice) -> str:
    """What the letter is drawn from; refused while there is nothing to ask."""
    changes = asked(document)
    if not changes:
        raise Refused("Nothing is left to be confirmed, so there is no letter to write.")
    title = "Please confirm these changes"
    context = {
        "practice": practice,
        "title": title,
        "created": timezone.now(),
        "prepared_for": document.sender,
        "document": document,
        "signer": signer,
        "asked": [Row(one) for one in changes[:MOST]],
        "count": len(changes),
        "more": max(0, len(changes) - MOST),
    }
    return render_to_string("print/returned/letter.html", context)


def draw(document: ReturnedDocument, signer: str) -> bytes:
    """The letter as a PDF."""
    practice = Practice.current()
    logo = practice.logo_svg
    html = html_of(document, signer, practice)
    return pdf.render(html, {"logo": logo.encode()} if logo else {})
