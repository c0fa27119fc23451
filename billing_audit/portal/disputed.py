"""What of a company's money its disputes hold, dispute by dispute; home and list read it here.

It is the money of ``billing_audit.money.places``: a charge that was disputed again counts once,
with the dispute that holds it, and what was withdrawn counts nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from billing_audit.money.models import DisputeEvent
from billing_audit.money.places import NOTHING, Places, sent_charges
from clients.people.models import Client


@dataclass(frozen=True)
class Held:
    """Where the money of disputes is, and what of it came back beside the bills."""

    places: Places = field(default_factory=Places)
    #: By cheque or bank, or written off of what was withheld.
    beside: Decimal = NOTHING

    def __add__(self, other: "Held") -> "Held":
        return Held(self.places + other.places, self.beside + other.beside)

    @property
    def on_bills(self) -> Decimal:
        return self.places.credited - self.beside


class Holdings:
    """The disputes that carriers of one company have, or had."""

    def __init__(self, company: Client) -> None:
        self.company = company

    @cached_property
    def by_dispute(self) -> dict[int, tuple[str, Held]]:
        """The currency and the money of each dispute that something of is asked."""
        places: dict[int, Places] = defaultdict(Places)
        currencies: dict[int, str] = {}
        for each in sent_charges([self.company.pk]):
            places[each.dispute] += each.places
            currencies[each.dispute] = each.currency
        beside = _beside(places)
        return {
            # What a bill charges again is taken off the credits on bills first.
            key: (currencies[key], Held(own, min(beside.get(key, NOTHING), own.credited)))
            for key, own in places.items()
        }

    def of(self, dispute: int) -> Held:
        return self.by_dispute[dispute][1] if dispute in self.by_dispute else Held()

    @cached_property
    def sums(self) -> dict[str, Held]:
        """All of it by currency, the company's own where there is none."""
        sums: dict[str, Held] = defaultdict(Held)
        for currency, held in self.by_dispute.values():
            sums[currency] += held
        return dict(sums) or {self.company.currency: Held()}


def _beside(disputes: Iterable[int]) -> Mapping[int, Decimal]:
    """What came beside the bills, by dispute, without steps that were taken back."""
    steps = DisputeEvent.objects.filter(
        dispute__in=list(disputes), kind="refund", undone_by=None
    ).order_by()
    return dict(steps.values_list("dispute").annotate(Sum("amount")))
