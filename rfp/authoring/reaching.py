"""Finding the request and the piece that an address names, among those a person may see."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from rfp.authoring.models import Rfp
from rfp.authoring.pieces import KINDS, Piece

CODE = re.compile(r"([A-Z])-(\d{1,9})")
#: The page on which a piece of each kind is written.
PAGES = {
    **{letter: "authoring:editor" for letter in "SCR"},
    "D": "authoring:schedule",
    "L": "authoring:site_list",
    "P": "authoring:price_list",
    "M": "authoring:metric_list",
}


def rfp_of(request: HttpRequest, public_id: UUID) -> Rfp:
    """The request, if this person works for its client."""
    rows = Rfp.objects.visible_to(request.user)
    rows = rows.select_related("client", "lead", "owner", "decision")
    return get_object_or_404(rows, public_id=public_id)


def split(code: str) -> tuple[str, int]:
    """Letter and number of a code such as R-014; anything else does not exist."""
    found = CODE.fullmatch(code)
    if found is None or found[1] not in KINDS:
        raise Http404("No piece is called so.")
    return found[1], int(found[2])


def piece_of(rfp: Rfp, code: str) -> Piece:
    letter, number = split(code)
    rows = KINDS[letter].objects.select_related("changed_by")
    return get_object_or_404(rows, rfp=rfp, number=number)


def page_of(rfp: Rfp, piece: Piece) -> str:
    """Where the piece is written."""
    address = reverse(PAGES[piece.letter], args=[rfp.public_id])
    if piece.letter in "CR":
        return f"{address}?section={piece.section.code}#{piece.code}"
    return f"{address}?section={piece.code}" if piece.letter == "S" else f"{address}#{piece.code}"
