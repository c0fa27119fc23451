"""Pages about how PDF bills are read: the list of layouts, and drawing one on a bill's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.bills.importers.paper.shape import BadShape
from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.bills.paper_services import read_again
from billing_audit.papers.drawing import Drawing
from billing_audit.papers.drawn import Drawn, drawn_in
from billing_audit.papers.reading import missing_in, place_in_words, read
from billing_audit.papers.services import retire_layout, save_layout
from billing_audit.papers.sheet_views import file_of, opened, page_in
from clients.people.access import practice_only
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused

NAME, LONGEST_NAME = "Bill", 80


@practice_only
def layout_list(request: HttpRequest) -> HttpResponse:
    """How each carrier's PDFs are read."""
    layouts = PaperTemplate.objects.in_use().select_related("carrier", "made_by")
    samples = samples_for(request.user)
    rows = [(layout, samples.get((layout.carrier_id, layout.name))) for layout in layouts]
    return render(request, "papers/layout_list.html", {"rows": rows})


@practice_only
def layout_draw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say on a bill's page where everything stands; saving makes a new version."""
    bill_file = file_of(request, public_id)
    layout = _layout(request)
    if request.method != "POST":
        drawn = layout.layout if layout else {}
        return _board(request, bill_file, drawn, layout)
    drawn, refusal = drawn_in(request.POST), ""
    if request.POST.get("deed") == "save":
        try:
            saved = _save(request, drawn)
        except BadShape as bad:
            refusal = f"{place_in_words(bad.where)}: {bad.why}"
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, f"{saved} is saved.")
            if bill_file.state in (BillFile.State.REJECTED, BillFile.State.DRAFT):
                read_again(bill_file=bill_file, asked_by=request.user)
            return redirect("bills:file_detail", bill_file.public_id)
    return _board(request, bill_file, drawn, layout, refusal)


@practice_only
@require_POST
def layout_read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a drawing reads now, for the panel below the page."""
    reading = read(file_of(request, public_id), drawn_in(request.POST))
    return render(request, "papers/_reading.html", {"reading": reading, "is_told": True})


@practice_only
@require_POST
def layout_retire(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a layout up: no bill is read by it any more, and those that were stay."""
    layout = get_object_or_404(PaperTemplate, public_id=public_id)
    retire_layout(layout=layout, retired_by=request.user)
    messages.success(request, f"{layout} is given up.")
    return redirect("papers:layout_list")


def samples_for(user: User) -> dict[tuple[int, str], BillFile]:
    """The newest bill that was read by each layout, among those the person may see."""
    drafts = DraftBill.objects.visible_to(user).exclude(template=None)
    newest = drafts.order_by("template__carrier_id", "template__name", "-pk")
    newest = newest.distinct("template__carrier_id", "template__name")
    return {
        (draft.template.carrier_id, draft.template.name): draft.bill_file
        for draft in newest.select_related("template", "bill_file")
    }


def _board(
    request: HttpRequest,
    bill_file: BillFile,
    drawn: Drawn,
    layout: PaperTemplate | None,
    refusal: str = "",
) -> HttpResponse:
    is_read = request.POST.get("deed") == "read"
    context = {
        "file": bill_file,
        "sheet": opened(bill_file, page_in(request.GET)),
        "layout": layout,
        "name": request.POST.get("name") or (layout.name if layout else NAME),
        "drawing": Drawing(drawn),
        "carriers": Carrier.objects.all(),
        "refusal": refusal,
        "refused_title": "It is not saved yet",
        "reading": read(bill_file, drawn) if is_read else None,
    }
    return render(request, "papers/layout_draw.html", context)


def _save(request: HttpRequest, drawn: Drawn) -> PaperTemplate:
    if missing := missing_in(drawn):
        raise Refused(f"Still to mark: {', '.join(missing)}.", reason="not_whole")
    return save_layout(
        template=Template.from_json(drawn),
        name=name_in(request.POST.get("name", "")),
        saved_by=request.user,
    )


def name_in(text: str) -> str:
    """What a layout is to be called, as a column of the database holds it."""
    return "".join(filter(str.isprintable, text)).strip()[:LONGEST_NAME] or NAME


def _layout(request: HttpRequest) -> PaperTemplate | None:
    """The layout to start from, if the address names one."""
    try:
        public_id = UUID(request.GET.get("layout", ""))
    except ValueError:
        return None
    return PaperTemplate.objects.filter(public_id=public_id).first()
