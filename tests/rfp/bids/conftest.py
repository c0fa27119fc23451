"""A request that bidders have, and two of them."""

import pytest

from clients.models import Client, User
from rfp.bidders.services import invite_bidder
from rfp.models import Bidder, BidderPerson, Rfp
from tests.rfp.bids.making import issued


@pytest.fixture
def rfp(acme: Client, casey: User, owen: User) -> Rfp:
    return issued(acme, casey, owen, reference="ACM-2026-01")


@pytest.fixture
def birch(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp,
        company="Birch Telecom",
        name="Bo Birk",
        email="bo@birch.test",
        invited_by=pat,
        time_zone="America/Chicago",
    )


@pytest.fixture
def bo(birch: Bidder) -> BidderPerson:
    return birch.people.select_related("bidder").get()


@pytest.fixture
def cy(cedar: Bidder) -> BidderPerson:
    return cedar.people.select_related("bidder").get()
