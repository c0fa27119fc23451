"""What bidders do with their answers until they hand them in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from retainer.lib.refusal import Refused
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note, rfp_of
from rfp.bids import drafting
from rfp.bids.checking import Fault, Weight, check
from rfp.bids.contents import Contents
from rfp.bids.forms import PartForm, WorkbookForm, row_forms
from rfp.bids.models import Bid
from rfp.bids.parts import Part, named, parts, progress
from rfp.bids.refusing import hour_of, is_past
from rfp.bids.totals import lines, total
from rfp.bids.upload import read_upload
from rfp.issuing.models import IssuedVersion


@bidder_only
def answers(request: HttpRequest) -> HttpResponse:
    """The parts of the response, how far each has come, and what was handed in."""
    context = told(request)
    if context["version"] is not None:
        context |= {
            "progress": progress(
                parts(context["version"].request),
                context["contents"],
                context["faults"],
                context["people"],
            ),
            "bids": Bid.objects.for_bidder(),
        }
    return render(request, "bids/answers.html", context)


@bidder_only
def part_edit(request: HttpRequest, key: str) -> HttpResponse:
    """One part of the response; a change is saved a moment later, a button does the same."""
    context = told(request)
    part = _part(context["version"], key)
    if part.is_rows:
        return _rows(request, part, context)
    version = context["version"]
    form = PartForm(part.places(), context["contents"], version.number, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = drafting.keep_answers(
                person=request.person,
                version=form.cleaned_data["version"],
                answers=form.changed,
            )
        except Refused as refusal:
            if "HX-Request" in request.headers:
                return render(request, "bids/_said.html", {"refused": refusal.sentence})
            messages.error(request, refusal.sentence)
            return redirect("bids:part_edit", key)
        if "HX-Request" not in request.headers:
            messages.success(request, "Saved.")
            return redirect("bids:part_edit", key)
        fresh = PartForm(part.places(), kept, version.number)
        context |= {
            "changed": [fresh[name] for name in form.changed_data if name in form.places],
            "faults": _of_part(part, check(kept, version.request)),
            "saved_at": timezone.now(),
            "total": total(lines(version.request, kept)) if part.is_priced else None,
        }
        return render(request, "bids/_said.html", context)
    context |= {
        "part": part,
        "rows": [(row, [form[place.name] for place in row.places]) for row in part.rows],
        "form": form,
        "faults": _of_part(part, context["faults"]),
    }
    if part.is_priced:
        priced = lines(version.request, context["contents"])
        context |= {
            "headings": [place.heading for place in part.rows[0].places],
            "priced": [(*row, line) for row, line in zip(context["rows"], priced, strict=True)],
            "total": total(priced),
        }
        return render(request, "bids/part_prices.html", context)
    return render(request, "bids/part.html", context)


def _rows(request: HttpRequest, part: Part, context: dict[str, Any]) -> HttpResponse:
    forms = row_forms(
        part.key, context["contents"], named(context["version"].request), request.POST or None
    )
    if request.method == "POST" and forms.is_valid():
        drafting.keep_rows(
            person=request.person, kind=part.key, rows=[each.cleaned_data for each in forms]
        )
        messages.success(request, "Saved.")
        return redirect("bids:part_edit", part.key)
    return render(request, "bids/part_rows.html", context | {"part": part, "forms": forms})


@bidder_only
def draft_check(request: HttpRequest) -> HttpResponse:
    """The trial check: everything that is missing, wrong or worth a look."""
    context = told(request)
    _part(context["version"], "you")
    return render(request, "bids/draft_check.html", context)


@bidder_only
@require_POST
def share_out(request: HttpRequest) -> HttpResponse:
    """Say who works on which part."""
    drafting.share_out(
        person=request.person,
        parts={
            name.removeprefix("part-"): who
            for name, who in request.POST.items()
            if name.startswith("part-")
        },
    )
    messages.success(request, "Saved who works on what.")
    return redirect("bids:answers")


@bidder_only
@require_POST
def catch_up(request: HttpRequest) -> HttpResponse:
    """Answer the newest version from now on."""
    try:
        drafting.catch_up(person=request.person)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("bids:answers")


@bidder_only
def workbook_check(request: HttpRequest) -> HttpResponse:
    """What has to be mended in a filled-in workbook; with ``take`` it becomes the draft."""
    version = IssuedVersion.objects.for_bidders().first()
    if version is None:
        raise Http404("Nothing is issued yet.")
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context = {"form": form, "version": version}
    if request.method == "POST" and form.is_valid():
        person = request.person
        try:
            response = read_upload(form.cleaned_data["file"].chunks(), version.request)
            if "take" in request.POST:
                drafting.take_workbook(person=person, response=response)
                messages.success(request, "Your answers are what the workbook says.")
                return redirect("bids:draft_check")
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            context["response"] = response
            note(
                person,
                "workbook.checked",
                f"{person} checked a workbook against version {version.number}",
            )
    return render(request, "bids/workbook_check.html", context)


def told(request: HttpRequest) -> dict[str, Any]:
    """What every page of the response has: version, hour, draft, faults and people."""
    person = request.person
    rfp = rfp_of(person.bidder)
    version = IssuedVersion.objects.for_bidders().first()
    draft = drafting.draft_of(person)
    contents: Contents = drafting.contents_of(person, draft)
    due = hour_of(version)
    return {
        "rfp": rfp,
        "person": person,
        "bidder": person.bidder,
        "version": version,
        "draft": draft,
        "contents": contents,
        "faults": check(contents, version.request) if version else [],
        "due": due,
        "is_late": is_past(due),
        "own_zone": person.bidder.time_zone if person.bidder.time_zone != rfp.time_zone else "",
        "is_behind": bool(draft and version and draft.version_id != version.pk),
        "people": {
            str(public_id): name
            for public_id, name in person.bidder.people.filter(shut_at=None).values_list(
                "public_id", "name"
            )
        },
    }


def _part(version: IssuedVersion | None, key: str) -> Part:
    """The part that an address names, of what is issued."""
    if version is None:
        raise Http404("Nothing is issued yet.")
    for part in parts(version.request):
        if part.key == key:
            return part
    raise Http404("The request has no such part.")


def _of_part(part: Part, faults: list[Fault]) -> list[Fault]:
    """What is wrong in a part; what is missing is counted beside it and said by the check."""
    cells = {(place.sheet, place.cell) for place in part.places()}
    return [
        fault
        for fault in faults
        if (fault.sheet, fault.cell) in cells and fault.weight is not Weight.MISSING
    ]
