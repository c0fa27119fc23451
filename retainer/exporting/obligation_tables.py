"""What each party owes, every time it was done, and what both sides mean by it."""

from clients.models import Fulfilment, Obligation, Restatement, Verdict
from retainer.exporting.tables import Column, Table

OBLIGATION = Column("obligation_id", "The obligation in obligations.csv.",
                    ("obligation__public_id",))  # fmt: skip

TABLES = [
    Table(
        "obligations",
        "What each party owes",
        Obligation,
        [
            Column("id", "Identity of the obligation.", ("public_id",)),
            Column(
                "relationship_id",
                "The relationship in relationships.csv.",
                ("relationship__public_id",),
            ),
            Column("obligation", "What is owed.", ("what",)),
            Column("owes", "us (the practice), provider or client."),
            Column("clause", "Where it was agreed."),
            Column("evidence", "What shows that it was done."),
            Column("first_on", "The first time."),
            Column("rule", "The rule (RFC 5545) by which it comes again; empty when it is once."),
            Column("working_day", "Due on this working day from each day of the rule."),
            Column("next_due", "When it is due next."),
            Column("is_active", "Whether it is owed."),
            Column("set_at", "When it was set."),
        ],
    ),
    Table(
        "obligations_met",
        "Every time an obligation was met",
        Fulfilment,
        [
            OBLIGATION,
            Column("due_on", "The day it was due."),
            Column("done_on", "The day it was done."),
            Column("evidence", "What shows it."),
            Column("link", "Where that is."),
            Column("done_by", "Who noted it.", ("done_by__name",)),
            Column("done_at", "When it was noted."),
            Column("taken_back_at", "When it was taken back."),
        ],
        order=("obligation", "due_on"),
    ),
    Table(
        "obligations_restated",
        "Obligations in the words of each side",
        Restatement,
        [
            OBLIGATION,
            Column("side", "us or client."),
            Column("words", "What it means to them."),
            Column("written_by", "Who wrote it.", ("written_by__name",)),
            Column("written_at", "When."),
        ],
        order=("obligation", "id"),
    ),
    Table(
        "obligations_compared",
        "Whether both sides mean the same",
        Verdict,
        [
            OBLIGATION,
            Column("ours", "The practice's words.", ("ours__words",)),
            Column("theirs", "The client's words.", ("theirs__words",)),
            Column("is_same", "Whether they mean the same."),
            Column("issue_id", "The issue in issues.csv.", ("issue__public_id",)),
            Column("judged_by", "Who compared them.", ("judged_by__name",)),
            Column("judged_at", "When."),
        ],
        order=("obligation", "id"),
    ),
]
