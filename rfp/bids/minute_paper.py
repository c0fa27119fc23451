"""The minute of an opening as a PDF, drawn from what was kept, so that it is always the same."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from clients.people.models import Practice
from retainer.lib import pdf
from retainer.lib.uploads import displayed_name
from rfp.bids.minute import Minute, read_minute
from rfp.bids.opening_models import PriceOpening
from rfp.issuing.paper import LETTER


def html_of(opening: PriceOpening, minute: Minute, practice: Practice) -> str:
    """What the PDF is drawn from."""
    context = {
        "minute": minute,
        "digest": opening.digest,
        "practice": practice,
        "title": f"{minute.request} opening of prices",
        "prepared_for": minute.client,
        "paper": "letter" if minute.time_zone.startswith(LETTER) else "A4",
        "created": opening.opened_at,
    }
    with timezone.override(minute.time_zone):
        return render_to_string("print/bids/minute.html", context)


def download(opening: PriceOpening) -> HttpResponse:
    """The minute as a download; raises ``Refused`` when it cannot be drawn."""
    minute, practice = read_minute(opening.minute), Practice.current()
    logo = practice.logo_svg
    drawn = pdf.render(html_of(opening, minute, practice), {"logo": logo.encode()} if logo else {})
    answer = HttpResponse(drawn, content_type="application/pdf")
    name = displayed_name(f"{minute.request}, opening of prices.pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
