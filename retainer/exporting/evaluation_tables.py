"""How proposals were judged: by whom, by which rules, and what came of it.

No score leaves before the meeting has opened it: not even the practice's own export has one.
"""

from typing import Any

from django.db.models import Q

from retainer.exporting.tables import Column, Table
from rfp.models import (
    AgreedScore,
    Claim,
    Contender,
    Criterion,
    Evaluation,
    Evaluator,
    GateVerdict,
    LineEarning,
    PartnerFinding,
    PriceTerm,
    Ramp,
    Score,
)

OPENED = ("meeting", "consensus")
#: A client's people who were not named read it once consensus is closed.
SETTLED = Q(evaluation__state="consensus")
RFP = Column("rfp_id", "The request in rfps.csv.", ("evaluation__rfp__public_id",))
REQUIREMENT = Column("requirement", "Its code.", ("criterion__code",))
BIDDER = Column("bidder", "Number of the bidder in bidders.csv.", ("contender__number",))


def opened(_client: Any) -> Q:
    return Q(evaluation__state__in=OPENED)


TABLES = [
    Table(
        "evaluations",
        "Evaluations of proposals",
        Evaluation,
        [
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            Column("state", "prepared, scoring, meeting or consensus."),
            Column("version", "Version of the request that is answered.", ("version__number",)),
            Column("scale", "Points for the best answer."),
            Column("spread", "Percent of the scale above which a reason is needed."),
            Column("discount", "Percent a year for present values."),
            Column("is_anonymous", "Whether names were kept from evaluators."),
            Column("prepared_by", "Who prepared it.", ("prepared_by__name",)),
            Column("prepared_at", "When."),
            Column("scoring_at", "When scoring was opened."),
            Column("meeting_at", "When scores were locked and opened to all."),
            Column("meeting_because", "Why, although scores were missing."),
            Column("consensus_at", "When consensus was closed."),
            Column("consensus_by", "By whom.", ("consensus_by__name",)),
        ],
        order=("rfp",),
    ),
    Table(
        "evaluators",
        "Who evaluates which requirements",
        Evaluator,
        [
            RFP,
            Column("name", "Who."),
            Column("groups", "Groups of requirements; none means all."),
            Column("scored", "How many scores there are."),
            Column("submitted_at", "When they handed in."),
            Column("named_by", "Who named them.", ("named_by__name",)),
            Column("named_at", "When."),
        ],
        order=("evaluation", "pk"),
    ),
    Table(
        "evaluation_criteria",
        "Requirements as they are judged",
        Criterion,
        [
            RFP,
            Column("code", "Its code, such as R-014."),
            Column("section", "Its section."),
            Column("title", "Its title."),
            Column("text", "What is asked."),
            Column("level", "mandatory, scored or information."),
            Column("weight", "0 to 10."),
            Column("most", "Points for the best answer."),
            Column("group", "Who scores it."),
            Column("help", "Help for who scores it."),
            Column("evidence", "What shall prove the answer."),
        ],
        order=("evaluation", "position"),
        shared=SETTLED,
    ),
    Table(
        "evaluated_proposals",
        "Proposals with their answers as they were judged",
        Contender,
        [
            RFP,
            Column("number", "Number of the bidder in bidders.csv."),
            Column("name", "What evaluators call it."),
            Column("answers", "Answers by requirement, as JSON."),
        ],
        order=("evaluation", "number"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_scores",
        "What each evaluator gave",
        Score,
        [
            RFP,
            BIDDER,
            REQUIREMENT,
            Column("evaluator", "Who.", ("person__name",)),
            Column("points", "Points."),
            Column("remark", "Why."),
            Column("saved_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
        within=opened,
    ),
    Table(
        "evaluation_consensus",
        "What meetings agreed on",
        AgreedScore,
        [
            RFP,
            BIDDER,
            REQUIREMENT,
            Column("points", "Points."),
            Column("is_mean", "Whether it is the mean, as nothing was agreed."),
            Column("reason", "Why."),
            Column("said_by", "Who wrote it down.", ("said_by__name",)),
            Column("said_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_gates",
        "Whether proposals meet mandatory requirements",
        GateVerdict,
        [
            RFP,
            BIDDER,
            REQUIREMENT,
            Column("passes", "Whether it is met; the latest word counts."),
            Column("reason", "Why."),
            Column("decided_by", "Who.", ("decided_by__name",)),
            Column("decided_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_quantities",
        "Quantities that change within the term, for all bidders",
        Ramp,
        [
            RFP,
            Column("line", "The price line."),
            Column("month", "From which month."),
            Column("quantity", "How many."),
            Column("why", "Why."),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("evaluation", "line", "month"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_price_terms",
        "Terms of offers that cost or save",
        PriceTerm,
        [
            RFP,
            BIDDER,
            Column("kind", "escalator, step, commitment or credit."),
            Column("line", "The price line; empty means all."),
            Column("month", "From or in which month."),
            Column("amount", "Percent or money."),
            Column("source", "Where it is written."),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_earnings",
        "Where bidders earn on price lines",
        LineEarning,
        [
            RFP,
            BIDDER,
            Column("line", "The price line."),
            Column("earns", "equipment, service, labour or pass_through."),
            Column("source", "Where it is written."),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_claims",
        "What bidders claim, and who verified it",
        Claim,
        [
            RFP,
            BIDDER,
            REQUIREMENT,
            Column("words", "What it claims."),
            Column("wanted", "What would prove it."),
            Column("state", "claimed, verified or refuted."),
            Column("evidence", "What was seen."),
            Column("verified_by", "Who saw it.", ("verified_by__name",)),
            Column("verified_at", "When."),
            Column("promise_id", "The same in promises.csv.", ("promise__public_id",)),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
    Table(
        "evaluation_partners",
        "Bidders as partners, area by area",
        PartnerFinding,
        [
            RFP,
            BIDDER,
            Column("area", "structure, finance, record, culture, drivers or risk."),
            Column("points", "0 to 10."),
            Column("evidence", "What it rests on."),
            Column("risk", "The risk, if any."),
            Column("action", "What is done about it."),
            Column("said_by", "Who says so.", ("said_by__name",)),
            Column("said_at", "When."),
        ],
        order=("evaluation", "pk"),
        shared=SETTLED,
    ),
]
