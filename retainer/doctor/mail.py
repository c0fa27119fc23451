"""Mail: the server takes us in.  Nothing is sent unless ``--mail-to`` asks for it."""

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from retainer.doctor.diagnosis import Diagnosis, Request, dead_end, fault, first_line, ok, warning

VARIABLES = (
    "Look at EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
)


def mail_server_takes_us_in(_: object) -> Iterator[Diagnosis]:
    """Connect, encrypt, sign in, and leave again."""
    if not settings.EMAIL_HOST:
        yield warning(
            "No mail server is named: invitations are written to the web server's log.",
            "Set EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL.",
        )
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(timeout=10):
            yield ok(f"{server} takes mail from us.")
    except (SMTPException, OSError) as refused:
        yield dead_end(f"{server} takes no mail: {first_line(refused)}", VARIABLES)


def sender_can_be_answered(_: object) -> Iterator[Diagnosis]:
    """Mail from localhost is thrown away by most servers."""
    if settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        yield warning(
            f"Mails come from {settings.DEFAULT_FROM_EMAIL}.",
            "Set DEFAULT_FROM_EMAIL to an address of the practice.",
        )


def a_mail_is_sent(request: Request) -> Iterator[Diagnosis]:
    """One, if a person wants to see it arrive."""
    if not request.mail_to:
        return
    mail = EmailMessage(
        subject="Retainer can send mail",
        body=f"This mail was sent by bin/manage doctor of {settings.SITE_URL}.\n",
        to=[request.mail_to],
    )
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as refused:
        yield fault(f"No mail to {request.mail_to}: {first_line(refused)}", VARIABLES)
    else:
        yield ok(f"A mail to {request.mail_to} is on its way.")


EXAMINATIONS = (mail_server_takes_us_in, sender_can_be_answered, a_mail_is_sent)
