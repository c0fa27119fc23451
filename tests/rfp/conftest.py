"""A request and two bidders."""

import pytest

from clients.models import Client, User
from rfp.bidders.services import invite_bidder
from rfp.models import Bidder, Rfp


@pytest.fixture
def rfp(acme: Client, pat: User) -> Rfp:
    return Rfp.objects.create(
        client=acme,
        reference="ACM-2026-01",
        title="Access for two sites",
        lead=pat,
        made_by=pat,
        contact="buyer@acme.test",
        time_zone="America/Chicago",
    )


@pytest.fixture
def birch(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Birch Telecom", name="Bo Birk", email="bo@birch.test", invited_by=pat
    )


@pytest.fixture
def cedar(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Cedar Networks", name="Cy Cane", email="cy@cedar.test", invited_by=pat
    )
