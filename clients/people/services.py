"""What is done with clients and people: founding, inviting, assigning, shutting out."""

import hashlib
import logging
import secrets
from datetime import timedelta
from decimal import Decimal
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from clients.people.activity import record
from clients.people.models import Client, DecisionRight, Invitation, Membership, Practice, User
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import acting_as

logger = logging.getLogger(__name__)


class InvitationRefused(Refused):
    """The invitation cannot be sent or accepted; the message says why."""


@transaction.atomic
def change_practice(*, practice: Practice, changed_by: User) -> None:
    """Store the letterhead."""
    practice.save()
    record("practice.changed", f"{practice}'s letterhead was edited", actor=changed_by)


@transaction.atomic
def found_client(*, client: Client, founded_by: User) -> Client:
    """Store a new client under a slug of its own."""
    client.slug = _free_slug(client.name)
    client.save()
    record("client.founded", f"{client} became a client", actor=founded_by, client=client,
           subject=client)  # fmt: skip
    return client


def _free_slug(name: str) -> str:
    wished = slugify(name)[:50] or "client"
    taken = set(Client.objects.filter(slug__startswith=wished).values_list("slug", flat=True))
    if wished not in taken:
        return wished
    return next(slug for n in range(2, 10_000) if (slug := f"{wished}-{n}") not in taken)


@transaction.atomic
def change_client(*, client: Client, changed_by: User) -> None:
    """Store what was edited about a client."""
    client.save()
    record("client.changed", f"{client} was edited", actor=changed_by, client=client)


@transaction.atomic
def archive_client(*, client: Client, archived_by: User, archived: bool = True) -> None:
    """Put a client away, or take them back; nothing of theirs is deleted."""
    client.archived_at = timezone.now() if archived else None
    client.save(update_fields=["archived_at"])
    deed = "archived" if archived else "taken back"
    record(f"client.{'archived' if archived else 'restored'}", f"{client} was {deed}",
           actor=archived_by, client=client)  # fmt: skip


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    kind: str,
    invited_by: User,
    client: Client | None = None,
    role: str = "",
) -> Invitation | Membership:
    """Invite somebody by mail; somebody who has a login already gets their place at once.

    Raises ``InvitationRefused`` when the address cannot be used, or no mail can be sent to it.
    """
    email = email.lower()
    if known := User.objects.filter(email=email).first():
        if known.kind != kind or client is None:
            raise InvitationRefused(
                f"{email} already signs in as {known.get_kind_display().lower()}. "
                "Use another address."
            )
        if not known.is_active:
            raise InvitationRefused(
                f"The login {email} was shut. A principal can let them in again."
            )
        return add_member(user=known, client=client, role=role, added_by=invited_by)
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()  # one open invitation per address: the newest
    )
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        kind=kind,
        client=client,
        role=role,
        token_sha256=_fingerprint(token),
        invited_by=invited_by,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    record("person.invited", f"{name} was invited", actor=invited_by, client=client)
    _send(invitation, token)
    return invitation


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, token: str) -> None:
    """Mail the link before the invitation is stored for good: one without its mail is worthless."""
    practice = Practice.current()
    context = {
        "invitation": invitation,
        "practice": practice,
        "days": settings.INVITATION_DAYS,
        "link": f"{settings.SITE_URL}{reverse('people:invitation_accept', args=[token])}",
    }
    try:
        send_mail(
            subject=f"{practice.name} invites you to Retainer",
            message=render_to_string("people/mail/invitation.txt", context),
            from_email=None,
            recipient_list=[invitation.email],
        )
    except (SMTPException, OSError) as unsent:
        logger.error("No invitation could be mailed: %s", unsent)
        raise InvitationRefused(
            "The mail could not be sent, so nobody was invited. Try again in a few minutes."
        ) from unsent


