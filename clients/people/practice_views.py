"""Pages about the practice itself: its letterhead, its people, and the way in for newcomers."""

from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db.models import Count, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people import services
from clients.people.access import open_to_all, principal_only
from clients.people.forms import ColleagueForm, JoinForm, PracticeForm, WeekForm
from clients.people.models import Invitation, Practice, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@principal_only
def user_list(request: HttpRequest) -> HttpResponse:
    """Everybody who can sign in, and who is invited."""
    usual = Value(Decimal(settings.WEEK_HOURS))
    users = User.objects.visible_to(request.user).annotate(
        places=Count("memberships"), week=Coalesce("week_hours", usual)
    )
    context = {
        "users": users.order_by("kind", "name"),
        "invitations": Invitation.objects.filter(
            client=None, accepted_at=None, withdrawn_at=None
        ).order_by("-invited_at"),
    }
    return render(request, "people/user_list.html", context)


@principal_only
def user_invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague."""
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.invite(**form.cleaned_data, invited_by=request.user)
        except services.InvitationRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, services.said_of(invitation))
            return redirect("people:user_list")
    context = {"form": form, "title": "Invite a colleague", "submit": "Send the invitation"}
    return render(request, "people/member_form.html", context)


@principal_only
def user_week(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how many hours a colleague works in a week."""
    colleagues = User.objects.visible_to(request.user).exclude(kind=User.Kind.CLIENT)
    user = get_object_or_404(colleagues, public_id=public_id)
    form = WeekForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        services.set_week_hours(
            user=user, hours=form.cleaned_data["week_hours"], changed_by=request.user
        )
        messages.success(request, f"The week of {user} is saved.")
        return redirect("people:user_list")
    context = {"form": form, "title": f"The week of {user}", "submit": "Save"}
    return render(request, "people/member_form.html", context)


@principal_only
@require_POST
def user_activate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Shut a login or open it again; nobody can shut themselves out."""
    user = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    active = request.POST.get("active") == "yes"
    if user == request.user:
        messages.error(request, "You cannot shut yourself out; another principal can.")
    else:
        services.set_active(user=user, active=active, changed_by=request.user)
    return redirect("people:user_list")


@principal_only
def practice_edit(request: HttpRequest) -> HttpResponse:
    """The letterhead."""
    form = PracticeForm(request.POST or None, instance=Practice.current())
    if request.method == "POST" and form.is_valid():
        services.change_practice(practice=form.save(commit=False), changed_by=request.user)
        messages.success(request, "The letterhead is saved; the next report and statement bear it.")
        return redirect("people:practice_edit")
    return render(request, "people/practice_form.html", {"form": form})


@open_to_all
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Join: the link of the mail, a name, a password."""
    if request.user.is_authenticated:
        messages.info(request, "You are signed in already; sign out to accept an invitation.")
        return redirect("home")
    invitation = services.open_invitation(token)
    if invitation is None:
        return render(request, "people/invitation_void.html", status=404)
    form = JoinForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_invitation(invitation=invitation, **form.cleaned_data)
        except services.InvitationRefused:
            return render(request, "people/invitation_void.html", status=404)
        login(request, user, backend=BACKEND)
        return redirect("home")
    return render(
        request, "people/invitation_accept.html", {"form": form, "invitation": invitation}
    )
