"""What a client asked us, what we said and when, and how its people found it."""

import json

from clients.models import PrivateWord, Pulse, PulseSummary, Question, QuestionStep
from retainer.exporting.tables import Column, Table

QUESTION = Column("question_id", "The question in questions.csv.", ("question__public_id",))

TABLES = [
    Table(
        "questions",
        "What was asked at the desk",
        Question,
        [
            Column("id", "Identity of the question.", ("public_id",)),
            Column("subject", "What it is, in a line."),
            Column("about_kind", "What it is about: finding, bill or dispute; empty for neither."),
            Column("about_id", "Identity of that thing."),
            Column("asked_by", "Who asked.", ("asked_by__name",)),
            Column("asked_at", "When."),
            Column("state", "asked, working, answered, closed or reopened."),
            Column("due_at", "By when the first answer was promised."),
            Column("first_word_at", "When the first answer came."),
            Column("next_due_at", "By when the next one is promised."),
        ],
    ),
    Table(
        "question_steps",
        "Every step of the questions",
        QuestionStep,
        [
            QUESTION,
            Column("deed", "asked, working, answered, closed or reopened."),
            Column("words", "What was said."),
            Column("actor", "Who said it.", ("actor__name",)),
            Column("at", "When."),
            Column("due_at", "By when it was promised."),
        ],
    ),
    Table(
        "pulses",
        "What people were asked about the work, and what they answered, from 1 to 5",
        Pulse,
        [
            Column("id", "Identity of the pulse.", ("public_id",)),
            QUESTION,
            Column("issue_id", "The issue in issues.csv.", ("issue__public_id",)),
            Column("quarter", "First day of the quarter, where it is about one."),
            Column("person", "Who was asked.", ("person__name",)),
            Column("asked_at", "When."),
            Column("state", "open, answered, declined or lapsed."),
            Column("good", "How good it was."),
            Column("easy", "How easy it was."),
            Column("words", "What was said about it."),
            Column("answered_at", "When it was answered."),
        ],
        shared=None,
    ),
    Table(
        "pulse_summaries",
        "The pulse of a quarter, as published to the executives",
        PulseSummary,
        [
            Column("quarter", "First day of the quarter."),
            Column("rows", "What was asked about, with its figures, as JSON.", write=json.dumps),
            Column("actions", "What is done about it."),
            Column("published_by", "Who published it.", ("published_by__name",)),
            Column("published_at", "When."),
        ],
    ),
    Table(
        "private_words",
        "What was said to the principals alone",
        PrivateWord,
        [
            Column("pulse_id", "The pulse in pulses.csv.", ("pulse__public_id",)),
            Column("text", "What was said."),
        ],
        shared=None,
    ),
]
