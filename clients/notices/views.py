"""What somebody was told, and which of it they want by mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.notices import services
from clients.notices.forms import MailsForm
from clients.notices.models import Notice
from clients.people.access import any_signed_in
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
    """Which topics are mailed to this person."""
    form = MailsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.choose_mails(user=request.user, wishes=form.wishes)
        messages.success(request, "Saved.")
        return redirect("notices:notice_list")
    return render(request, "notices/mail_choose.html", {"form": form})
