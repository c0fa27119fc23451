"""What was recommended to a client and what it decided, and what of each bill to pay."""

from django.db.models import Q

from billing_audit.models import AdvisedFinding, PaymentAdvice
from clients.models import (
    AdviceNote,
    AdviceOption,
    AdvicePart,
    Decision,
    Deputy,
    Recommendation,
)
from retainer.exporting.tables import Column, Table

RECOMMENDATION = Column(
    "recommendation_id",
    "The recommendation in recommendations.csv.",
    ("recommendation__public_id",),
)
PUBLISHED = Q(published_at__isnull=False)
OF_PUBLISHED = Q(recommendation__published_at__isnull=False)

TABLES = [
    Table(
        "recommendations",
        "What was recommended",
        Recommendation,
        [
            Column("id", "Identity of the recommendation.", ("public_id",)),
            Column("kind", "The decision right it takes."),
            Column("title", "What to decide."),
            Column("found", "What was found."),
            Column("advice", "The advice and its reason."),
            Column("if_nothing", "What happens if nothing is done."),
            Column("monthly", "What a month of waiting costs."),
            Column("money", "Money at stake."),
            Column("currency", "Its currency."),
            Column("carrier", "The carrier it is about.", ("carrier__name",)),
            Column("due_on", "Decide by."),
            Column("state", "draft, open, accepted, declined, deferred, withdrawn, superseded."),
            Column("deferred_until", "Until when it was put off."),
            Column("because", "Why it was withdrawn."),
            Column("supersedes", "The one it takes the place of.", ("supersedes__public_id",)),
            Column("author", "Who wrote it.", ("author__name",)),
            Column("published_at", "When the client was asked."),
            Column("submitted_at", "When it went to the carrier."),
        ],
        shared=PUBLISHED,
    ),
    Table(
        "recommendation_options",
        "The options of each recommendation",
        AdviceOption,
        [
            RECOMMENDATION,
            Column("position", "Its number."),
            Column("title", "The option."),
            Column("text", "What it means."),
            Column("is_advised", "Whether it is the one advised."),
        ],
        shared=OF_PUBLISHED,
    ),
    Table(
        "recommendation_parts",
        "What a recommendation is made of, and could be left out",
        AdvicePart,
        [
            Column("id", "Number of the part in this export.", ("pk",)),
            RECOMMENDATION,
            Column("position", "Its number."),
            Column("title", "What it is."),
            Column("text", "What is wrong."),
            Column("money", "Its money when the client was asked."),
            Column("monthly", "What it costs each month."),
        ],
        shared=OF_PUBLISHED,
    ),
    Table(
        "recommended_findings",
        "Which part of a recommendation is which finding",
        AdvisedFinding,
        [
            Column("part_id", "The part in recommendation_parts.csv.", ("part_id",)),
            Column("finding_id", "The finding in findings.csv.", ("finding__public_id",)),
        ],
        shared=Q(part__recommendation__published_at__isnull=False),
    ),
    Table(
        "recommendation_notes",
        "What the practice noted about recommendations",
        AdviceNote,
        [
            RECOMMENDATION,
            Column("text", "The note."),
            Column("written_by", "Who wrote it.", ("written_by__name",)),
            Column("written_at", "When."),
        ],
        shared=None,
    ),
    Table(
        "decisions",
        "What the client decided",
        Decision,
        [
            RECOMMENDATION,
            Column("outcome", "accepted, declined, deferred or reversed."),
            Column("option", "The option chosen.", ("option__title",)),
            Column("left_out", "Parts left out, by their numbers.", ("left_out",)),
            Column("money", "What was decided about."),
            Column("currency", "Its currency."),
            Column("until", "Until when it was put off."),
            Column("reason", "What was said about it."),
            Column("decided_by", "Who decided.", ("decided_by__name",)),
            Column("right_of", "Whose right it rests on.", ("right_of__name",)),
            Column("limit", "The limit then; empty is none."),
            Column("via", "Where it was decided: page, mail or bulk."),
            Column("decided_at", "When."),
        ],
        order=("decided_at", "pk"),
    ),
    Table(
        "deputies",
        "Who could decide for whom",
        Deputy,
        [
            Column("subject", "The decision right."),
            Column("holder", "Who holds it.", ("holder__name",)),
            Column("deputy", "Who stands in.", ("deputy__name",)),
            Column("first_day", "From."),
            Column("last_day", "Until."),
            Column("limit", "Up to this amount; empty is the holder's own."),
            Column("currency", "Its currency."),
            Column("named_at", "When the deputy was named."),
            Column("revoked_at", "When that was revoked."),
        ],
    ),
    Table(
        "payment_advice",
        "What was advised about paying bills, where a consultant said so",
        PaymentAdvice,
        [
            Column("invoice_id", "The invoice in invoices.csv.", ("invoice_id",)),
            Column("advice", "pay, withhold or hold."),
            Column("withheld", "What is not to be paid."),
            Column("reason", "Why."),
            Column("advised_by", "Who advised.", ("advised_by__name",)),
            Column("advised_at", "When."),
        ],
        order=("advised_at", "pk"),
    ),
]
