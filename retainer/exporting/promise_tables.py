"""What was promised, and whether it was kept."""

from clients.models import Promise
from retainer.exporting.tables import Column, Table

TABLES = [
    Table(
        "promises",
        "Promises",
        Promise,
        [
            Column("id", "Identity of the promise.", ("public_id",)),
            Column("promised_by", "Who promised."),
            Column("carrier", "The carrier they are of.", ("carrier__name",)),
            Column("words", "What was promised."),
            Column("written_in", "Where it is written."),
            Column("promised_on", "The day it was promised."),
            Column("due_on", "To be kept by."),
            Column("state", "open, kept or broken."),
            Column("evidence", "What proves it."),
            Column("judged_by", "Who said so.", ("judged_by__name",)),
            Column("judged_at", "When."),
            Column("issue", "The issue that was raised for it.", ("issue__title",)),
            Column("noted_by", "Who wrote it down.", ("noted_by__name",)),
            Column("noted_at", "When."),
        ],
    ),
]
