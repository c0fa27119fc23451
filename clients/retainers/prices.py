"""What work beyond a month's allowance costs: as accepted, and for the rest as the terms say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.agreements.models import RetainerAgreement
from clients.agreements.terms import RetainerTerms
from clients.retainers.engine import NOTHING
from clients.retainers.models import OverageRequest
from clients.work.models import WorkEntry
from retainer.lib.money import half_up


@dataclass(frozen=True)
class OverageAt:
    """So many hours beyond the allowance at one rate; without a rate at each person's own."""

    amount: Decimal
    rate: Decimal | None


class OveragePrices:
    """Prices one month's overage, entry by entry.

    What the client accepted first is used up first, at the rate that was accepted: a rate that
    rises afterwards changes nothing of it.  Anything more costs what the terms say.
    """

    def __init__(self, terms: RetainerTerms, accepted: list[OverageAt]) -> None:
        self._terms, self._accepted = terms, list(accepted)
        #: What was priced so far, by rate.
        self.used: list[OverageAt] = []

    @classmethod
    def of(cls, agreement: RetainerAgreement, terms: RetainerTerms, month: date) -> "OveragePrices":
        accepted = OverageRequest.objects.filter(
            agreement=agreement, month=month, state=OverageRequest.State.ACCEPTED
        )
        pairs = accepted.order_by("decided_at", "pk").values_list("amount", "rate")
        return cls(terms, [OverageAt(*pair) for pair in pairs])

    def cost(self, entry: WorkEntry, beyond: Decimal) -> Decimal:
        """What the part of an entry beyond the allowance costs, to the cent.

        Where the retainer counts money, what goes beyond is the cost itself.
        """
        if self._terms.agreement.counts_money:
            return beyond
        parts = self._take(beyond)
        for part in parts:
            self._note(part)
        own = entry.rate or NOTHING
        return half_up(
            sum((p.amount * (own if p.rate is None else p.rate) for p in parts), NOTHING)
        )

    def cost_ahead(self, amount: Decimal) -> Decimal:
        """What is owed for work that earlier months used ahead and no month is left to bear."""
        if not amount or self._terms.agreement.counts_money:
            return amount
        rate = self._terms.overage_rate or NOTHING
        self._note(OverageAt(amount, rate))
        return half_up(amount * rate)

    def _take(self, amount: Decimal) -> list[OverageAt]:
        parts = []
        while amount and self._accepted:
            first = self._accepted.pop(0)
            taken = min(amount, first.amount)
            if taken < first.amount:
                self._accepted.insert(0, OverageAt(first.amount - taken, first.rate))
            parts.append(OverageAt(taken, first.rate))
            amount -= taken
        return [*parts, OverageAt(amount, self._terms.overage_rate)] if amount else parts

    def _note(self, part: OverageAt) -> None:
        """Add to the part before it if that has the same rate."""
        if self.used and self.used[-1].rate == part.rate:
            part = OverageAt(self.used.pop().amount + part.amount, part.rate)
        self.used.append(part)
