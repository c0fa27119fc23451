"""Addresses that open one thing to whoever holds them: a calendar, or the end of all mails.

Each is a name and a seal made with the secret key; a seal for one opens nothing else.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from clients.notices.models import CalendarFeed
from clients.people.models import User
from retainer.lib.tenancy import acting_as

#: Stands in no name and in no seal, and needs no escaping in an address.
SEP = "."
CALENDAR = Signer(sep=SEP, salt="retainer.calendar")
STOP = Signer(sep=SEP, salt="retainer.mails.stop")


def token_of(feed: CalendarFeed) -> str:
    """What the address of a calendar ends with."""
    return CALENDAR.sign(feed.nonce.hex)


def reader_of(token: str) -> User | None:
    """Whose calendar it opens; nobody's once it was revoked or the login was shut."""
    name = _name(CALENDAR, token)
    return _person(calendar_feed__nonce=name) if name else None


def stop_token_of(user: User) -> str:
    """What the address ends with at which somebody stops their mails."""
    return STOP.sign(user.public_id.hex)


def stopper_of(token: str) -> User | None:
    """Whose mails it stops."""
    name = _name(STOP, token)
    return _person(public_id=name) if name else None


def _name(signer: Signer, token: str) -> UUID | None:
    try:
        return UUID(signer.unsign(token))
    except BadSignature:
        return None


def _person(**named: UUID) -> User | None:
    """Somebody who may sign in, with their clients, read as nobody: whoever asks is not them."""
    with acting_as("web"):
        person = User.objects.filter(is_active=True, **named).first()
        return person if person and person.client_ids is not None else None
