"""What months that are over and not closed may still carry into the one that runs.

Until they are closed, the month that runs shows less than it may have: who asks the client for
more should know.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.agreements.models import RetainerAgreement
from clients.agreements.terms import RetainerTerms
from clients.retainers.closing import carried_into
from clients.retainers.ledger import open_from
from retainer.lib import format as written
from retainer.lib.months import backwards, month_of, shifted


@dataclass(frozen=True)
class StillToCome:
    """An amount that closing these months, the earliest first, may carry on at most."""

    agreement: RetainerAgreement
    months: list[date]
    amount: Decimal

    def __str__(self) -> str:
        first, last = self.months[0], self.months[-1]
        amount = self.agreement.written(self.amount)
        if len(self.months) == 1:
            which = f"{written.month(first)} is not closed"
        else:
            joint = "and" if len(self.months) == 2 else "to"
            which = f"{written.month(first)} {joint} {written.month(last)} are not closed"
        return f"{which}; up to {amount} may still be carried in."


def still_to_come(agreement: RetainerAgreement, today: date) -> StillToCome | None:
    """What may still be carried into this month, or into the last of an agreement that ended."""
    month = month_of(min(today, agreement.ends_on or today))
    months = [*backwards(open_from(agreement), shifted(month, -1))][::-1]
    if not months or not _rolls_over(agreement):
        return None
    amount = carried_into(agreement, month)
    return StillToCome(agreement, months, amount) if amount > 0 else None


def _rolls_over(agreement: RetainerAgreement) -> bool:
    """Where every version of the terms lets what is left lapse, there is nothing to reckon."""
    return agreement.terms.filter(rollover=RetainerTerms.Rollover.CARRY).exists()
