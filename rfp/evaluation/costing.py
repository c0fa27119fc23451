"""What each offer costs over the term: the same quantities for all, month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rfp.bids.totals import PricedLine
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.price_models import LineEarning, PriceTerm, Ramp
from rfp.pricing.cash import (
    Commitment,
    Month,
    PriceLine,
    cash_line,
    present_value,
    running,
    total,
)

ZERO = Decimal(0)
Kind = PriceTerm.Kind


@dataclass(frozen=True)
class CostedLine:
    """One line of the workbook: what was offered, and what it comes to over the term."""

    asked: PricedLine
    total: Decimal
    earns: LineEarning | None
    terms: tuple[PriceTerm, ...]
    cash: PriceLine

    def periods(self, term: int) -> list[tuple[int, int, Decimal]]:
        """First and last month of each monthly price of one unit."""
        found: list[tuple[int, int, Decimal]] = []
        for month in range(1, term + 1):
            price = self.cash.price(month)
            if found and found[-1][2] == price:
                found[-1] = (found[-1][0], month, price)
            else:
                found.append((month, month, price))
        return found


@dataclass(frozen=True)
class Costing:
    """One offer in money."""

    contender: Contender
    lines: tuple[CostedLine, ...]
    months: tuple[Month, ...]
    terms: tuple[PriceTerm, ...]
    #: Lines that the bidder gave no price.
    unpriced: tuple[str, ...]
    discount: Decimal

    @cached_property
    def total(self) -> Decimal:
        """Everything that falls due over the term."""
        return total(self.months)

    @cached_property
    def worth_today(self) -> Decimal:
        """The present value of the same money."""
        return present_value(self.months, self.discount / 100)

    @property
    def is_whole(self) -> bool:
        """Whether every line has a price, so that the total can be compared."""
        return not self.unpriced and self.total > 0

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        """The total by what it is made of."""
        return [
            ("Recurring", sum((month.recurring for month in self.months), ZERO)),
            ("One-time, less credits", sum((month.one_time for month in self.months), ZERO)),
            ("Taxes and surcharges", sum((month.taxes for month in self.months), ZERO)),
            ("Shortfall of a commitment", sum((month.shortfall for month in self.months), ZERO)),
            ("Fees at the end", sum((month.exit_fees for month in self.months), ZERO)),
        ]

    @property
    def by_site(self) -> list[tuple[str, Decimal]]:
        """What the lines of each site come to."""
        return _summed((line.asked.site, line.total) for line in self.lines)

    @property
    def by_earning(self) -> list[tuple[str, Decimal]]:
        """What the lines come to by where the bidder earns on them."""
        return _summed(
            (line.earns.get_earns_display() if line.earns else "Not said", line.total)
            for line in self.lines
        )

    @property
    def running(self) -> list[tuple[Month, Decimal]]:
        """Every month with what was paid up to and with it."""
        paid = dict(running(self.months))
        return [(month, paid[month.number]) for month in self.months]


def cost(
    *,
    contender: Contender,
    lines: Sequence[PricedLine],
    term: int,
    ramps: Iterable[Ramp],
    terms: Sequence[PriceTerm],
    earnings: Mapping[str, LineEarning],
    discount: Decimal,
) -> Costing:
    """One offer over so many months."""
    steps = list(ramps)
    made = [(line, _line(line, term, steps, terms)) for line in lines]
    credits = [
        PriceLine(
            "Credit",
            one_time=-each.amount,
            quantities=(*([ZERO] * (min(each.month, term) - 1)), Decimal(1)),
        )
        for each in terms
        if each.kind == Kind.CREDIT
    ]
    commitment = next((each for each in terms if each.kind == Kind.COMMITMENT), None)
    months = cash_line(
        [*(line for _, line in made), *credits],
        term,
        Commitment(commitment.amount, commitment.month) if commitment else None,
    )
    return Costing(
        contender=contender,
        lines=tuple(
            CostedLine(
                asked,
                total(cash_line([line], term)),
                earnings.get(asked.id),
                tuple(each for each in terms if each.line == asked.id),
                line,
            )
            for asked, line in made
        ),
        months=tuple(months),
        terms=tuple(terms),
        unpriced=tuple(line.id for line in lines if line.monthly is None or line.one_time is None),
        discount=discount,
    )


def costings(
    evaluation: Evaluation, prices: Mapping[int, Sequence[PricedLine]], term: int
) -> list[Costing]:
    """Every offer whose prices were opened, by the key of its contender."""
    ramps = list(evaluation.ramps.all())
    terms: dict[int, list[PriceTerm]] = {}
    for each in evaluation.price_terms.all():
        terms.setdefault(each.contender_id, []).append(each)
    earnings: dict[int, dict[str, LineEarning]] = {}
    for earning in evaluation.earnings.all():
        earnings.setdefault(earning.contender_id, {})[earning.line] = earning
    return [
        cost(
            contender=contender,
            lines=prices[contender.pk],
            term=term,
            ramps=ramps,
            terms=terms.get(contender.pk, []),
            earnings=earnings.get(contender.pk, {}),
            discount=evaluation.discount,
        )
        for contender in evaluation.contenders.all()
        if contender.pk in prices
    ]


def quantities(asked: Decimal, term: int, steps: Iterable[Ramp]) -> tuple[Decimal, ...]:
    """Units of a line by month, up to the last month in which they change."""
    changes = sorted((step.month, step.quantity) for step in steps if step.month <= term)
    told, now = [], asked
    for month in range(1, (changes[-1][0] if changes else 1) + 1):
        now = next((quantity for at, quantity in changes if at == month), now)
        told.append(now)
    return tuple(told)


def _line(
    line: PricedLine, term: int, ramps: Iterable[Ramp], terms: Iterable[PriceTerm]
) -> PriceLine:
    own = [each for each in terms if each.line in ("", line.id)]
    escalators = [each.share for each in own if each.kind == Kind.ESCALATOR]
    return PriceLine(
        line.id,
        monthly=line.monthly or ZERO,
        one_time=line.one_time or ZERO,
        quantities=quantities(
            line.quantity, term, (each for each in ramps if each.line == line.id)
        ),
        steps=tuple(sorted((each.month, each.amount) for each in own if each.kind == Kind.STEP)),
        escalator=max(escalators, default=ZERO),
        taxes=line.taxes / 100,
        exit_fee=line.exit_fee,
    )


def _summed(pairs: Iterable[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    found: dict[str, Decimal] = {}
    for name, amount in pairs:
        found[name] = found.get(name, ZERO) + amount
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
