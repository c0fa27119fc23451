"""What was asked of which level, and what was done about it."""

from django.db.models import Q

from clients.models import Issue, IssueStep, Ladder
from retainer.exporting.tables import Column, Table

#: Whoever of the client asks for an export may be of any level.
OF_EVERYBODY = "operating"

TABLES = [
    Table(
        "issues",
        "Issues",
        Issue,
        [
            Column("id", "Identity of the issue.", ("public_id",)),
            Column("title", "The issue."),
            Column("text", "What happened."),
            Column("carrier", "The carrier it is about.", ("carrier__name",)),
            Column("level", "operating, management or executive."),
            Column("state", "open, answered or settled."),
            Column("raised_by", "Who raised it.", ("raised_by__name",)),
            Column("raised_at", "When."),
            Column("asked_at", "Since when its level has been asked."),
            Column("due_at", "When that level's hours are over."),
        ],
        shared=Q(level=OF_EVERYBODY),
    ),
    Table(
        "issue_steps",
        "Every step taken in an issue",
        IssueStep,
        [
            Column("issue_id", "The issue in issues.csv.", ("issue__public_id",)),
            Column("deed", "raised, answered, asked, moved, escalated or settled."),
            Column("words", "What was said."),
            Column("level", "The level it was at afterwards."),
            Column("due_at", "When that level's hours were over."),
            Column("missed_at", "The moment that passed without an answer."),
            Column("actor", "Who did it; the clock where it is empty.", ("actor__name",)),
            Column("at", "When."),
        ],
        shared=Q(issue__level=OF_EVERYBODY),
    ),
    Table(
        "issue_hours",
        "How many open hours each level has to answer",
        Ladder,
        [
            Column("operating", "Hours of the operating level."),
            Column("management", "Hours of management."),
            Column("executive", "Hours of the executives."),
        ],
    ),
]
