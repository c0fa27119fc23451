"""How a relationship is governed: the draft, what was published, who acknowledged it."""

from clients.models import PlaybookAcknowledgement, PlaybookDraft, PlaybookVersion
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table

RELATIONSHIP = Column(
    "relationship_id", "The relationship in relationships.csv.", ("relationship__public_id",)
)

TABLES = [
    Table(
        "playbook_drafts",
        "Texts of the next version of each playbook",
        PlaybookDraft,
        [
            RELATIONSHIP,
            Column("framework", "Markdown."),
            Column("operating_model", "Markdown."),
            Column("processes", "Markdown."),
            Column("changed_by", "Who wrote last.", ("changed_by__name",)),
            Column("changed_at", "When."),
        ],
        order=("relationship",),
        shared=None,
    ),
    Table(
        "playbooks",
        "Versions of playbooks as they were published",
        PlaybookVersion,
        [
            Column("id", "Identity of the version.", ("public_id",)),
            RELATIONSHIP,
            Column("number", "Which version."),
            Column("contents", "Everything it says, as JSON."),
            Column("contents_sha256", "The sha256 of these contents."),
            Column("published_by", "Who published it.", ("published_by__name",)),
            Column("published_at", "When."),
            file_column("pdf"),
        ],
        order=("relationship", "number"),
    ),
    Table(
        "playbooks_acknowledged",
        "Who acknowledged which version",
        PlaybookAcknowledgement,
        [
            Column("playbook_id", "The version in playbooks.csv.", ("version__public_id",)),
            Column("side", "us or client."),
            Column("person", "Who acknowledged it.", ("person__name",)),
            Column("at", "When."),
        ],
        order=("version", "side"),
    ),
]
