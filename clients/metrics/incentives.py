"""What missed and met months come to in money: pure reckoning, for credits due and for trials.

The practice tries other terms on past months here before anybody signs them; what is due on the
bills is reckoned by the very same functions.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from clients.metrics.language import Outcome
from retainer.lib.money import half_up
from retainer.lib.months import shifted

NOTHING = Decimal(0)
HUNDRED = Decimal(100)
#: What a percentage of charges is kept to.
STEP = Decimal("0.000001")


@dataclass(frozen=True)
class Terms:
    """What the metrics of a contract put at risk together."""

    at_risk: Decimal = NOTHING
    earn_back: int = 0
    bonus: Decimal = NOTHING


@dataclass(frozen=True)
class Judged:
    """A month of a metric, and what it gives if it was not met."""

    metric: int
    month: date
    outcome: str
    #: ``percent``, ``amount``, ``pool`` or ``none``.
    kind: str = "none"
    credit: Decimal = NOTHING
    #: Whether per cent are of all monthly charges, or of some charges alone.
    of_codes: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.outcome == Outcome.MET


@dataclass(frozen=True)
class Due:
    """A credit: per cent of charges, or a sum of money."""

    judged: Judged
    percent: Decimal | None
    amount: Decimal | None

    def money(self, charges: Decimal | None) -> Decimal | None:
        """The credit in money, where the charges it is reckoned on are known."""
        if self.amount is not None:
            return self.amount
        return None if charges is None else half_up((self.percent or NOTHING) * charges / HUNDRED)


@dataclass(frozen=True)
class Paid:
    """What one month comes to: charges, credits for misses, what was earned back, bonus."""

    month: date
    charges: Decimal | None
    credits: Decimal
    earned_back: Decimal
    bonus: Decimal

    @property
    def net(self) -> Decimal:
        """What the provider gives up in the end."""
        return self.credits - self.earned_back - self.bonus


def credits_due(judged: Iterable[Judged], terms: Terms) -> list[Due]:
    """The credits of months that were not met; shares of a pool together never exceed the risk."""
    by_month: dict[date, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.credit and not each.is_met:
            by_month[each.month].append(each)
    due = []
    for month in sorted(by_month):
        missed = by_month[month]
        shares = sum((each.credit for each in missed if each.kind == "pool"), NOTHING)
        for each in missed:
            if each.kind == "amount":
                due.append(Due(each, None, half_up(each.credit)))
                continue
            percent = each.credit
            if each.kind == "pool":
                percent = terms.at_risk * each.credit / max(HUNDRED, shares)
            due.append(Due(each, percent.quantize(STEP, ROUND_HALF_UP), None))
    return due


def earned_back(judged: Iterable[Judged], terms: Terms) -> dict[tuple[int, date], date]:
    """By metric and missed month, the month in which enough met ones had followed in a row."""
    if not terms.earn_back:
        return {}
    outcomes = {(each.metric, each.month): each.is_met for each in judged}
    found = {}
    for (metric, month), is_met in outcomes.items():
        following = [shifted(month, ahead) for ahead in range(1, terms.earn_back + 1)]
        if not is_met and all(outcomes.get((metric, each)) for each in following):
            found[metric, month] = following[-1]
    return found


def course(
    judged: Sequence[Judged], charges: Mapping[tuple[date, tuple[str, ...]], Decimal], terms: Terms
) -> list[Paid]:
    """Month by month what these terms come to; what nobody knows the charges of counts nothing."""
    credits, back, bonus = (defaultdict(lambda: NOTHING) for _ in range(3))
    returned = earned_back(judged, terms)
    for due in credits_due(judged, terms):
        of = due.judged
        money = due.money(charges.get((of.month, of.of_codes))) or NOTHING
        credits[of.month] += money
        if again := returned.get((of.metric, of.month)):
            back[again] += money
    months = sorted({each.month for each in judged})
    for month in months:
        of_month = charges.get((month, ()))
        if of_month and all(each.is_met for each in judged if each.month == month):
            bonus[month] = half_up(terms.bonus * of_month / HUNDRED)
    return [
        Paid(month, charges.get((month, ())), credits[month], back[month], bonus[month])
        for month in months
    ]
