"""Pages about clients: who they are, who works for them, who decides."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people import services
from clients.people.access import practice_only, principal_only
from clients.people.forms import AssignmentForm, ClientForm, ClientUserForm, DecisionRightForm
from clients.people.models import Activity, Client, DecisionRight, Invitation, Membership


@practice_only
def client_list(request: HttpRequest) -> HttpResponse:
    """The clients this person works for."""
    archived = request.GET.get("state") == "archived"
    clients = (
        Client.objects.visible_to(request.user)
        .filter(archived_at__isnull=not archived)
        .annotate(
            consultants=Count("memberships", filter=Q(memberships__role="consultant")),
            users=Count("memberships", filter=~Q(memberships__role="consultant")),
        )
    )
    states = [("", "Active"), ("archived", "Archived")]
    return render(request, "people/client_list.html", {"clients": clients, "states": states})


@practice_only
def client_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One client: facts, people, rights, what happened lately."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    members = client.memberships.select_related("user").order_by("user__name")
    invitations = client.invitations.filter(accepted_at=None, withdrawn_at=None)
    context = {
        "client": client,
        "consultants": [m for m in members if m.role == Membership.Role.CONSULTANT],
        "members": [m for m in members if m.role != Membership.Role.CONSULTANT],
        "rights": client.decision_rights.select_related("user").order_by("user__name", "subject"),
        "invitations": invitations.order_by("-invited_at"),
        "activity": Activity.objects.filter(client=client).select_related("actor")[:12],
    }
    return render(request, "people/client_detail.html", context)


@principal_only
def client_create(request: HttpRequest) -> HttpResponse:
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        client = services.found_client(client=form.save(commit=False), founded_by=request.user)
        messages.success(request, f"{client} is now a client. Next: who works for them?")
        return redirect("people:client_detail", client.public_id)
    return render(request, "people/client_form.html", {"form": form})


@principal_only
def client_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = ClientForm(request.POST or None, instance=client)
    if request.method == "POST" and form.is_valid():
        services.change_client(client=form.save(commit=False), changed_by=request.user)
        messages.success(request, f"{client} is saved.")
        return redirect("people:client_detail", client.public_id)
    return render(request, "people/client_form.html", {"form": form, "client": client})


@principal_only
@require_POST
def client_archive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    archived = request.POST.get("archived") != "no"
    services.archive_client(client=client, archived_by=request.user, archived=archived)
    messages.success(request, f"{client} was {'archived' if archived else 'taken back'}.")
    return redirect("people:client_detail", client.public_id)


@principal_only
def assignment_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Assign a consultant."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = AssignmentForm(request.POST or None, client=client)
    if request.method == "POST" and form.is_valid():
        services.add_member(
            user=form.cleaned_data["user"],
            client=client,
            role=Membership.Role.CONSULTANT,
            added_by=request.user,
        )
        return redirect("people:client_detail", client.public_id)
    title = f"Assign a consultant to {client}"
    context = {"form": form, "client": client, "title": title, "submit": "Assign"}
    return render(request, "people/member_form.html", context)


@practice_only
def client_user_invite(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Invite somebody of the client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = ClientUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.invite(
                **form.cleaned_data, kind="client", client=client, invited_by=request.user
            )
        except services.InvitationRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _said_of(made))
            return redirect("people:client_detail", client.public_id)
    title = f"Invite somebody of {client}"
    context = {"form": form, "client": client, "title": title, "submit": "Send the invitation"}
    return render(request, "people/member_form.html", context)


def _said_of(made: Invitation | Membership) -> str:
    if isinstance(made, Invitation):
        return services.said_of(made)
    return f"{made.user} has a login already and is now {made.get_role_display().lower()} here."


@principal_only
@require_POST
def membership_remove(request: HttpRequest, public_id: UUID, member: int) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    membership = get_object_or_404(client.memberships.select_related("user", "client"), pk=member)
    services.remove_member(membership=membership, removed_by=request.user)
    messages.success(request, f"{membership.user} no longer sees {client}.")
    return redirect("people:client_detail", client.public_id)


@principal_only
def decision_right_grant(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who of the client decides: not for the consultant who asks them for the decision."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = DecisionRightForm(request.POST or None, client=client)
    if request.method == "POST" and form.is_valid():
        services.grant_decision_right(**form.cleaned_data, client=client, granted_by=request.user)
        return redirect("people:client_detail", client.public_id)
    title = f"Who decides at {client}?"
    context = {"form": form, "client": client, "title": title, "submit": "Grant"}
    return render(request, "people/member_form.html", context)


@principal_only
@require_POST
def decision_right_withdraw(request: HttpRequest, public_id: UUID, right: int) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    granted = get_object_or_404(
        DecisionRight.objects.select_related("user", "client").filter(client=client), pk=right
    )
    services.withdraw_decision_right(right=granted, withdrawn_by=request.user)
    return redirect("people:client_detail", client.public_id)


@practice_only
@require_POST
def invitation_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Withdraw an invitation: a colleague's by a principal, a client user's by their consultant."""
    mine = Q(client__in=Client.objects.visible_to(request.user))
    if request.user.is_principal:
        mine |= Q(client=None)
    invitation = get_object_or_404(
        Invitation.objects.filter(mine, accepted_at=None), public_id=public_id
    )
    services.withdraw_invitation(invitation=invitation, withdrawn_by=request.user)
    messages.success(request, f"The invitation of {invitation.name} was withdrawn.")
    if invitation.client:
        return redirect("people:client_detail", invitation.client.public_id)
    return redirect("people:user_list")
