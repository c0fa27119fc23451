"""Pages of one clause or requirement: what it says, said and is used for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only, principal_only
from retainer.lib.markdown import html_of
from retainer.lib.refusal import Refused
from rfp.library import services
from rfp.library.checking import remarks_on
from rfp.library.comparing import changes
from rfp.library.contents import content_of
from rfp.library.forms import ClauseForm, CodeForm, RequirementForm
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.shipping import offer_of
from rfp.library.uses import uses_of


@practice_only
def item_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What it says, every version, what differs between any two, and who uses it."""
    item = _item(request, public_id)
    versions = list(item.versions.select_related("made_by"))
    now, numbered = versions[0], {str(version.number): version for version in versions}
    later = numbered.get(request.GET.get("to", ""), now)
    earlier = numbered.get(request.GET.get("from", "")) or numbered.get(str(later.number - 1))
    offer = offer_of(item)
    context = {
        "item": item,
        "now": now,
        "html": html_of(now.text),
        "versions": versions,
        "earlier": earlier,
        "later": later,
        "changes": changes(content_of(earlier), content_of(later)) if earlier else [],
        "offer": offer,
        "offered": changes(content_of(now), offer.shipped) if offer else [],
        "uses": uses_of(item, request.user),
    }
    return render(request, "library/item_detail.html", context)


@principal_only
def item_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say it anew; the linter's remarks stand beside the text, and saving is a new version."""
    item = _item(request, public_id)
    now = item.versions.latest("number")
    form = _form(request, item.is_requirement, {**vars(content_of(now)), "upon": now.number})
    if _is_sent(request, form):
        try:
            services.write_version(
                item=item,
                content=form.content,
                note=form.cleaned_data["note"],
                upon=form.cleaned_data["upon"] or 0,
                written_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{item} has a new version.")
            return redirect("library:item_detail", public_id)
    context = {"item": item, "part": item.part, "now": now}
    return _show_form(request, form, item.part, item.code, context)


@principal_only
def item_create(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """A new clause or requirement at the end of a part."""
    parts = LibraryPart.objects.visible_to(request.user)
    part = get_object_or_404(parts, public_id=public_id)
    is_requirement = kind == LibraryItem.Kind.REQUIREMENT
    form = _form(request, is_requirement, {"note": "New"})
    code_form = CodeForm(request.POST or None, initial={"code": _next_code(part, kind)})
    if _is_sent(request, form) and code_form.is_valid():
        try:
            item = services.add_item(
                part=part,
                code=code_form.cleaned_data["code"],
                content=form.content,
                note=form.cleaned_data["note"],
                added_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("library:item_detail", item.public_id)
    context = {"part": part, "code_form": code_form, "is_requirement": is_requirement}
    return _show_form(request, form, part, request.POST.get("code", ""), context)


def _form(request: HttpRequest, is_requirement: bool, initial: dict[str, Any]) -> ClauseForm:
    kind = RequirementForm if is_requirement else ClauseForm
    return kind(request.POST or None, initial=initial)


def _is_sent(request: HttpRequest, form: ClauseForm) -> bool:
    """Whether it is to be kept; *Check the text* alone asks for the linter's remarks."""
    if "check" in request.POST:
        form.full_clean()
        form.errors.pop("note", None)  # why it changes may be said last
        return False
    return request.method == "POST" and form.is_valid()


def _show_form(
    request: HttpRequest, form: ClauseForm, part: LibraryPart, code: str, context: dict[str, Any]
) -> HttpResponse:
    """The form with what the linter says of the text in it; while somebody types, that alone."""
    said = form.content
    context |= {
        "form": form,
        "remarks": remarks_on(part, code or "new", said) if said.text else None,
    }
    while_typing = "HX-Request" in request.headers
    page = "library/_remarks.html" if while_typing else "library/item_form.html"
    return render(request, page, context)


def _next_code(part: LibraryPart, kind: str) -> str:
    """The code after the last requirement's; of a clause nobody can guess it."""
    if kind != LibraryItem.Kind.REQUIREMENT:
        return ""
    codes = part.items.filter(kind=kind).values_list("code", flat=True)
    last = max(codes, key=lambda code: int(code.partition("-")[2]), default="")
    prefix, _, number = last.partition("-")
    return f"{prefix}-{int(number) + 1:02}" if last else ""


@principal_only
@require_POST
def item_archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(request, _item(request, public_id), services.archive, archived_by=request.user)


@principal_only
@require_POST
def item_bring_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(request, _item(request, public_id), services.bring_back, brought_by=request.user)


@principal_only
@require_POST
def item_take_shipped(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(request, _item(request, public_id), services.take_shipped, taken_by=request.user)


@principal_only
@require_POST
def item_decline_shipped(request: HttpRequest, public_id: UUID) -> HttpResponse:
    item = _item(request, public_id)
    return _done(request, item, services.decline_shipped, declined_by=request.user)


@principal_only
@require_POST
def version_restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say again what an older version said."""
    versions = LibraryVersion.objects.visible_to(request.user).select_related("item__part")
    version = get_object_or_404(versions, public_id=public_id)
    try:
        services.restore(version=version, restored_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("library:item_detail", version.item.public_id)


def _done(request: HttpRequest, item: LibraryItem, deed: Any, **how: Any) -> HttpResponse:
    try:
        deed(item=item, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("library:item_detail", item.public_id)


def _item(request: HttpRequest, public_id: UUID) -> LibraryItem:
    rows = LibraryItem.objects.visible_to(request.user).select_related("part")
    return get_object_or_404(rows, public_id=public_id)
