"""What somebody was told, when they want it by mail, and their deadlines as a calendar."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.notices import services
from clients.notices.feeds import stopper_of, token_of
from clients.notices.forms import MailsForm
from clients.notices.models import CalendarFeed, Notice
from clients.people.access import any_signed_in, open_to_all
from clients.people.middleware import scope_of
from retainer.lib import keyset


@any_signed_in
def notice_list(request: HttpRequest) -> HttpResponse:
    """Everything this person was told, the latest first."""
    notices = Notice.objects.visible_to(request.user).select_related("client")
    if request.GET.get("state") == "unread":
        notices = notices.unread()
    context = {
        "page": keyset.page(notices, ["-id"], request),
        "states": (("", "All"), ("unread", "Unread")),
        "several": request.user.sees_all_clients or len(request.user.client_ids) > 1,
    }
    return render(request, "notices/notice_list.html", context)


@any_signed_in
@require_POST
def notice_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go to what a notice is about; from now on it counts as read."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
    services.mark_read(notice=notice)
    return redirect(notice.link)


@any_signed_in
@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    services.mark_all_read(reader=request.user)
    return redirect("notices:notice_list")


@any_signed_in
def mail_choose(request: HttpRequest) -> HttpResponse:
    """When this person is mailed about what, and the address of their calendar."""
    form = MailsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.choose_mails(user=request.user, paces=form.paces)
        messages.success(request, "Your choice of mails is saved.")
        return redirect("notices:mail_choose")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context = {
        "form": form,
        "feed": feed,
        "token": token_of(feed) if feed else "",
        "site": settings.SITE_URL,
    }
    return render(request, "notices/mail_choose.html", context)


@open_to_all
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all mails to whoever got the link, without signing in."""
    person = stopper_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        with scope_of(person):
            services.stop_mails(user=person)
    return render(request, "notices/mail_stop.html", {"is_done": request.method == "POST"})


@any_signed_in
@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Make the address of this person's calendar, or a new one in its place."""
    services.renew_feed(user=request.user)
    messages.success(request, "Your calendar has a new address.")
    return redirect("notices:mail_choose")


@any_signed_in
@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Shut the address of this person's calendar."""
    services.revoke_feed(user=request.user)
    messages.success(request, "The address of your calendar is shut.")
    return redirect("notices:mail_choose")
