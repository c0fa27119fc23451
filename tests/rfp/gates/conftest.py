"""A request of Acme's, and one that waits for Acme's word."""

from decimal import Decimal

import pytest

from clients.models import Client, User
from rfp.gates.services import decide, issue, put_forward, sign
from rfp.models import IssueCandidate, IssuedVersion, Rfp
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.asking import may_sign, written


@pytest.fixture
def rfp(acme: Client, casey: User, owen: User) -> Rfp:
    return written(acme, casey, owen)


@pytest.fixture
def candidate(rfp: Rfp, casey: User, owen: User, acme: Client) -> IssueCandidate:
    may_sign(owen, acme)
    return put_forward(rfp=rfp, money=Decimal(120_000), kind="contract", put_by=casey)


@pytest.fixture
def approved(candidate: IssueCandidate, owen: User) -> IssueCandidate:
    with at_the_portal(owen):
        sign(candidate=candidate, person=owen)
        decide(candidate=candidate, outcome="approved", decided_by=owen)
    return candidate


@pytest.fixture
def version(approved: IssueCandidate, pat: User) -> IssuedVersion:
    return issue(candidate=approved, issued_by=pat)
