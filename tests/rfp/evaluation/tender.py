"""A request whose proposals were due, with three bids of which one does not meet a gate."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import invite_bidder
from rfp.bids import opening
from rfp.bids.enveloping import keep_bid
from rfp.evaluation import beginning, meeting, scoring
from rfp.evaluation.handed_in import proposals_of
from rfp.models import (
    Bidder,
    Evaluation,
    Evaluator,
    Rfp,
    RfpRequirement,
)
from rfp.sourcing import declaring
from tests.rfp.asking import sent, written

MONTHLY, ONCE = "Monthly price, USD", "One-time price, USD"
#: Company, what it says of two paths, and its monthly price.
BIDS = (
    ("Birch Telecom", "Comply as standard", "1000"),
    ("Cedar Networks", "Comply by subcontractor", "1120"),
    ("Dogwood Fiber", "Do not comply", "600"),
)


def issued_request(client: Client, by: User, owner: User, **facts: Any) -> Rfp:
    """A gate, a requirement for all and one for the service group with a scale of its own."""
    rfp = written(client, by, owner, **facts)
    section = rfp.sections.get()
    RfpRequirement.objects.create(
        client=client,
        rfp=rfp,
        changed_by=by,
        number=3,
        position=3,
        section=section,
        title="Support",
        text="The Provider must answer within 15 minutes.",
        level="scored",
        category="support",
        weight=6,
        group="service",
        scorer="Score 0 to 5; 5 is a named engineer at any hour.",
    )
    sent(rfp, by, number=2)
    rfp.state = Rfp.State.ISSUED
    rfp.save(update_fields=["state"])
    return rfp


def hand_in(rfp: Rfp, by: User, *, cheaper: int = 1) -> list[Bidder]:
    """Three companies come in and hand in, at the prices above or so many times cheaper."""
    version, bidders = rfp.versions.get(number=2), []
    for company, paths, monthly in BIDS:
        mail = f"{company.split()[0].lower()}@bid.test"
        bidder = invite_bidder(rfp=rfp, company=company, name=company, email=mail, invited_by=by)
        person = bidder.people.get()
        contents: dict[str, Any] = {
            "answers": {
                "Requirements": {
                    "R-001": {"Answer": paths, "Explanation": "By two ducts."},
                    "R-002": {"Answer": "Comply as standard", "Explanation": "Within 4 hours."},
                    "R-003": {"Answer": "Comply with configuration"},
                },
                "Prices": {"P-001": {MONTHLY: str(int(monthly) // cheaper), ONCE: "0"}},
            },
            "exceptions": [],
            "confidential": [],
        }
        with acting_as("bidder", user_id=person.pk, rfp=rfp.pk, bidder=bidder.pk):
            keep_bid(
                rfp=rfp,
                bidder=bidder,
                version=version,
                contents=contents,
                is_late=False,
                person=person,
            )
        bidders.append(bidder)
    return bidders


def let_time_pass(rfp: Rfp) -> None:
    """The hour at which proposals were due is over, by the version that bidders have last."""
    rfp.steps.filter(kind="due").update(at=timezone.now() - timedelta(minutes=5))
    sent(rfp, rfp.lead, number=3)


def declare(rfp: Rfp, *people: User) -> None:
    """Each says that they have no interest."""
    for person in people:
        declaring.declare(decision=rfp.decision, person=person, has_interest=False, what="")


def prepared(rfp: Rfp, by: User, *people: User, **rules: Any) -> Evaluation:
    """An evaluation with these evaluators, who declared."""
    evaluation = beginning.prepare(rfp=rfp, rules=beginning.Rules(**rules), prepared_by=by)
    for person in people:
        beginning.name_evaluator(evaluation=evaluation, person=person, groups=[], named_by=by)
    declare(rfp, *people)
    return evaluation


def opened(evaluation: Evaluation, by: User) -> Evaluation:
    """Scoring is open."""
    return beginning.open_scoring(
        evaluation=evaluation, proposals=proposals_of(evaluation.rfp, by), opened_by=by
    )


def give(evaluator: Evaluator, number: int, **points: Any) -> None:
    """Score answers of one bidder, such as R002=8."""
    evaluation = evaluator.evaluation
    criteria = {each.code.replace("-", ""): each for each in evaluation.criteria.all()}
    scoring.save_scores(
        evaluator=evaluator,
        contender=evaluation.contenders.get(number=number),
        given={criteria[code]: (Decimal(str(value)), "") for code, value in points.items()},
    )


def decide_gates(evaluation: Evaluation, by: User) -> None:
    """Two meet the gate, the third does not."""
    gate = evaluation.criteria.get(level="mandatory")
    gate.evaluation = evaluation
    for contender in evaluation.contenders.all():
        scoring.decide_gate(
            criterion=gate,
            contender=contender,
            passes=contender.number < 3,
            reason="It says so." if contender.number < 3 else "It offers one path alone.",
            decided_by=by,
        )


def close(evaluation: Evaluation, by: User, *openers: User) -> Evaluation:
    """Hold the meeting, agree on what is far apart, and close consensus."""
    evaluation = meeting.open_meeting(evaluation=evaluation, because="Time is up.", opened_by=by)
    for person in openers:
        opening.name_opener(rfp=evaluation.rfp, person=person, named_by=by)
    return meeting.close_consensus(evaluation=evaluation, closed_by=by)


def open_prices(evaluation: Evaluation, *openers: User) -> None:
    """Each of those who were named signs as the person they are."""
    for person in openers:
        kind = "portal" if person.is_client_user else "staff"
        with acting_as(kind, clients=[evaluation.client_id], user_id=person.pk):
            opening.sign(opening=evaluation.rfp.price_opening, person=person)


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser
