"""A request that two bidders have, one of whom takes part."""

from decimal import Decimal

import pytest

from clients.models import Client, User
from rfp.addenda.services import open_addendum
from rfp.bidders.services import invite_bidder
from rfp.gates.services import decide, issue, put_forward, sign
from rfp.models import Addendum, Bidder, Rfp
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.asking import may_sign, written


@pytest.fixture
def rfp(acme: Client, casey: User, owen: User, pat: User) -> Rfp:
    rfp = written(acme, casey, owen)
    may_sign(owen, acme)
    candidate = put_forward(rfp=rfp, money=Decimal(120_000), kind="contract", put_by=casey)
    with at_the_portal(owen):
        sign(candidate=candidate, person=owen)
        decide(candidate=candidate, outcome="approved", decided_by=owen)
    issue(candidate=candidate, issued_by=pat)
    rfp.refresh_from_db()
    return rfp


@pytest.fixture
def birch(rfp: Rfp, pat: User) -> Bidder:
    return invite_bidder(
        rfp=rfp, company="Birch Telecom", name="Bo Birk", email="bo@birch.test", invited_by=pat
    )


@pytest.fixture
def addendum(rfp: Rfp, pat: User) -> Addendum:
    return open_addendum(rfp=rfp, opened_by=pat)
