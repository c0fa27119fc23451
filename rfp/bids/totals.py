"""What a bidder's prices come to, line by line, by the formula that the workbook has."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rfp.bids.asking import PRICES, number_in
from rfp.bids.contents import Contents, answer
from rfp.issuing.shape import IssuedPrice, IssuedRequest

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class PricedLine:
    """A line of the price workbook as it was filled in; ``None`` is no price."""

    id: str
    description: str
    site: str
    unit: str
    quantity: Decimal
    monthly: Decimal | None
    one_time: Decimal | None
    taxes: Decimal
    exit_fee: Decimal
    remark: str
    total: Decimal | None

    @property
    def units(self) -> str:
        """How many of what, as one says it: 2.5 lines."""
        return f"{self.quantity.normalize():f} {self.unit}"


def lines(request: IssuedRequest, price: Contents) -> list[PricedLine]:
    """Every line that was asked for."""
    return [_line(request, asked, price) for asked in request.prices]


def total(priced: list[PricedLine]) -> Decimal | None:
    """The sum over the term; none while a line has no price."""
    if any(line.total is None for line in priced):
        return None
    return sum((line.total for line in priced if line.total is not None), ZERO)


def _line(request: IssuedRequest, asked: IssuedPrice, price: Contents) -> PricedLine:
    def given(heading: str) -> Decimal | None:
        return number_in(answer(price, PRICES, asked.id, heading) or None)

    monthly = given(f"Monthly price, {request.currency}")
    one_time = given(f"One-time price, {request.currency}")
    taxes = given("Taxes and surcharges, %") or ZERO
    exit_fee = given("Fee at the end") or ZERO
    amount = None
    if monthly is not None and one_time is not None:
        a_unit = (monthly * request.term_months + one_time) * (1 + taxes / 100) + exit_fee
        amount = (asked.quantity * a_unit).quantize(CENT, ROUND_HALF_UP)
    return PricedLine(
        id=asked.id,
        description=asked.description,
        site=asked.site,
        unit=asked.unit,
        quantity=asked.quantity,
        monthly=monthly,
        one_time=one_time,
        taxes=taxes,
        exit_fee=exit_fee,
        remark=answer(price, PRICES, asked.id, "Remark"),
        total=amount,
    )
