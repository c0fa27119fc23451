"""What the practice does with bidders: invites them, sends a new link, shuts one out."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import Practice, User
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder, BidderPerson

logger = logging.getLogger("retainer.bidders")

#: How long a link opens the door: longer than a competition takes.
LINK_LIVES = timedelta(days=180)


class BidderRefused(Refused):
    """This cannot be done with the bidder or its people."""


def fingerprint(secret: str) -> str:
    """What is kept of a secret; the secret itself is in the mail alone."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite_bidder(
    *, rfp: Rfp, company: str, name: str, email: str, invited_by: User, time_zone: str = ""
) -> Bidder:
    """Invite a company by its first person, who gets a link by mail and may bring colleagues."""
    Rfp.objects.select_for_update(of=("self",)).get(pk=rfp.pk)  # numbers are given one by one
    if rfp.state not in (Rfp.State.DRAFT, Rfp.State.REVIEW, Rfp.State.ISSUED):
        raise BidderRefused("The competition is over: nobody more can be invited.")
    last = rfp.bidders.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            bidder = Bidder.objects.create(
                client_id=rfp.client_id,
                rfp=rfp,
                number=last + 1,
                name=company.strip(),
                time_zone=time_zone,
                invited_by=invited_by,
            )
    except IntegrityError as clash:
        raise BidderRefused(f"{company.strip()} is invited already.") from clash
    person, token = add_person(bidder=bidder, name=name, email=email)
    record("bidder.invited", f"{bidder} was invited to {rfp}", actor=invited_by,
           client=rfp.client, subject=rfp)  # fmt: skip
    mail_link(person=person, token=token, rfp=rfp)
    return bidder


def add_person(
    *,
    bidder: Bidder,
    name: str,
    email: str,
    part: str = "",
    brought_by: BidderPerson | None = None,
) -> tuple[BidderPerson, str]:
    """Store somebody of a bidder, and the secret of their link, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            person = BidderPerson.objects.create(
                client_id=bidder.client_id,
                bidder=bidder,
                name=name.strip(),
                email=email.strip().lower(),
                part=part.strip(),
                token_sha256=fingerprint(token),
                expires_at=timezone.now() + LINK_LIVES,
                brought_by=brought_by,
            )
    except IntegrityError as clash:
        raise BidderRefused(f"{email} is invited already.") from clash
    return person, token


@transaction.atomic
def renew_link(*, person: BidderPerson, renewed_by: User) -> None:
    """Send somebody a new link; the old one opens nothing from now on."""
    if person.shut_at:
        raise BidderRefused(f"{person} was taken off. Invite them anew.")
    token = secrets.token_urlsafe(32)
    person.token_sha256, person.expires_at = fingerprint(token), timezone.now() + LINK_LIVES
    person.save(update_fields=["token_sha256", "expires_at"])
    bidder = person.bidder
    record("bidder.link_renewed", f"{person} of {bidder} got a new link", actor=renewed_by,
           client=bidder.client, subject=bidder.rfp)  # fmt: skip
    mail_link(person=person, token=token, rfp=bidder.rfp)


@transaction.atomic
def shut_out(*, bidder: Bidder, because: str, shut_by: User) -> None:
    """Close the door to a bidder, with the reason, which is kept with the competition."""
    if not because.strip():
        raise BidderRefused("Say why: the reason is kept with the record of the competition.")
    bidder.state, bidder.because = Bidder.State.SHUT_OUT, because.strip()
    bidder.save(update_fields=["state", "because"])
    record("bidder.shut_out", f"{bidder} was shut out: {bidder.because}", actor=shut_by,
           client=bidder.client, subject=bidder.rfp)  # fmt: skip


@transaction.atomic
def let_in(*, bidder: Bidder, let_in_by: User) -> None:
    """Open it again: the bidder is as it was invited."""
    if bidder.state != Bidder.State.SHUT_OUT:
        raise BidderRefused(f"{bidder} is not shut out.")
    bidder.state, bidder.because = Bidder.State.INVITED, ""
    bidder.save(update_fields=["state", "because"])
    record("bidder.let_in", f"{bidder} was let in again", actor=let_in_by,
           client=bidder.client, subject=bidder.rfp)  # fmt: skip


def mail_link(*, person: BidderPerson, token: str, rfp: Rfp) -> None:
    """Mail the link before the invitation is stored for good: one without its mail is worthless."""
    send(
        person=person,
        subject=f"Request for proposal {rfp.reference}: {rfp.title}",
        template="bidders/mail/invitation.txt",
        rfp=rfp,
        link=f"{settings.SITE_URL}{reverse('bidders:door', args=[token])}",
        days=LINK_LIVES.days,
    )


def send(*, person: BidderPerson, subject: str, template: str, **context: Any) -> None:
    """Mail somebody of a bidder at once; raises ``BidderRefused`` when that cannot be done."""
    context |= {"person": person, "practice": Practice.current()}
    try:
        send_mail(
            subject=subject,
            message=render_to_string(template, context),
            from_email=None,
            recipient_list=[person.email],
        )
    except (SMTPException, OSError) as unsent:
        logger.error("No mail could be sent to a bidder: %s", unsent)
        raise BidderRefused(
            "The mail could not be sent, so nothing was done. Try again in a few minutes."
        ) from unsent


def is_expired(person: BidderPerson, now: datetime | None = None) -> bool:
    """Whether a person's link opens nothing any more."""
    return bool(person.shut_at) or person.expires_at <= (now or timezone.now())
