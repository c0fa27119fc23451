"""How somebody of a bidder comes in: the link of their own, then a code that is mailed."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from rfp.bidders.models import BidderDeed, BidderPerson, EntryCode
from rfp.bidders.services import BidderRefused, fingerprint, is_expired, send

#: The key in the session under which a person's public id stands.
KEY = "bidder_person"
CODE_LIVES = timedelta(minutes=10)
#: Wrong tries until a code is worthless, and codes within an hour.
MOST_TRIES, MOST_CODES = 5, 6
STAYS_IN = timedelta(hours=12)


def person_of_link(token: str) -> BidderPerson | None:
    """Whose link this is, if it still opens the door."""
    people = BidderPerson.objects.select_related("bidder")
    person = people.filter(token_sha256=fingerprint(token)).first()
    if person is None or is_expired(person) or not person.bidder.is_in:
        return None
    return person


@transaction.atomic
def send_code(person: BidderPerson) -> None:
    """Mail six digits; what was sent before is worthless from now on."""
    now = timezone.now()
    lately = person.codes.filter(sent_at__gt=now - timedelta(hours=1))
    if lately.count() >= MOST_CODES:
        raise BidderRefused("Too many codes were asked for. Wait an hour, then ask again.")
    lately.filter(used_at=None).update(used_at=now)
    code = f"{secrets.randbelow(10**6):06}"
    EntryCode.objects.create(
        client_id=person.client_id,
        person=person,
        code_sha256=_of(person, code),
        expires_at=now + CODE_LIVES,
    )
    send(
        person=person,
        subject="Your code",
        template="bidders/mail/code.txt",
        code=code,
        minutes=CODE_LIVES.seconds // 60,
    )


def check_code(person: BidderPerson, code: str) -> bool:
    """Whether it is the code that was mailed last; a try counts whatever comes of it."""
    sent = person.codes.filter(used_at=None, expires_at__gt=timezone.now()).first()
    # Counted in the database first, so that tries at once are all counted.
    if sent is None or not EntryCode.objects.filter(
        pk=sent.pk, used_at=None, tries__lt=MOST_TRIES
    ).update(tries=F("tries") + 1):
        return False
    if not secrets.compare_digest(sent.code_sha256, _of(person, code.strip())):
        return False
    return bool(EntryCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=timezone.now()))


def _of(person: BidderPerson, code: str) -> str:
    """Salted with whose it is: a table of a million hashes would open every door else."""
    return fingerprint(f"{person.public_id}:{code}")


def let_in(request: HttpRequest, person: BidderPerson) -> None:
    """From now on this browser is the person's, until tomorrow or until they leave."""
    request.session.cycle_key()
    request.session[KEY] = str(person.public_id)
    request.session[f"{KEY}_until"] = (timezone.now() + STAYS_IN).isoformat()
    BidderDeed.objects.bulk_create(  # the sign-in role may write and not read it
        [
            BidderDeed(
                client_id=person.client_id,
                bidder_id=person.bidder_id,
                person=person,
                verb="person.came_in",
                sentence=f"{person} came in",
            )
        ]
    )


def leave(request: HttpRequest) -> None:
    """Forget who this browser belongs to."""
    for key in (KEY, f"{KEY}_until"):
        request.session.pop(key, None)


def person_inside(request: HttpRequest) -> BidderPerson | None:
    """Who is inside with this browser, if the door is still open to them."""
    until = request.session.get(f"{KEY}_until", "")
    if not until or until < timezone.now().isoformat():
        return None
    people = BidderPerson.objects.select_related("bidder")
    person = people.filter(public_id=request.session[KEY]).first()
    if person is None or is_expired(person) or not person.bidder.is_in:
        return None
    return person
