"""Call and usage records, as a client takes them along."""

from billing_audit.models import (
    DeckRate,
    DeckVersion,
    RateDeck,
    UsageFile,
    UsageIssue,
    UsageRecord,
)
from retainer.exporting.files import file_column
from retainer.exporting.tables import Column, Table

FILE = Column("usage_file", "Name of the file.", ("usage_file__name",))

DECK = Column("deck", "Name of the deck.", ("name",))

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
    Table(
        "rate_decks",
        "Rules by which calls are priced",
        RateDeck,
        [
            Column("carrier", "The carrier's name.", ("carrier__name",)),
            DECK,
            Column("contract", "Number of the contract.", ("contract__number",)),
            Column("currency", "Currency of the prices."),
            Column("zone", "Time zone of the carrier's clock."),
            Column("home_code", "Country code of numbers written without one."),
            Column("rounding_method", "up, middle or down."),
            Column("rounding_decimals", "Decimals that amounts are rounded to."),
            Column("rounds_each_call", "Whether each call is rounded, or the sum."),
            Column("included_minutes", "Included minutes a month."),
            Column("pool", "Who shares them: service, account or deck."),
            Column("bands", "Named parts of the week."),
        ],
    ),
    Table(
        "deck_versions",
        "Prices of decks by the days they hold",
        DeckVersion,
        [
            Column("deck", "Name of the deck.", ("deck__name",)),
            Column("valid_from", "First day they hold.", ("valid__startswith",)),
            Column("valid_before", "The day after the last day they hold.", ("valid__endswith",)),
            Column("source", "Name of the file they were read from."),
            Column("sha256", "SHA-256 of its bytes."),
            Column("prices", "How many there are.", ("row_count",)),
            Column("loaded_at", "When they were loaded."),
        ],
    ),
    Table(
        "deck_prices",
        "What a minute costs by where the number called begins",
        DeckRate,
        [
            Column("deck", "Name of the deck.", ("version__deck__name",)),
            Column("valid_from", "First day it holds.", ("version__valid__startswith",)),
            Column("prefix", "What the number begins with."),
            Column("destination", "Where that is."),
            Column("band", "Part of the week; empty at any other time."),
            Column("from_minutes", "Holds once so many minutes of the month are used."),
            Column("rate", "Price of a minute."),
            Column("connect_fee", "Once a call."),
            Column("minimum", "Shortest time charged, in seconds."),
            Column("increment", "Steps behind it, in seconds."),
        ],
        owner="version__client",
        order=("version", "prefix", "band", "from_minutes"),
    ),
]
