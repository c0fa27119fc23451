"""What the export says of addenda: what changed after a request was issued, and who knows."""

from retainer.exporting.tables import Column, Table
from rfp.models import Acknowledgement, Addendum, Rationale

ADDENDUM = Column("addendum_id", "The addendum in rfp_addenda.csv.", ("addendum__public_id",))

TABLES = [
    Table(
        "rfp_addenda",
        "Addenda of requests",
        Addendum,
        [
            Column("id", "Identity of the addendum.", ("public_id",)),
            Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",)),
            Column("number", "Counted by request."),
            Column("from_version", "What bidders had before.", ("before__number",)),
            Column(
                "to_version", "What they have since; empty while it is open.", ("after__number",)
            ),
            Column("summary", "What changes, in a sentence."),
            Column("days", "Days that bidders have left at least after a change of substance."),
            Column("opened_by", "Who opened it.", ("opened_by__name",)),
            Column("opened_at", "When."),
            Column("published_by", "Who sent it.", ("published_by__name",)),
            Column("published_at", "When."),
        ],
        order=("rfp", "number"),
    ),
    Table(
        "rfp_addendum_reasons",
        "Why pieces of requests changed",
        Rationale,
        [
            ADDENDUM,
            Column("piece", "The piece as R-014, or the name of a fact of the request.", ("key",)),
            Column("because", "Why it changes."),
            Column(
                "is_substantive",
                "Whether an answer rests on it by a person's word; empty follows the rule.",
            ),
        ],
        order=("addendum", "key"),
    ),
    Table(
        "rfp_addendum_acknowledgements",
        "Who acknowledged addenda",
        Acknowledgement,
        [
            ADDENDUM,
            Column("bidder_id", "The bidder in rfp_bidders.csv.", ("bidder__public_id",)),
            Column("person", "Who of it.", ("person__name",)),
            Column("at", "When."),
        ],
        order=("addendum", "bidder"),
    ),
]
