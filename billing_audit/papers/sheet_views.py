"""The pages of a PDF bill: the picture, and the panel that shows it beside a form."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from billing_audit.bills.models import BillFile
from billing_audit.papers.sheets import Sheet, picture_of, sheet_of
from clients.people.access import practice_only
from retainer.lib.refusal import Refused


@practice_only
def sheet(request: HttpRequest, public_id: UUID, page: int) -> HttpResponse:
    """One page for the panel; ``?draws=yes`` with its words to click on."""
    shown = opened(file_of(request, public_id), page)
    context = {"sheet": shown, "draws": request.GET.get("draws") == "yes"}
    return render(request, "papers/_sheet.html", context)


@practice_only
def picture(request: HttpRequest, public_id: UUID, page: int) -> HttpResponse:
    """The page as it was printed; whoever opens it by itself meets a picture only."""
    try:
        png = picture_of(file_of(request, public_id), page)
    except Refused as refused:
        raise Http404(refused.sentence) from refused
    answer = HttpResponse(png, content_type="image/png")
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def opened(bill_file: BillFile, page: int) -> Sheet:
    """The page, which does not exist in a file that is no PDF."""
    try:
        return sheet_of(bill_file, page)
    except Refused as refused:
        raise Http404(refused.sentence) from refused


def file_of(request: HttpRequest, public_id: UUID) -> BillFile:
    files = BillFile.objects.visible_to(request.user).select_related("client", "stored")
    return get_object_or_404(files, public_id=public_id)


def page_in(asked: QueryDict) -> int:
    """The page that an address or a form names, the first if it names none."""
    page = asked.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1
