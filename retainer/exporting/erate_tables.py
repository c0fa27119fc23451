"""Requests under E-rate: their posting, and what changed since."""

from retainer.exporting.rfp_tables import PUT_FORWARD, RFP
from retainer.exporting.tables import Column, Table
from rfp.models import ErateChange, EratePosting

TABLES = [
    Table(
        "rfp_erate_postings",
        "Postings under E-rate",
        EratePosting,
        [
            RFP,
            Column("form_470", "The number of the Form 470."),
            Column("posted_on", "Since when form and request were both posted."),
            Column("days", "Full days that bidders have at least."),
            Column("signed_on", "When the contract was signed."),
            Column("last_service_on", "The last day of service; papers are kept ten years more."),
            Column("kept_by", "Who noted it last.", ("kept_by__name",)),
            Column("kept_at", "When."),
        ],
        order=("rfp",),
        shared=PUT_FORWARD,
    ),
    Table(
        "rfp_erate_changes",
        "Changes of what was posted under E-rate",
        ErateChange,
        [
            RFP,
            Column("happened_on", "When all bidders were told."),
            Column("what", "What changed."),
            Column("is_substantive", "Whether the days began anew."),
            Column("because", "Why it is judged so."),
            Column("judged_by", "Who judged it last.", ("judged_by__name",)),
            Column("judged_at", "When."),
        ],
        order=("rfp", "happened_on", "pk"),
        shared=PUT_FORWARD,
    ),
]
