"""The steps to the opening of prices: name who opens, close the consensus, sign, keep a minute."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from clients.notices.models import Topic
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import records
from rfp.authoring.models import Rfp
from rfp.bids.minute import minute_of
from rfp.bids.models import Bid, BidLook
from rfp.bids.opening_models import NamedOpener, OpeningSignature, PriceOpening
from rfp.bids.refusing import BidRefused, due_at, in_words, is_past, newest_version

#: So many of those who were named must sign.
NEEDED = 2
#: What subjects after this one still have to do before consensus is closed; empty for nothing.
WAITS_FOR: list[Callable[[Rfp], str]] = []


@transaction.atomic
def name_opener(*, rfp: Rfp, person: User, named_by: User) -> NamedOpener:
    """Name somebody who may open prices, before anybody signs."""
    opening = PriceOpening.objects.filter(rfp=rfp).first()
    if opening is None:
        opening = PriceOpening.objects.create(client_id=rfp.client_id, rfp=rfp)
    _refuse_once_signed(opening)
    if not _may_be_named(person, rfp):
        raise BidRefused(f"{person} does not see this client. Name somebody who does.")
    try:
        with transaction.atomic():
            named = NamedOpener.objects.create(
                client_id=rfp.client_id, opening=opening, person=person, named_by=named_by
            )
    except IntegrityError as clash:
        raise BidRefused(f"{person} is named already.") from clash
    record("opening.named", f"{person} may open the prices of {rfp}", actor=named_by,
           client=rfp.client, subject=rfp)  # fmt: skip
    return named


@transaction.atomic
def unname_opener(*, named: NamedOpener, by: User) -> None:
    """Take somebody off the list of those who may open prices."""
    _refuse_once_signed(named.opening)
    rfp = named.opening.rfp
    record("opening.unnamed", f"{named} does not open the prices of {rfp}", actor=by,
           client=rfp.client, subject=rfp)  # fmt: skip
    named.delete()


@transaction.atomic
def close_consensus(*, rfp: Rfp, closed_by: User) -> PriceOpening:
    """Say that the technical evaluation is done: from now on prices may be opened."""
    if left := " ".join(filter(None, (waits(rfp) for waits in WAITS_FOR))):
        raise BidRefused(left)
    opening = PriceOpening.objects.select_for_update().filter(rfp=rfp).first()
    version = newest_version(rfp.pk)
    if not is_past(due_at(version)):
        raise BidRefused(f"Proposals are due at {in_words(due_at(version), version)}.")
    if opening is None or opening.openers.count() < NEEDED:
        raise BidRefused("Name first who opens prices: two persons at least.")
    if opening.closed_at:
        raise BidRefused("The technical consensus is closed already.")
    if not rfp.bids.standing().exists():
        raise BidRefused("No bid stands. There is nothing to open.")
    opening.closed_at, opening.closed_by = timezone.now(), closed_by
    opening.save(update_fields=["closed_at", "closed_by"])
    record("opening.consensus_closed", f"The technical consensus on {rfp} was closed",
           actor=closed_by, client=rfp.client, subject=rfp)  # fmt: skip
    notify(
        to=list(opening.openers.values_list("person_id", flat=True)),
        client=rfp.client,
        topic=Topic.DECISION,
        sentence=f"The prices of {rfp} wait for your signature.",
        link=reverse("bids:opening", args=[rfp.public_id]),
        made_by=closed_by,
    )
    return opening


@transaction.atomic
def sign(*, opening: PriceOpening, person: User) -> bool:
    """Sign that prices be opened; whether they are, because somebody else has signed before."""
    # Held, so that two who sign at one moment do not both think that they are the first.
    opening = PriceOpening.objects.select_for_update().get(pk=opening.pk)
    if opening.opened_at:
        raise BidRefused("Prices are open already. The minute tells who opened them.")
    if not opening.openers.filter(person=person.pk).exists():
        raise BidRefused("You were not named to open prices.")
    if not opening.closed_at:
        raise BidRefused("Prices stay sealed until the technical consensus is closed.")
    if opening.signatures.filter(person=person.pk).exists():
        raise BidRefused("You signed already. Somebody else who was named signs, too.")
    OpeningSignature(client_id=opening.client_id, opening=opening, person_id=person.pk).save()
    rfp = Rfp.objects.select_related("client").get(pk=opening.rfp_id)
    record("opening.signed", f"{person} signed the opening of prices of {rfp}", actor=person,
           client=rfp.client, subject=rfp)  # fmt: skip
    if opening.signatures.count() < NEEDED:
        return False
    _open(opening, rfp, person)
    return True


def _open(opening: PriceOpening, rfp: Rfp, person: User) -> None:
    opening.opened_at = timezone.now()
    opening.minute = records.plain(minute_of(opening, rfp, opening.opened_at))
    opening.digest = records.sha256(opening.minute)
    opening.save(update_fields=["opened_at", "minute", "digest"])
    for bid in Bid.objects.filter(rfp=rfp).standing():
        BidLook(
            client_id=bid.client_id, bid=bid, person_id=person.pk, what=BidLook.What.PRICES
        ).save()
    record("opening.opened", f"The prices of {rfp} were opened", actor=person,
           client=rfp.client, subject=rfp, digest=opening.digest)  # fmt: skip


def named(opening: PriceOpening) -> list[dict[str, Any]]:
    """Who was named, with whether and when they signed; client users read no more of people."""
    signed = dict(opening.signatures.values_list("person_id", "at"))
    people = opening.openers.annotate(who=F("person__name"))
    return [
        {"id": each.pk, "person_id": each.person_id, "name": each.who,
         "signed_at": signed.get(each.person_id)}
        for each in people
    ]  # fmt: skip


def closer(opening: PriceOpening) -> str:
    """Who closed the consensus, if it is closed."""
    return PriceOpening.objects.values_list("closed_by__name", flat=True).get(pk=opening.pk) or ""


def _may_be_named(person: User, rfp: Rfp) -> bool:
    return person.is_active and (person.sees_all_clients or rfp.client_id in person.client_ids)


def _refuse_once_signed(opening: PriceOpening) -> None:
    if opening.signatures.exists():
        raise BidRefused("Somebody has signed. Who opens was named before.")
