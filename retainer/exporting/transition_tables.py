"""Transitions: their milestones, what each side said of them, and what must be true."""

from clients.models import ColourWord, Criterion, Milestone, Transition
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "transitions",
        "Transitions",
        Transition,
        [
            Column("id", "Identity of the transition.", ("public_id",)),
            Column("name", "What changes."),
            Column("provider", "Who carries it out."),
            Column("ready_on", "The day it goes live."),
            Column("verdict", "go or no_go; empty until it is decided."),
            Column("opened_by", "Who opened it.", ("opened_by__name",)),
        ],
    ),
    Table(
        "milestones",
        "Milestones of transitions",
        Milestone,
        [
            Column("id", "Identity of the milestone.", ("public_id",)),
            Column("transition", "The transition it is of.", ("transition__public_id",)),
            Column("name", "The milestone."),
            Column("whose", "provider, client or practice: whose task it is."),
            Column("due_on", "The day it is due."),
            Column("done_on", "The day it was done."),
            Column("provider_colour", "green, amber or red, as the provider says."),
            Column("client_colour", "green, amber or red, as the client says."),
        ],
    ),
    Table(
        "milestone_words",
        "What each side said of milestones",
        ColourWord,
        [
            Column("milestone", "The milestone.", ("milestone__public_id",)),
            Column("side", "provider or client."),
            Column("colour", "green, amber or red."),
            Column("source", "Where the provider says so; why the client does."),
            Column("actor", "Who said or recorded it.", ("actor__name",)),
            Column("at", "When."),
        ],
    ),
    Table(
        "go_criteria",
        "What must be true before a transition goes live",
        Criterion,
        [
            Column("transition", "The transition.", ("transition__public_id",)),
            Column("words", "What must be true."),
            Column("state", "open, met or not_met."),
            Column("evidence", "What proves it."),
            Column("judged_by", "Who said so.", ("judged_by__name",)),
            Column("judged_at", "When."),
        ],
    ),
]
