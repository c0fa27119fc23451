"""A request of Acme's, and one that waits for Acme's word."""

from decimal import Decimal

import pytest

from clients.models import Client, User
from rfp.gates.services import put_forward
from rfp.models import IssueCandidate, Rfp
from tests.rfp.asking import may_sign, written


@pytest.fixture
def rfp(acme: Client, casey: User, owen: User) -> Rfp:
    return written(acme, casey, owen)


@pytest.fixture
def candidate(rfp: Rfp, casey: User, owen: User, acme: Client) -> IssueCandidate:
    may_sign(owen, acme)
    return put_forward(rfp=rfp, money=Decimal(120_000), kind="contract", put_by=casey)
