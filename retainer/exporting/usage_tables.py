"""Call and usage records, as a client takes them along."""

from billing_audit.models import UsageFile, UsageIssue, UsageRecord
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table

FILE = Column("usage_file", "Name of the file.", ("usage_file__name",))

TABLES = [
    Table(
        "usage_files",
        "Files of call and usage records as they arrived",
        UsageFile,
        [
            Column("name", "Name of the file as it was brought."),
            Column("sha256", "SHA-256 of its bytes."),
            Column("state", "How far it was read: imported, partial, rejected and so on."),
            Column("layout", "The layout it was read by.", ("layout_title",)),
            Column("records", "Records it brought.", ("record_count",)),
            Column("rejected_rows", "Rows that could not be read."),
            Column("brought_at", "When it was brought."),
            file_column("stored"),
        ],
    ),
    Table(
        "usage_records",
        "Calls, messages and data as carriers wrote them down",
        UsageRecord,
        [
            FILE,
            Column(
                "service", "Service number as its carrier writes it.", ("billed_service__number",)
            ),
            Column("started_at", "When it began."),
            Column("kind", "voice, sms, data or other."),
            Column("direction", "in, out or not told."),
            Column("other_party", "Who called or was called."),
            Column("destination", "Where to."),
            Column("duration", "In seconds."),
            Column("quantity", "What else was counted."),
            Column("unit", "What the quantity counts."),
            Column("amount", "What the carrier charges, credits negative."),
            Column("currency", "Of the amount."),
            Column("record_id", "The carrier's own number of the record."),
            Column("status", "How it ended."),
            Column("source_row", "Row of the file."),
        ],
    ),
    Table(
        "unread_usage",
        "Cells of usage files that could not be read",
        UsageIssue,
        [
            FILE,
            Column("row", "Row of the file."),
            Column("column", "Column of the file."),
            Column("value", "What stands there."),
            Column("reason", "Why it could not be read."),
        ],
    ),
]
