"""A request of Acme's whose proposals were judged, and which was awarded."""

from decimal import Decimal
from typing import Any

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.award import services
from rfp.evaluation import claims, pricing
from rfp.models import Claim, PriceTerm, Ramp
from tests.rfp.evaluation import tender


def judged(client: Client, casey: User, owen: User, pat: User) -> dict[str, Any]:
    """What stands in the addresses of evaluations."""
    rfp = tender.issued_request(client, casey, owen, reference="ACM-2026-40")
    tender.hand_in(rfp, pat, cheaper=100)
    evaluation = tender.prepared(rfp, casey, casey, owen, pat)
    tender.let_time_pass(rfp)
    evaluation = tender.opened(evaluation, casey)
    for number in (1, 2):
        tender.give(evaluation.evaluators.get(person=casey), number, R002=8, R003=4)
    tender.decide_gates(evaluation, casey)
    evaluation = tender.close(evaluation, casey, casey, owen)
    tender.open_prices(evaluation, owen, casey)
    birch = evaluation.contenders.get(number=1)
    birch.evaluation = evaluation
    claim = claims.note_claim(
        evaluation=evaluation,
        claim=Claim(contender=birch, words="Two ducts.", wanted="document"),
        noted_by=casey,
    )
    claim.refresh_from_db(fields=["public_id"])
    ramp = pricing.add_ramp(
        evaluation=evaluation,
        ramp=Ramp(line="P-001", month=13, quantity=Decimal(2), why="A second depot"),
        added_by=casey,
    )
    term = pricing.add_term(
        contender=birch,
        term=PriceTerm(kind="credit", month=1, amount=Decimal(50), source="Page 3"),
        added_by=casey,
    )
    award = services.put(
        evaluation=evaluation, contender=birch, reasons="Best.", kind="dispute", put_by=casey
    )
    with acting_as("portal", clients=[client.pk], user_id=owen.pk):
        services.decide(award=award, outcome="approved", decided_by=owen)
    services.announce(award=award, announced_by=pat)
    return {
        "award": award.public_id,
        "evaluation": evaluation.public_id,
        "evaluator": evaluation.evaluators.get(person=pat).pk,
        "contender_number": 1,
        "criterion_code": "R-002",
        "claim": claim.public_id,
        "partner_area": "finance",
        "ramp": ramp.pk,
        "price_term": term.pk,
    }
