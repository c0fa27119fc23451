"""What bidders do with their answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from retainer.lib.refusal import Refused
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note
from rfp.bids.forms import WorkbookForm
from rfp.bids.upload import read_upload
from rfp.issuing.models import IssuedVersion


@bidder_only
def workbook_check(request: HttpRequest) -> HttpResponse:
    """What has to be mended in a filled-in workbook; nothing of the file is kept."""
    version = IssuedVersion.objects.for_bidders().first()
    if version is None:
        raise Http404("Nothing is issued yet.")
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context = {"form": form, "version": version}
    if request.method == "POST" and form.is_valid():
        try:
            context["response"] = read_upload(form.cleaned_data["file"].chunks(), version.request)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            person = request.person
            note(
                person,
                "workbook.checked",
                f"{person} checked a workbook against version {version.number}",
            )
    return render(request, "bids/workbook_check.html", context)
