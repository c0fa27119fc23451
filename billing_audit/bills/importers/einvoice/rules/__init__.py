"""The arithmetic rules of EN 16931 and of Peppol, one function each.

EN 16931's rules follow the official validation artefacts of CEN/TC 434 (release 1.3.16), Peppol's
those of BIS Billing 3.0, to the letter: rounding, tolerances and what counts as absent included,
and where UBL and CII differ, so do we.
"""

from decimal import localcontext

from billing_audit.bills.importers.einvoice.document import Document
from billing_audit.bills.importers.einvoice.rules import (  # noqa: F401 they register themselves
    categories,
    peppol_charges,
    peppol_lines,
    peppol_taxes,
    taxes,
    totals,
)
from billing_audit.bills.importers.einvoice.rules.base import RULES, Breach

__all__ = ["RULES", "Breach", "breaches"]

#: Exact for a product of the longest numbers we read.
PRECISION = 80


def breaches(document: Document) -> dict[str, list[Breach]]:
    """What every rule has to say about a bill; an empty list is a rule that is kept."""
    with localcontext(prec=PRECISION):
        return {name: list(RULES[name](document)) for name in sorted(RULES)}
