"""What rule reproduces this bill?  Names the other known rule that gives a billed amount exactly.

That a price is wrong can be argued about; that it is last year's price to the
cent can not.  The rules tried are those a carrier is known to use by mistake:
another rate of its contracts, another period's factor, another way to count
days.  A rule is named only when it comes to the billed amount exactly, the
nearest first.  Calls are tried by ``billing_audit.rating.hypotheses``, where
the check that rates them can see them.
"""

from collections.abc import Callable, Collection

from billing_audit.bills.models import Line
from billing_audit.findings.models import Occurrence
from billing_audit.findings.reproducing.days import Days
from billing_audit.findings.reproducing.factors import Factors
from billing_audit.findings.reproducing.rates import Rates


class OtherRules:
    """The rules that give the billed amounts of some charges, read together.

    Of each charge ``finding`` is loaded.
    """

    def __init__(
        self, charges: Collection[Occurrence], line_of: Callable[[Occurrence], Line | None]
    ) -> None:
        self._line_of = line_of
        self._kinds = (Rates(charges), Factors(charges), Days())

    def of(self, charge: Occurrence) -> str:
        """The rule in words, that of the first kind which explains the amount; else nothing."""
        line = self._line_of(charge)
        if line is None or not charge.result:
            return ""
        return next(filter(None, (kind.rule(charge, line) for kind in self._kinds)), "")
