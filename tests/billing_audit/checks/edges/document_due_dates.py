"""Edges of the checks of document/due_dates.py."""

from billing_audit.checks.document.due_dates import DueSoonerThanAgreed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import bill_with, otherwise, spared

edges(
    DueSoonerThanAgreed,
    otherwise(
        DueSoonerThanAgreed.examples[0],
        "A credit note",
        bill_with(0, document="credit_note"),
        spared,
    ),
)