def said_of(invitation: Invitation) -> str:
    """What whoever invited reads: where the link went, which is nowhere without a mail server."""
    if settings.EMAIL_HOST:
        return f"{invitation.name} was invited by mail."
    return (
        f"{invitation.name} was invited. No mail server is set up, so the mail with the link "
        "stands in the web server's log, whose place bin/serve tells when it starts."
    )


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, withdrawn_by: User) -> None:
    """Make an invitation's link worthless."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(
        "person.uninvited",
        f"The invitation of {invitation.name} was withdrawn",
        actor=withdrawn_by,
        client=invitation.client,
    )


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, if it can still be accepted."""
    return Invitation.objects.filter(
        token_sha256=_fingerprint(token),
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).first()


def accept_invitation(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the login and the place at the client that an invitation offers.

    Nobody is signed in yet and only the worker may make logins, so the service
    opens the worker's scope of exactly that client, first for whoever invited,
    then for who has joined.
    """
    clients = [invitation.client_id] if invitation.client_id else []
    with acting_as("worker", clients=clients, user_id=invitation.invited_by_id):
        mine = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if mine.accepted_at or mine.withdrawn_at:
            raise InvitationRefused("This invitation was used or withdrawn in the meantime.")
        try:
            user = User.objects.create_user(
                mine.email, name=name, kind=mine.kind, password=password
            )
        except IntegrityError as known:
            raise InvitationRefused("Somebody signs in with this address already.") from known
        if mine.client_id:
            Membership.objects.create(user=user, client_id=mine.client_id, role=mine.role)
        mine.accepted_at = timezone.now()
        mine.save(update_fields=["accepted_at"])
        with acting_as("worker", clients=clients, user_id=user.pk):
            record("person.joined", f"{user} joined", actor=user, client=mine.client)
    return user


@transaction.atomic
def add_member(*, user: User, client: Client, role: str, added_by: User) -> Membership:
    """Give a person a place at a client, or another role there."""
    membership, _ = Membership.objects.update_or_create(
        user=user, client=client, defaults={"role": role}
    )
    record(
        "person.assigned",
        f"{user} is now {membership.get_role_display().lower()} at {client}",
        actor=added_by,
        client=client,
    )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, removed_by: User) -> None:
    """Take a person's place at a client away, with what they could decide there."""
    DecisionRight.objects.filter(user=membership.user_id, client=membership.client_id).delete()
    membership.delete()
    record(
        "person.unassigned",
        f"{membership.user} no longer sees {membership.client}",
        actor=removed_by,
        client=membership.client,
    )


@transaction.atomic
def grant_decision_right(
    *, user: User, client: Client, subject: str, limit: Decimal | None, granted_by: User
) -> DecisionRight:
    """Let a client user decide on a subject, up to a limit in the client's currency."""
    right, _ = DecisionRight.objects.update_or_create(
        user=user,
        client=client,
        subject=subject,
        defaults={"limit": limit, "currency": client.currency},
    )
    amount = f"up to {limit} {client.currency}" if limit is not None else "without a limit"
    record(
        "right.granted",
        f"{user} may decide on {right.get_subject_display().lower()} {amount}",
        actor=granted_by,
        client=client,
    )
    return right


@transaction.atomic
def withdraw_decision_right(*, right: DecisionRight, withdrawn_by: User) -> None:
    """Take a decision right back."""
    right.delete()
    record(
        "right.withdrawn",
        f"{right.user} no longer decides on {right.get_subject_display().lower()}",
        actor=withdrawn_by,
        client=right.client,
    )


@transaction.atomic
def set_week_hours(*, user: User, hours: Decimal | None, changed_by: User) -> None:
    """Say how many hours a colleague works in a week; none for the practice's usual week."""
    user.week_hours = hours
    user.save(update_fields=["week_hours"])
    week = "the usual week" if hours is None else f"{written.hours(hours)} a week"
    record("person.week_changed", f"{user} works {week}", actor=changed_by)


@transaction.atomic
def set_active(*, user: User, active: bool, changed_by: User) -> None:
    """Let a person in again or shut them out, with their open sessions and invitations."""
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        Invitation.objects.filter(invited_by=user, accepted_at=None, withdrawn_at=None).update(
            withdrawn_at=timezone.now()  # nobody comes in on the word of who was shut out
        )
    deed = "may sign in again" if active else "can no longer sign in"
    record(f"person.{'opened' if active else 'shut'}", f"{user} {deed}", actor=changed_by)
