"""The page on which several entries are changed or deleted in one act."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from clients.work.bulk import Edit, NothingChanges, change_many, preview
from clients.work.bulk_forms import BulkForm
from clients.work.models import WorkEntry
from clients.work.week_views import tell_act
from retainer.lib import format as written
from retainer.lib.keyset import SIZE


@practice_only
@require_POST
def bulk_edit(request: HttpRequest) -> HttpResponse:
    """Show what would become of the ticked entries, and do it once it was seen."""
    back = f"{reverse('work:entry_list')}?{request.GET.urlencode()}"
    entries = _ticked(request)
    if not entries:
        messages.info(request, "Tick the entries to change first.")
        return redirect(back)
    deed = request.POST.get("deed", "")
    form = BulkForm(request.POST if deed in ("preview", "change") else None, user=request.user)
    edit = form.edit if form.is_valid() else None
    todo = Edit(delete=True) if deed == "delete" else edit
    if todo is not None and deed in ("change", "delete"):
        try:
            done = change_many(entries=entries, edit=todo, changed_by=request.user)
        except NothingChanges as refusal:
            messages.error(request, refusal.sentence)
        else:
            left = len(entries) - done.number
            stayed = (
                f" {written.count(left, 'other entry,other entries')} stayed as before."
                if left
                else ""
            )
            tell_act(request, f"{done.sentence}.{stayed}", done.act)
            return redirect(back)
    # Before anything is said, each entry shows whether it can be changed at all.
    outcomes = preview(entries=entries, edit=edit or Edit(delete=True), by=request.user)
    context = {
        "form": form,
        "edit": edit,
        "outcomes": outcomes,
        "changing": sum(outcome.changes for outcome in outcomes),
        "hours": sum(outcome.entry.hours for outcome in outcomes),
        "back": back,
    }
    return render(request, "work/bulk_edit.html", context)


def _ticked(request: HttpRequest) -> list[WorkEntry]:
    """The ticked rows of one page; anything else that was sent is no row."""
    ids = []
    for each in request.POST.getlist("entry")[:SIZE]:
        try:
            ids.append(UUID(each))
        except ValueError:
            continue
    entries = WorkEntry.objects.visible_to(request.user).filter(public_id__in=ids)
    return list(entries.with_names().order_by("-worked_on", "-pk"))
