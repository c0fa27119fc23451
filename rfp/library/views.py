"""Pages of the library: its parts, and one part to be read like a document."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.people.access import practice_only, principal_only
from retainer.lib.markdown import html_of
from retainer.lib.refusal import Refused
from rfp.library import services
from rfp.library.forms import PartForm, ReviewForm
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.querysets import LibraryPartQuerySet
from rfp.library.shipping import offers

STATES = (
    ("", "In use"),
    ("overdue", "Review overdue"),
    ("mine", "Mine"),
    ("archived", "Archived"),
)
#: More hits than these nobody reads; more words find fewer.
MOST = 100


def _asked_for(request: HttpRequest) -> LibraryPartQuerySet:
    """The parts, narrowed by kind, service, tag and how they stand."""
    rows = LibraryPart.objects.visible_to(request.user).select_related("owner")
    asked = request.GET
    if asked.get("kind") in LibraryPart.Kind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked.get("service"):
        rows = rows.filter(services__contains=[asked["service"]])
    if asked.get("tag"):
        rows = rows.filter(tags__contains=[asked["tag"]])
    match asked.get("state"):
        case "overdue":
            return rows.overdue(timezone.localdate())
        case "mine":
            return rows.in_use().filter(owner=request.user)
        case "archived":
            return rows.exclude(archived_at=None)
    return rows.in_use()


def _counted(rows: LibraryPartQuerySet) -> LibraryPartQuerySet:
    in_use = Q(items__archived_at=None)
    return rows.annotate(
        clauses=Count("items", in_use & Q(items__kind=LibraryItem.Kind.CLAUSE)),
        requirements=Count("items", in_use & Q(items__kind=LibraryItem.Kind.REQUIREMENT)),
    )


class Choice(NamedTuple):
    """An option of a filter."""

    value: str
    word: str
    chosen: bool


def _choices(request: HttpRequest, name: str, field: str) -> list[Choice]:
    """Every service or tag that parts in use have."""
    lists = LibraryPart.objects.visible_to(request.user).in_use().values_list(field, flat=True)
    words = sorted({word for words in lists for word in words})
    return [Choice(word, word, word == request.GET.get(name)) for word in words]


@practice_only
def part_list(request: HttpRequest) -> HttpResponse:
    """Every section and pack; with words, the clauses and requirements that have them."""
    parts, words = _asked_for(request), request.GET.get("q", "").strip()
    found = None
    if words:
        said = LibraryVersion.objects.visible_to(request.user).newest().saying(words)
        said = said.filter(item__archived_at=None, item__part__in=parts)
        found = said.select_related("item__part").order_by(
            "-item__part__kind", "item__part__order", "item__part__title", "item__position"
        )[:MOST]
    context = {
        "parts": _counted(parts),
        "found": found,
        "most": MOST,
        "words": words,
        "states": STATES,
        "kinds": (("", "All"), ("section", "Sections"), ("pack", "Packs")),
        "services": _choices(request, "service", "services"),
        "tags": _choices(request, "tag", "tags"),
        "today": timezone.localdate(),
        "offers": len(offers()),
    }
    return render(request, "library/part_list.html", context)


@practice_only
def offer_list(request: HttpRequest) -> HttpResponse:
    """Texts we ship that moved on where the practice has its own."""
    return render(request, "library/offer_list.html", {"offers": offers()})


@practice_only
def part_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A part as a reader of the request would have it, with what each requirement weighs."""
    part = _part(request, public_id)
    said = LibraryVersion.objects.newest().filter(item__part=part).select_related("item")
    said = list(said.order_by("item__position"))
    in_use = [version for version in said if version.item.archived_at is None]
    wanted = [version for version in in_use if version.item.is_requirement]
    context = {
        "part": part,
        "clauses": [
            (version, html_of(version.text)) for version in in_use if version not in wanted
        ],
        "requirements": wanted,
        "weight": sum(version.weight for version in wanted),
        "archived": [version for version in said if version.item.archived_at],
        "is_overdue": bool(part.review_due and part.review_due < timezone.localdate()),
        "review": ReviewForm(),
    }
    return render(request, "library/part_detail.html", context)


@principal_only
def part_create(request: HttpRequest) -> HttpResponse:
    return _edit(request, PartForm(request.POST or None, initial={"owner": request.user.pk}), None)


@principal_only
def part_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its title, services, tags, owner and day of review."""
    part = _part(request, public_id)
    return _edit(request, PartForm(request.POST or None, instance=part), part)


def _edit(request: HttpRequest, form: PartForm, part: LibraryPart | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = services.keep_part(part=form.save(commit=False), kept_by=request.user)
        return redirect("library:part_detail", kept.public_id)
    return render(request, "library/part_form.html", {"form": form, "part": part})


@principal_only
@require_POST
def part_review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it was read from beginning to end."""
    part, form = _part(request, public_id), ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter the day of the next review, such as 2027-11-30.")
        return redirect("library:part_detail", public_id)
    return _done(
        request, part, services.mark_reviewed, due=form.cleaned_data["due"],
        reviewed_by=request.user,
    )  # fmt: skip


@principal_only
@require_POST
def part_archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    part = _part(request, public_id)
    return _done(request, part, services.archive_part, archived_by=request.user)


@principal_only
@require_POST
def part_bring_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    part = _part(request, public_id)
    return _done(request, part, services.bring_back_part, brought_by=request.user)


def _done(request: HttpRequest, part: LibraryPart, deed: Any, **how: Any) -> HttpResponse:
    try:
        deed(part=part, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("library:part_detail", part.public_id)


def _part(request: HttpRequest, public_id: UUID) -> LibraryPart:
    rows = LibraryPart.objects.visible_to(request.user).select_related("owner")
    return get_object_or_404(rows, public_id=public_id)
