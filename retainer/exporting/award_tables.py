"""Awards as they were put to the client, the client's word, and the letters to bidders."""

from retainer.exporting.tables import Column, Table
from rfp.models import Award, AwardApproval, AwardedContract, AwardLetter, AwardLink

AWARD = Column("award_id", "The award in awards.csv.", ("award__public_id",))

TABLES = [
    Table(
        "awards",
        "Awards as they were put to the client",
        Award,
        [
            Column("id", "Identity of the award.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv.", ("evaluation__rfp__public_id",)),
            Column("number", "Which proposal of an award."),
            Column("bidder", "Number of the bidder in bidders.csv.", ("contender__number",)),
            Column("reasons", "Why."),
            Column("paper", "Everything the paper says, as JSON."),
            Column("digest", "The SHA-256 of it."),
            Column("kind", "The right it takes to approve."),
            Column("money", "Price over the term."),
            Column("currency", "Of that price."),
            Column("put_by", "Who put it to the client.", ("put_by__name",)),
            Column("put_at", "When."),
            Column("withdrawn_by", "Who took it back.", ("withdrawn_by__name",)),
            Column("withdrawn_at", "When."),
            Column("because", "Why it was taken back."),
            Column("announced_by", "Who told the bidders.", ("announced_by__name",)),
            Column("announced_at", "When."),
        ],
        order=("evaluation", "number"),
    ),
    Table(
        "award_approvals",
        "The client's word on awards",
        AwardApproval,
        [
            AWARD,
            Column("outcome", "approved or declined."),
            Column("reason", "Why."),
            Column("decided_by", "Who.", ("decided_by__name",)),
            Column("right_of", "By whose right.", ("right_of__name",)),
            Column("limit", "Its limit then; empty is without limit."),
            Column("decided_at", "When."),
        ],
        order=("award",),
    ),
    Table(
        "award_letters",
        "What each bidder was told of the award",
        AwardLetter,
        [
            AWARD,
            Column("bidder", "Number of the bidder in bidders.csv.", ("bidder__number",)),
            Column("is_winner", "Whether it is awarded."),
            Column("told", "What it says, as JSON."),
            Column("written_at", "When."),
        ],
        order=("award", "bidder__number"),
    ),
    Table(
        "awarded_contracts",
        "What awards became",
        AwardedContract,
        [
            AWARD,
            Column("contract_id", "The contract in contracts.csv.", ("contract__public_id",)),
            Column("relationship", "Whose duties they are.", ("relationship__name",)),
            Column("begins_on", "First day of the term."),
            Column("made_by", "Who made it.", ("made_by__name",)),
            Column("made_at", "When."),
        ],
        order=("award",),
    ),
    Table(
        "award_links",
        "What of a request and its answer became which rate, obligation or metric",
        AwardLink,
        [
            Column("award_id", "The award in awards.csv.", ("awarded__award__public_id",)),
            Column("code", "Of the request, such as R-014, P-003 or M-001."),
            Column("answer", "What the winner answered, in words."),
            Column("rate_id", "The rate in rates.csv.", ("rate__public_id",)),
            Column("obligation_id", "The duty in obligations.csv.", ("obligation__public_id",)),
            Column("metric_id", "The metric in metrics.csv.", ("metric__public_id",)),
        ],
        order=("awarded", "code", "pk"),
    ),
]
