"""Reading bids on our side: sealed until it is time, and each look is written down first."""

from clients.people.models import DecisionRight, User
from rfp.authoring.models import Rfp
from rfp.bids.contents import Contents
from rfp.bids.models import Bid, BidLook, PriceEnvelope, TechnicalEnvelope
from rfp.bids.opening_models import NamedOpener
from rfp.bids.refusing import BidRefused, due_at, in_words, is_past, newest_version
from rfp.bids.sealing import PRICE, TECHNICAL, unseal


def may_read(user: User, rfp: Rfp) -> bool:
    """Of the client whoever owns the request, decides on contracts, or was named to open prices."""
    if not user.is_client_user:
        return True
    return (
        rfp.owner_id == user.pk
        or DecisionRight.objects.filter(client=rfp.client_id, user=user.pk).exists()
        or NamedOpener.objects.filter(opening__rfp=rfp, person=user.pk).exists()
    )


def answers_of(bid: Bid, reader: User) -> Contents:
    """Everything of a bid but its prices, once proposals are due."""
    version = newest_version(bid.rfp_id)
    due = due_at(version)
    if not is_past(due):
        raise BidRefused(f"Sealed until proposals are due, {in_words(due, version)}.")
    envelope = TechnicalEnvelope.objects.filter(bid=bid).first()
    if envelope is None:
        raise BidRefused("Sealed: it was replaced, withdrawn, or came late and is not admitted.")
    _look(bid, reader, BidLook.What.ANSWERS)
    return _open(envelope.sealed, bid, TECHNICAL)


def prices_of(bid: Bid, reader: User) -> Contents:
    """The prices of a bid, once two of those who were named have opened them."""
    envelope = PriceEnvelope.objects.filter(bid=bid).first()
    if envelope is None:
        raise BidRefused("Prices are sealed until two of those who were named open them.")
    _look(bid, reader, BidLook.What.PRICES)
    return _open(envelope.sealed, bid, PRICE)


def _look(bid: Bid, reader: User, what: str) -> None:
    BidLook(client_id=bid.client_id, bid=bid, person_id=reader.pk, what=what).save()


def _open(sealed: bytes, bid: Bid, purpose: str) -> Contents:
    rfp = Rfp.objects.only("public_id").get(pk=bid.rfp_id)
    return unseal(sealed, purpose=purpose, request=rfp.public_id, of=bid.public_id)
