"""Pages about the layouts of usage: which there are, and what each takes a column for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from billing_audit.usage.layouts import FIELDS, SHIPPED, Layout
from billing_audit.usage.models import OwnLayout, UsageFile
from billing_audit.usage.own_layouts import newest
from clients.people.access import practice_only

#: Files shown with the layout that read them, or that may begin with it.
FILES = 20


@practice_only
def layout_list(request: HttpRequest) -> HttpResponse:
    """What call records and usage are recognised by."""
    context = {"ours": newest(), "shipped": SHIPPED}
    return render(request, "usage/layout_list.html", context)


@practice_only
def layout_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One that somebody of the practice made, in its newest version."""
    asked = get_object_or_404(OwnLayout, public_id=public_id)
    versions = OwnLayout.objects.filter(name=asked.name).select_related("made_by")
    own = versions[0]
    return _detail(request, Layout.from_json(own.layout), own=own, versions=versions)


@practice_only
def shipped_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One that comes with the product."""
    layout = next((each for each in SHIPPED if each.name == name), None)
    if layout is None:
        raise Http404
    return _detail(request, layout)


def _detail(request: HttpRequest, layout: Layout, **more: object) -> HttpResponse:
    files = UsageFile.objects.visible_to(request.user).select_related("client")
    named = [(FIELDS[field], head) for field, head in layout.columns.items()]
    context = {
        "layout": layout,
        "columns": [
            *((head, f"{said[:1].upper()}{said[1:]}") for said, head in named),
            *((head, "Part of the amount") for head in layout.amounts),
            *((each.column, f"Counts {each.unit}") for each in layout.measures),
        ],
        "files": files.filter(layout=layout.name)[:FILES],
        "unread": files.filter(state=UsageFile.State.REJECTED)[:FILES],
        **more,
    }
    return render(request, "usage/layout_detail.html", context)
