"""The views a person keeps: saved under a name, chosen by it, forgotten."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, QueryDict

from billing_audit.findings.narrowing import DROP_DOWNS
from billing_audit.findings.saved_models import SavedView
from clients.people.models import User
from retainer.lib.refusal import Refused

#: What of an address a view keeps; a place in the list is none of it.
KEPT = ("client", "q", "kind", "state", "sort", *DROP_DOWNS)
#: More are not found faster than filters are set.
MOST = 30


class ViewRefused(Refused):
    """The view cannot be saved so."""


def about_views(request: HttpRequest) -> dict[str, Any]:
    """What a page offers of the person's views, and how the address narrows it now."""
    return {
        "saved": list(SavedView.objects.filter(user=request.user)),
        "kept_query": narrowing_in(request.GET.urlencode()),
    }


@transaction.atomic
def save_view(*, user: User, name: str, query: str) -> SavedView:
    """Keep what an address narrows to; the same name again means the new one."""
    name = " ".join(name.split())[:60]
    if not name:
        raise ViewRefused("Give the view a name, such as: Corvane above 100.")
    kept = narrowing_in(query)
    if len(kept) > SavedView._meta.get_field("query").max_length:
        raise ViewRefused("The search words are too long to keep.")
    mine = SavedView.objects.filter(user=user)
    if mine.exclude(name=name).count() >= MOST:
        raise ViewRefused(f"You keep {MOST} views already. Remove one of them first.")
    return SavedView.objects.update_or_create(user=user, name=name, defaults={"query": kept})[0]


def narrowing_in(query: str) -> str:
    """What of an address's query narrows and sorts."""
    kept = QueryDict(mutable=True)
    asked = QueryDict(query)
    for key in KEPT:
        if value := asked.get(key, ""):
            kept[key] = value
    return kept.urlencode()
