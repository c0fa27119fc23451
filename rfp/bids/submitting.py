"""What a bidder's people do with bids: hand in, hand in anew, take back; each until the hour."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from rfp.addenda.models import Acknowledgement, Addendum
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder, BidderPerson
from rfp.bidders.services import BidderRefused, send
from rfp.bidders.taking_part import note, rfp_of
from rfp.bids.checking import check, missing, wrong
from rfp.bids.contents import Contents
from rfp.bids.drafting import contents_of, draft_of
from rfp.bids.enveloping import keep_bid
from rfp.bids.models import Bid, BidDraft
from rfp.bids.refusing import BidRefused, due_at, in_words, is_past, newest_version
from rfp.bids.sealing import PRICE, TECHNICAL, unseal

logger = logging.getLogger(__name__)
State = Bid.State


@transaction.atomic
def submit(
    *, person: BidderPerson, with_gaps: bool = False, late: bool = False
) -> tuple[Bid, bool]:
    """Hand the draft in, and whether the receipt could be mailed.

    ``with_gaps`` says that what is missing is meant so, ``late`` that it comes after the hour.
    """
    bidder = Bidder.objects.select_for_update().get(pk=person.bidder_id)
    rfp = rfp_of(bidder)
    version = newest_version(rfp.pk)
    due = due_at(version)
    if rfp.state not in (Rfp.State.ISSUED, Rfp.State.CLOSED):
        raise BidRefused("The competition is over: nothing more can be handed in.")
    is_late = is_past(due)
    if is_late and not late:
        raise BidRefused(
            f"Proposals were due at {in_words(due, version)}. You can hand yours in as a late "
            "one: it is kept apart, and counts only if the buyer admits it."
        )
    draft = draft_of(person)
    if draft is None:
        raise BidRefused("Nothing is written yet. Answer the request, or take your workbook in.")
    contents = contents_of(person, draft)
    _check(contents, draft, version.pk, bidder, with_gaps=with_gaps)
    bid = keep_bid(
        rfp=rfp,
        bidder=bidder,
        version=version,
        contents={key: contents[key] for key in ("answers", "exceptions", "confidential")},
        is_late=is_late,
        person=person,
    )
    if bidder.state in (Bidder.State.INVITED, Bidder.State.DECLINED):
        bidder.state, bidder.because = Bidder.State.TAKING_PART, ""
        bidder.answered_at = timezone.now()
        bidder.save(update_fields=["state", "because", "answered_at"])
    said = "handed in late" if is_late else "handed in"
    note(person, "bid.handed_in", f"{person} {said} bid {bid.number}, receipt {bid.receipt[:16]}")
    return bid, mail_receipt(bid, rfp, bidder)


def _check(
    contents: Contents, draft: BidDraft, version_id: int, bidder: Bidder, *, with_gaps: bool
) -> None:
    if draft.version_id != version_id:
        raise BidRefused(
            "Your draft answers an older version of the request. Look at what changed, and say so."
        )
    if unread := unacknowledged(bidder):
        named = ", ".join(str(addendum).lower() for addendum in unread)
        raise BidRefused(f"Acknowledge {named} first.")
    faults = check(contents, draft.version.request)
    if found := wrong(faults):
        raise BidRefused(f"Mend first: {found[0].sheet} {found[0].cell}, {found[0].words}")
    if missing(faults) and not with_gaps:
        raise BidRefused(
            "Answers are missing. Fill them in, or tick that you hand in with these gaps."
        )


def unacknowledged(bidder: Bidder) -> list[Addendum]:
    """Addenda that are out and that nobody of the bidder has acknowledged."""
    own = Acknowledgement.objects.filter(addendum=OuterRef("pk"), bidder=bidder)
    found = Addendum.objects.for_bidders().filter(rfp=bidder.rfp_id)
    return list(found.filter(~Exists(own)).order_by("number"))


@transaction.atomic
def withdraw(*, person: BidderPerson, bid: Bid) -> None:
    """Take a bid back: until the hour one that stands, at any time one that waits as late."""
    Bidder.objects.select_for_update().get(pk=person.bidder_id)
    bid = Bid.objects.get(pk=bid.pk)
    if bid.state not in (State.SUBMITTED, State.LATE):
        raise BidRefused("It counts no more as it is.")
    version = newest_version(bid.rfp_id)
    if bid.state == State.SUBMITTED and is_past(due_at(version)):
        raise BidRefused(
            f"Proposals were due at {in_words(due_at(version), version)}. From then on a bid "
            f"binds you. Write to {version.request.contact} if something is wrong with it."
        )
    bid.state, bid.withdrawn_at = State.WITHDRAWN, timezone.now()
    bid.save(update_fields=["state", "withdrawn_at"])
    note(person, "bid.withdrawn", f"{person} took bid {bid.number} back")


def envelopes_of(bid: Bid) -> dict[str, Contents]:
    """Both halves of a bid as its own bidder handed them in."""
    rfp = Rfp.objects.only("public_id").get(pk=bid.rfp_id)
    halves = ((TECHNICAL, bid.technicalenvelope), (PRICE, bid.priceenvelope))
    return {
        purpose: unseal(half.sealed, purpose=purpose, request=rfp.public_id, of=bid.public_id)
        for purpose, half in halves
    }


def mail_receipt(bid: Bid, rfp: Rfp, bidder: Bidder) -> bool:
    """Mail the receipt to all people of the bidder; a bid stands without its mail."""
    try:
        for person in bidder.people.filter(shut_at=None):
            send(
                person=person,
                subject=f"{rfp.reference}: receipt for bid {bid.number}",
                template="bids/mail/receipt.txt",
                rfp=rfp,
                bid=bid,
                bidder=bidder,
            )
    except BidderRefused:
        logger.warning("The receipt of bid %s could not be mailed.", bid.pk)
        return False
    return True
