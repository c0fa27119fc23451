"""A person's deadlines to whoever holds the address: a calendar program signs nobody in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clients.notices.feeds import reader_of
from clients.people.access import open_to_all
from clients.people.middleware import scope_of
from clients.people.models import Practice
from retainer.agenda.calendar import as_ical, due_to


@open_to_all
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What its owner sees, as its owner sees it, and nothing else."""
    reader = reader_of(token)
    if reader is None:
        raise Http404
    with scope_of(reader):
        content = as_ical(due_to(reader, timezone.localdate()), Practice.current(), timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
