"""A tender as its proposals are judged, from the hour they were due to the opening of prices."""

import pytest

from clients.models import Client, User
from rfp.models import Evaluation, Rfp
from tests.rfp.evaluation import tender


@pytest.fixture
def rfp(acme: Client, casey: User, owen: User, pat: User) -> Rfp:
    rfp = tender.issued_request(acme, casey, owen)
    tender.hand_in(rfp, pat)
    return rfp


@pytest.fixture
def evaluation(rfp: Rfp, casey: User, owen: User) -> Evaluation:
    """Casey and Owen score, the proposals were due, and scoring is open."""
    evaluation = tender.prepared(rfp, casey, casey, owen)
    tender.let_time_pass(rfp)
    return tender.opened(evaluation, casey)


@pytest.fixture
def scored(evaluation: Evaluation, casey: User, owen: User) -> Evaluation:
    """Casey prefers Birch, Owen prefers Cedar; gates are decided."""
    for person, repair, support in ((casey, (9, 6, 5), (4, 3, 2)), (owen, (7, 9, 5), (3, 5, 2))):
        evaluator = evaluation.evaluators.get(person=person)
        for number in (1, 2, 3):
            tender.give(evaluator, number, R002=repair[number - 1], R003=support[number - 1])
    tender.decide_gates(evaluation, casey)
    return evaluation


@pytest.fixture
def settled(scored: Evaluation, casey: User, owen: User) -> Evaluation:
    return tender.close(scored, casey, casey, owen)


@pytest.fixture
def priced(settled: Evaluation, casey: User, owen: User) -> Evaluation:
    tender.open_prices(settled, owen, casey)
    return settled
