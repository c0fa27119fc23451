"""The addendum as a PDF: the redline of every change with its reason."""

from django.template.loader import render_to_string
from django.utils import timezone

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.models import Practice
from retainer.lib import pdf
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool
from rfp.addenda.models import Addendum
from rfp.addenda.standing import Standing, standing
from rfp.issuing.paper import LETTER

LARGEST = 50_000_000


def html_of(addendum: Addendum, stands: Standing, practice: Practice) -> str:
    """What the PDF is drawn from."""
    context = {
        "addendum": addendum,
        "stands": stands,
        "request": stands.now,
        "practice": practice,
        "title": f"{stands.now.reference} {addendum}",
        "prepared_for": stands.now.client,
        "paper": "letter" if stands.now.time_zone.startswith(LETTER) else "A4",
        "created": addendum.published_at,
    }
    with timezone.override(stands.now.time_zone):
        return render_to_string("print/addendum/addendum.html", context)


def draw_addendum(addendum_id: int) -> None:
    """Draw the paper of an addendum that lacks it; harmless when it is there."""
    with acting_as("worker", clients=ALL):
        found = Addendum.objects.published().filter(pk=addendum_id, pdf=None)
        addendum = found.select_related("client", "rfp", "before", "after").first()
        if addendum is None:
            return
        html = html_of(addendum, standing(addendum), Practice.current())
    drawn = pdf.render(html)
    with acting_as("worker", clients=ALL):
        lacking = Addendum.objects.filter(pk=addendum_id, pdf=None)
        if not lacking.select_for_update(of=("self",)).exists():
            return
        with spool([drawn], limit=LARGEST) as spooled:
            stored = store(
                spooled,
                name=f"{addendum.rfp.reference}, addendum {addendum.number}.pdf",
                kind=StoredFile.Kind.REQUEST,
                client=addendum.client,
                stored_by=None,
                shared=True,
                bidders_of=addendum.rfp_id,
            )
        lacking.update(pdf=stored)
