"""What a bidder's people do for themselves: say whether they bid, bring colleagues, take them off.

All of it runs in the bidder's own scope, in which no other bidder's rows exist.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rfp.authoring.models import KNOWN_TO_BIDDERS, Rfp
from rfp.bidders.models import Bidder, BidderDeed, BidderPerson
from rfp.bidders.services import LINK_LIVES, BidderRefused, add_person, send


def rfp_of(bidder: Bidder) -> Rfp:
    """What its people may read of the request's own row."""
    known = [name.strip() for name in KNOWN_TO_BIDDERS.split(",")]
    return Rfp.objects.only(*known).get(pk=bidder.rfp_id)


def note(person: BidderPerson, verb: str, sentence: str) -> None:
    """Write down what somebody did, for the record of the competition."""
    BidderDeed.objects.create(
        client_id=person.client_id,
        bidder_id=person.bidder_id,
        person=person,
        verb=verb,
        sentence=sentence[:300],
    )


@transaction.atomic
def answer_invitation(*, person: BidderPerson, takes_part: bool, because: str = "") -> None:
    """Say that the company intends to bid, or that it does not and why."""
    bidder = Bidder.objects.select_for_update().get(pk=person.bidder_id)
    if not takes_part and not because.strip():
        raise BidderRefused("Say why, in a sentence: it helps to ask better the next time.")
    bidder.state = Bidder.State.TAKING_PART if takes_part else Bidder.State.DECLINED
    bidder.because = "" if takes_part else because.strip()
    bidder.answered_at = timezone.now()
    bidder.save(update_fields=["state", "because", "answered_at"])
    said = "intends to bid" if takes_part else f"declined: {bidder.because}"
    note(person, "invitation.answered", f"{person}: {bidder} {said}")


@transaction.atomic
def bring_colleague(*, person: BidderPerson, name: str, email: str, part: str) -> BidderPerson:
    """Invite a colleague, who gets a link of their own by mail."""
    colleague, token = add_person(
        bidder=person.bidder, name=name, email=email, part=part, brought_by=person
    )
    note(person, "colleague.brought", f"{person} brought {colleague} ({colleague.email})")
    rfp = rfp_of(person.bidder)
    send(
        person=colleague,
        subject=f"Request for proposal {rfp.reference}: {rfp.title}",
        template="bidders/mail/invitation.txt",
        rfp=rfp,
        link=f"{settings.SITE_URL}{reverse('bidders:door', args=[token])}",
        days=LINK_LIVES.days,
    )
    return colleague


@transaction.atomic
def take_off(*, person: BidderPerson, colleague: BidderPerson) -> None:
    """Close the door to a colleague; somebody always stays inside."""
    if colleague.pk == person.pk:
        raise BidderRefused("You cannot take yourself off. A colleague can, or ask the buyer.")
    colleague.shut_at = timezone.now()
    colleague.save(update_fields=["shut_at"])
    note(person, "colleague.taken_off", f"{person} took {colleague} off")
