"""Turns notices into mails and sends them: one mail per person and run, each sent once.

What a person wants daily or weekly is left alone until its hour (``ripening.py``), and then is
one mail, by client.

A mail's row is written and claimed before the mail server is spoken to, in
transactions of their own, so that two workers, a retry or a crash never send it again.
"""

import logging
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from clients.notices.feeds import stop_token_of
from clients.notices.models import Mail, Notice, Pace
from clients.notices.ripening import is_ripe
from clients.notices.wishes import paces_of
from clients.people.models import Practice, User
from retainer.lib import format as written
from retainer.lib.tenancy import ALL, acting_as

logger = logging.getLogger(__name__)

#: Waits double from a minute on: the last try comes about two hours after the first.
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_SUBJECT = 150


def write_mails() -> int:
    """Write one mail to everybody whose notices are ripe and wanted by mail; how many."""
    with acting_as("worker", clients=ALL), timezone.override(Practice.current().time_zone):
        notices = (
            Notice.objects.filter(is_settled=False)
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("recipient", "client")
            .order_by("recipient_id", "client__name", "client_id", "pk")
        )
        now = timezone.now()
        by_person = groupby(notices, key=lambda notice: notice.recipient)
        return sum(_write(person, list(told), now) for person, told in by_person)


def _write(person: User, notices: list[Notice], now: datetime) -> bool:
    """Settle what a person was told and is ripe; whether a mail tells them, too."""
    paces = paces_of(person)
    ripe = [notice for notice in notices if is_ripe(paces[notice.topic], notice.made_at, now)]
    wanted = [
        notice
        for notice in ripe
        if paces[notice.topic] != Pace.NONE
        and notice.read_at is None
        and _still_sees(person, notice)
    ]
    mail = _mail(person, wanted) if wanted and person.is_active else None
    every = Notice.objects.filter(pk__in=[notice.pk for notice in ripe])
    every.filter(pk__in=[notice.pk for notice in wanted]).update(mail=mail)
    every.update(is_settled=True)
    return mail is not None


def _still_sees(person: User, notice: Notice) -> bool:
    is_ours = notice.client_id is None
    return is_ours or person.sees_all_clients or notice.client_id in person.client_ids


def _mail(person: User, notices: list[Notice]) -> Mail:
    practice = Practice.current()
    context = {
        "person": person,
        "practice": practice,
        "notices": notices,
        "site": settings.SITE_URL,
        "stop": _stop_address(person),
    }
    return Mail.objects.create(
        recipient=person,
        subject=_subject(notices, practice),
        text=render_to_string("notices/mail/digest.txt", context),
        html=render_to_string("notices/mail/digest.html", context),
    )


def _stop_address(person: User) -> str:
    return f"{settings.SITE_URL}{reverse('notices:mail_stop', args=[stop_token_of(person)])}"


def _subject(notices: list[Notice], practice: Practice) -> str:
    if len(notices) > 1:
        return f"{written.count(len(notices), 'notice')} from {practice.name}"
    said = f"{notices[0].client or practice.name}: {notices[0].sentence}"
    on_one_line = " ".join(said.split())
    return f"{on_one_line[:LONGEST_SUBJECT]}…" if len(said) > LONGEST_SUBJECT else on_one_line


def send_mails() -> int:
    """Send what is due, one mail after the other; how many went out."""
    sent = 0
    while mail := _claim():
        sent += _send(mail)
    return sent


def _claim() -> Mail | None:
    """The next mail, taken so that nobody else sends it."""
    with acting_as("worker", clients=ALL):
        due = Mail.objects.due().select_for_update(of=("self",), skip_locked=True)
        mail = due.select_related("recipient").order_by("pk").first()
        if mail is not None:
            mail.state, mail.attempts = Mail.State.SENDING, mail.attempts + 1
            mail.save(update_fields=["state", "attempts"])
        return mail


def _send(mail: Mail) -> bool:
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    headers = {
        "Message-ID": f"<{mail.public_id}@{host}>",
        "Auto-Submitted": "auto-generated",
        # Mail programs show it as a button (RFC 2369).
        "List-Unsubscribe": f"<{_stop_address(mail.recipient)}>",
    }
    to = [mail.recipient.email]
    message = EmailMultiAlternatives(mail.subject, mail.text, to=to, headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as unsent:
        logger.warning("Mail %s was not sent: %s", mail.pk, unsent)
        _note(mail, _after_refusal(mail), error=f"{type(unsent).__name__}: {unsent}")
        return False
    _note(mail, Mail.State.SENT)
    return True


def _after_refusal(mail: Mail) -> Mail.State:
    return Mail.State.FAILED if mail.attempts >= MOST_ATTEMPTS else Mail.State.WAITING


def _note(mail: Mail, state: Mail.State, *, error: str = "") -> None:
    mail.state, mail.error = state, error
    if state == Mail.State.SENT:
        mail.sent_at = timezone.now()
    if state == Mail.State.WAITING:
        mail.not_before = timezone.now() + FIRST_WAIT * 2 ** (mail.attempts - 1)
    with acting_as("worker", clients=ALL):
        mail.save(update_fields=["state", "error", "sent_at", "not_before"])
