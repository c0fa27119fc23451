"""What a client wanted to reach, the values measured on the way, and what served it."""

from django.db.models import Q

from clients.models import Objective, ObjectiveAdvice, ObjectiveProject, Reading
from retainer.exporting.tables import Column, Table

OBJECTIVE = Column("objective_id", "The objective in objectives.csv.", ("objective__public_id",))

TABLES = [
    Table(
        "objectives",
        "What the client wanted to reach",
        Objective,
        [
            Column("id", "Identity of the objective.", ("public_id",)),
            Column("objective", "The objective in a sentence.", ("sentence",)),
            Column("lens", "strategy, cost, control, technology or competition."),
            Column("baseline", "Where it started."),
            Column("target", "What to reach."),
            Column("unit", "What both are measured in."),
            Column("due_on", "Reach it by."),
            Column("owner", "Who of the client owns it.", ("owner__name",)),
            Column("state", "open, met, missed or dropped."),
            Column("closed_on", "When it was closed."),
            Column("because", "Why it was closed so."),
            Column("set_at", "When it was set."),
        ],
    ),
    Table(
        "objective_readings",
        "Values measured for objectives",
        Reading,
        [
            OBJECTIVE,
            Column("day", "Measured on."),
            Column("value", "The value, in the objective's unit."),
            Column("source", "Where it was read."),
            Column("noted_by", "Who noted it.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
        order=("objective", "day"),
    ),
    Table(
        "objective_recommendations",
        "Which recommendations serve which objective",
        ObjectiveAdvice,
        [
            OBJECTIVE,
            Column(
                "recommendation_id",
                "The recommendation in recommendations.csv.",
                ("recommendation__public_id",),
            ),
        ],
        shared=Q(recommendation__published_at__isnull=False),
    ),
    Table(
        "objective_projects",
        "Which projects serve which objective",
        ObjectiveProject,
        [OBJECTIVE, Column("project", "The project by its name.", ("project__name",))],
    ),
]
