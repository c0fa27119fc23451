"""Saving and forgetting the views a person keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.findings.saved_models import SavedView
from billing_audit.findings.saving import ViewRefused, narrowing_in, save_view
from clients.people.access import practice_only


@practice_only
@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    """Keep what the page shows, under a name."""
    query = request.POST.get("query", "")
    try:
        view = save_view(user=request.user, name=request.POST.get("name", ""), query=query)
    except ViewRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Saved as {view.name}.")
    return redirect(_back(request, narrowing_in(query)))


@practice_only
@require_POST
def view_forget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove one of one's own views."""
    view = get_object_or_404(SavedView, user=request.user, public_id=public_id)
    view.delete()
    messages.success(request, f"{view.name} is removed.")
    return redirect(_back(request, view.query))


def _back(request: HttpRequest, query: str) -> str:
    """The page it was done on."""
    name = "findings:finding_list" if request.POST.get("page") == "list" else "triage:triage"
    return f"{reverse(name)}?{query}"
