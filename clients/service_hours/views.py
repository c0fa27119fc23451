"""The page of the practice's hours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clients.people.access import principal_only
from clients.service_hours.forms import HoursForm
from clients.service_hours.models import ServiceHours
from clients.service_hours.services import change_hours


@principal_only
def hours_edit(request: HttpRequest) -> HttpResponse:
    """When somebody is there: what promises to clients are measured in."""
    form = HoursForm(request.POST or None, instance=ServiceHours.current())
    if request.method == "POST" and form.is_valid():
        closed = form.cleaned_data.pop("closed")
        change_hours(hours=form.save(commit=False), closed=closed, changed_by=request.user)
        messages.success(request, "The service hours are saved; promises from now on keep them.")
        return redirect("service_hours:hours_edit")
    return render(request, "service_hours/hours_form.html", {"form": form})
