"""Prices are opened by two who were named, after the hour and the consensus, and leave a minute."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser

from clients.models import User
from retainer.lib import records
from retainer.lib.tenancy import acting_as
from rfp.bids.minute import Minute, read_minute
from rfp.bids.opening import close_consensus, name_opener, sign
from rfp.bids.reading import prices_of
from rfp.bids.receiving import admit
from rfp.bids.refusing import BidRefused
from rfp.models import Bid, BidderPerson, BidLook, OpeningSignature, PriceOpening, Rfp
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.bids.making import answer_all, due, hand_in, past

Opening = PriceOpening


def at_the_desk(user: User, rfp: Rfp):
    """Do the block as this person of the practice would."""
    return acting_as("staff", clients=[rfp.client_id], user_id=user.pk)


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.fixture
def bids(bo: BidderPerson, cy: BidderPerson) -> list[Bid]:
    made = []
    for person, price in ((bo, "640"), (cy, "512.50")):
        answer_all(person, "Fibre.", price=price)
        made.append(hand_in(person))
    return made


@pytest.fixture
def opening(rfp: Rfp, bids: list[Bid], casey: User, owen: User, pat: User) -> Opening:
    """Bids are due, Casey and Owen are named, the consensus is closed."""
    due(rfp, casey, past())
    with at_the_desk(pat, rfp):
        for person in (casey, owen):
            name_opener(rfp=rfp, person=person, named_by=pat)
        return close_consensus(rfp=rfp, closed_by=pat)


def opened(opening: Opening, casey: User, owen: User) -> Minute:
    with at_the_desk(casey, opening.rfp):
        assert not sign(opening=opening, person=casey)
    with at_the_portal(owen):
        assert sign(opening=opening, person=owen)
    opening.refresh_from_db()
    return read_minute(opening.minute)


def test_the_second_signature_opens_all_prices_and_leaves_a_minute(
    opening: Opening, bids: list[Bid], casey: User, owen: User
) -> None:
    minute = opened(opening, casey, owen)

    assert [signed.name for signed in minute.signed] == ["Casey Cole", "Owen Ortiz"]
    assert minute.closed_by == "Pat Page"
    # One line, one unit: 36 months of the price and the price once.
    assert [(bid.bidder, bid.total) for bid in minute.bids] == [
        ("Birch Telecom", 640 * Decimal(37)),
        ("Cedar Networks", Decimal("512.50") * 37),
    ]
    assert all(bid.is_intact for bid in minute.bids)
    assert [bid.receipt for bid in minute.bids] == [bid.receipt for bid in bids]
    assert opening.digest == records.sha256(opening.minute)
    assert BidLook.objects.filter(what="prices", person=owen).count() == 2


def test_the_pages_lead_through_the_opening(
    rfp: Rfp, bids: list[Bid], casey: User, owen: User, pat: User
) -> None:
    where = f"/rfps/{rfp.public_id}/opening/"
    principal, consultant, client = browsing(pat), browsing(casey), browsing(owen)
    for person in (casey, owen):
        principal.post(f"{where}name/", {"person": person.pk})
    early = principal.post(f"{where}close/", follow=True).content.decode()
    due(rfp, casey, past())

    principal.post(f"{where}close/")
    consultant.post(f"{where}sign/")
    sealed = consultant.get(where).content.decode()
    said = client.post(f"{where}sign/", follow=True).content.decode()
    paper = principal.get(f"{where}minute/")

    assert "Proposals are due at" in early
    assert "23,680.00" not in sealed
    assert "Prices are open." in said
    assert "$23,680.00" in said
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content == principal.get(f"{where}minute/").content


def test_nobody_opens_alone(opening: Opening, casey: User, bids: list[Bid]) -> None:
    with at_the_desk(casey, opening.rfp):
        sign(opening=opening, person=casey)

    with pytest.raises(BidRefused, match="You signed already"), at_the_desk(casey, opening.rfp):
        sign(opening=opening, person=casey)
    with pytest.raises(BidRefused, match="sealed until two"), at_the_desk(casey, opening.rfp):
        prices_of(bids[0], casey)


def test_who_was_not_named_does_not_sign(opening: Opening, pat: User) -> None:
    with pytest.raises(BidRefused, match="not named"), at_the_desk(pat, opening.rfp):
        sign(opening=opening, person=pat)


@pytest.mark.parametrize(
    ("who", "whose", "match"),
    [
        ("pat", "pat", "only who was named"),  # not named
        ("pat", "casey", "only who was named"),  # in another's name
    ],
)
def test_the_database_takes_signatures_of_who_is_here_and_named_alone(
    opening: Opening, request: pytest.FixtureRequest, who: str, whose: str, match: str
) -> None:
    person, signer = request.getfixturevalue(who), request.getfixturevalue(whose)

    with (
        pytest.raises(DatabaseError, match=match),
        transaction.atomic(),
        at_the_desk(person, opening.rfp),
    ):
        OpeningSignature.objects.create(client_id=opening.client_id, opening=opening, person=signer)


def test_the_worker_signs_for_nobody(opening: Opening, casey: User) -> None:
    with pytest.raises(DatabaseError, match="only who was named"), transaction.atomic():
        OpeningSignature.objects.create(client_id=opening.client_id, opening=opening, person=casey)


def test_before_the_consensus_is_closed_the_database_takes_no_signature(
    rfp: Rfp, bids: list[Bid], casey: User, owen: User, pat: User
) -> None:
    due(rfp, casey, past())
    with at_the_desk(pat, rfp):
        for person in (casey, owen):
            named = name_opener(rfp=rfp, person=person, named_by=pat)

    with (
        pytest.raises(DatabaseError, match="until the technical consensus"),
        transaction.atomic(),
        at_the_desk(casey, rfp),
    ):
        OpeningSignature.objects.create(
            client_id=rfp.client_id, opening=named.opening, person=casey
        )


def test_before_the_hour_the_database_closes_no_consensus(
    rfp: Rfp, bids: list[Bid], casey: User, pat: User
) -> None:
    with at_the_desk(pat, rfp):
        name_opener(rfp=rfp, person=casey, named_by=pat)

    with pytest.raises(DatabaseError, match="after proposals were due"), transaction.atomic():
        PriceOpening.objects.update(closed_at="2020-01-01T00:00Z", closed_by=pat)


def test_two_are_named_before_the_consensus_is_closed(
    rfp: Rfp, bids: list[Bid], casey: User, pat: User
) -> None:
    due(rfp, casey, past())
    with at_the_desk(pat, rfp):
        name_opener(rfp=rfp, person=casey, named_by=pat)
        with pytest.raises(BidRefused, match="two persons at least"):
            close_consensus(rfp=rfp, closed_by=pat)


def test_nobody_is_named_once_somebody_has_signed(opening: Opening, casey: User, pat: User) -> None:
    with at_the_desk(casey, opening.rfp):
        sign(opening=opening, person=casey)

    with pytest.raises(BidRefused, match="was named before"), at_the_desk(pat, opening.rfp):
        name_opener(rfp=opening.rfp, person=pat, named_by=pat)
    with pytest.raises(DatabaseError, match="before anybody signs"), transaction.atomic():
        opening.openers.all().delete()


def test_somebody_of_another_client_is_not_named(rfp: Rfp, stella: User, pat: User) -> None:
    with pytest.raises(BidRefused, match="does not see this client"), at_the_desk(pat, rfp):
        name_opener(rfp=rfp, person=stella, named_by=pat)


def test_a_bid_that_is_late_and_not_admitted_stays_sealed_for_good(
    opening: Opening, bo: BidderPerson, casey: User, owen: User, pat: User
) -> None:
    answer_all(bo, "Late.", price="1")
    late = hand_in(bo, late=True)

    minute = opened(opening, casey, owen)

    assert [(left.bidder, left.state) for left in minute.left_sealed] == [
        ("Birch Telecom", "Late, not admitted")
    ]
    with pytest.raises(BidRefused, match="Prices are open"), at_the_desk(pat, opening.rfp):
        admit(bid=late, because="A storm", admitted_by=pat)


def test_the_minute_stays(opening: Opening, casey: User, owen: User) -> None:
    opened(opening, casey, owen)

    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        PriceOpening.objects.update(minute={})


def test_a_line_without_a_price_is_named_and_makes_no_total(
    rfp: Rfp, bo: BidderPerson, casey: User, owen: User, pat: User
) -> None:
    answer_all(bo, "Fibre.", price="")
    hand_in(bo)
    due(rfp, casey, past())
    with at_the_desk(pat, rfp):
        for person in (casey, owen):
            name_opener(rfp=rfp, person=person, named_by=pat)
        made = close_consensus(rfp=rfp, closed_by=pat)

    [bid] = opened(made, casey, owen).bids

    assert (bid.total, bid.unpriced) == (None, ["P-001"])
