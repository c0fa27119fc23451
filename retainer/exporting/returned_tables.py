"""Documents that came back, and each of their changes with what we say of it."""

from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table
from rfp.models import ReturnedChange, ReturnedDocument

TABLES = [
    Table(
        "returned_documents",
        "Documents that came back",
        ReturnedDocument,
        [
            Column("document_id", "The document.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv, if it is one's.", ("rfp__public_id",)),
            Column("version", "The version that was issued.", ("version__number",)),
            Column("sender", "Who sent it back."),
            file_column("issued", "issued"),
            file_column("returned", "returned"),
            file_column("redline", "redline"),
            Column("compared_by", "Who compared it.", ("compared_by__name",)),
            Column("compared_at", "When."),
        ],
        order=("compared_at", "pk"),
        shared=None,
    ),
    Table(
        "returned_changes",
        "Changes of documents that came back",
        ReturnedChange,
        [
            Column(
                "document_id", "The document in returned_documents.csv.", ("document__public_id",)
            ),
            Column("number", "Its number in the document."),
            Column("kind", "What happened."),
            Column("part", "In which part."),
            Column("place", "Where."),
            Column("before", "As it was sent."),
            Column("after", "As it came back."),
            Column("is_disclosed", "Whether it was tracked."),
            Column("state", "What we say of it."),
            Column("note", "What we noted."),
            Column("judged_by", "Who said so last.", ("judged_by__name",)),
            Column("judged_at", "When."),
        ],
        order=("document", "number"),
        shared=None,
    ),
]
