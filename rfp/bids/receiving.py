"""What our side does with bids before they are read: takes paper in, admits what came late."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import User
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.bids.contents import of_workbook
from rfp.bids.enveloping import keep_bid
from rfp.bids.models import Bid
from rfp.bids.refusing import BidRefused, due_at, is_past, newest_version
from rfp.bids.submitting import mail_receipt
from rfp.bids.upload import read_upload


@transaction.atomic
def receive_on_paper(
    *, bidder: Bidder, chunks: Iterable[bytes], received: str, received_by: User
) -> Bid:
    """Seal the workbook of a bid that came on paper or on a stick; nothing of it is shown.

    Recorded after the hour it is late like any other, and is admitted with the reason.
    """
    bidder = Bidder.objects.select_for_update(of=("self",)).get(pk=bidder.pk)
    if bidder.state == Bidder.State.SHUT_OUT:
        raise BidRefused(f"{bidder} is shut out.")
    if not received.strip():
        raise BidRefused("Say when and how it came, such as: by courier, 3 June, 14:20.")
    if bidder.bids.filter(state=Bid.State.SUBMITTED, person__isnull=False).exists():
        raise BidRefused(f"{bidder} handed in online. They replace it there themselves.")
    rfp = Rfp.objects.get(pk=bidder.rfp_id)
    version = newest_version(rfp.pk)
    bid = keep_bid(
        rfp=rfp,
        bidder=bidder,
        version=version,
        contents=of_workbook(read_upload(chunks, version.request)),
        is_late=is_past(due_at(version)),
        received_by=received_by,
        received=received.strip()[:300],
    )
    record("bid.received", f"{bid} was received on paper and sealed", actor=received_by,
           client=rfp.client, subject=rfp, receipt=bid.receipt)  # fmt: skip
    mail_receipt(bid, rfp, bidder)
    return bid


@transaction.atomic
def admit(*, bid: Bid, because: str, admitted_by: User) -> None:
    """Let a late bid stand, with the reason; one of the same bidder that stood is replaced."""
    bidder = Bidder.objects.select_for_update(of=("self",)).get(pk=bid.bidder_id)
    bid = Bid.objects.select_related("rfp__client").get(pk=bid.pk)
    if bid.state != Bid.State.LATE:
        raise BidRefused("It does not wait to be admitted.")
    if not because.strip():
        raise BidRefused("Say why it is admitted: the reason is kept with the record.")
    if is_opened(bid.rfp_id):
        raise BidRefused("Prices are open. A bid that comes now is never admitted.")
    bid.admitted_at, bid.admitted_by = timezone.now(), admitted_by
    bid.admitted_because = because.strip()
    bid.save(update_fields=["admitted_at", "admitted_by", "admitted_because"])
    bidder.bids.filter(state=Bid.State.SUBMITTED).update(state=Bid.State.REPLACED)
    bid.state = Bid.State.SUBMITTED
    bid.save(update_fields=["state"])
    record("bid.admitted", f"{bid} came late and was admitted: {because.strip()}",
           actor=admitted_by, client=bid.rfp.client, subject=bid.rfp)  # fmt: skip


def is_opened(rfp_id: int) -> bool:
    """Whether somebody has signed that prices be opened."""
    return Rfp.objects.filter(pk=rfp_id, price_opening__signatures__isnull=False).exists()
