"""Applied billing rates as bill lines.

A rate becomes a line of its amount without tax.  Tax is a line per tax item of the bill; where the
bill has none, a line beside each rate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from billing_audit.bills.importers.einvoice.charges import DAYS_OF_A_MONTH, code_of
from billing_audit.bills.importers.einvoice.numbers import ZERO, sum_of
from billing_audit.bills.importers.tmf678.bills import Bill
from billing_audit.bills.importers.tmf678.objects import Found
from billing_audit.bills.importers.tmf678.values import (
    Amount,
    Unreadable,
    amount,
    period,
    reference,
    taxes,
    text,
)
from billing_audit.bills.stream import Line
from clients.telecom.service_names import CHARACTERISTIC_NAMES

#: What a rate's type contains, and what it makes of the line; the first that fits.
TYPES = (
    ("credit", "credit"),
    ("penalty", "late_fee"),
    ("usage", "usage"),
    ("recurring", "recurring"),
    ("onetime", "one_time"),
    ("adjust", "adjustment"),
    ("tax", "tax"),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """The money of one applied rate; raises ``Unreadable`` while it is read."""

    without_tax: Amount | None
    with_tax: Amount | None
    taxes: list[tuple[dict, Amount]]

    @classmethod
    def read(cls, held: dict) -> "Rate":
        return cls(
            amount(held, "taxExcludedAmount"),
            amount(held, "taxIncludedAmount"),
            taxes(held, "appliedTax"),
        )

    @property
    def tax(self) -> Decimal:
        """The tax stated, else what the two amounts leave for it."""
        if self.taxes or None in (self.without_tax, self.with_tax):
            return sum_of(money.value for _, money in self.taxes)
        return self.with_tax.value - self.without_tax.value

    @property
    def net(self) -> Decimal:
        if self.without_tax is not None:
            return self.without_tax.value
        if self.with_tax is None:
            raise Unreadable("taxExcludedAmount", "", "The rate states no amount.")
        return self.with_tax.value - self.tax

    @property
    def currency(self) -> str:
        stated = self.without_tax or self.with_tax
        return stated.currency if stated else ""


def rate_lines(found: Found, bill: Bill, number: int) -> Iterator[Line]:
    """A rate's line, and its tax where the bill itself states none."""
    held = found.value
    rate = Rate.read(held)
    if bill.currency and rate.currency and rate.currency != bill.currency:
        raise Unreadable("unit", rate.currency, f"The bill is in {bill.currency}.")
    begins, ends = period(held, "periodCoverage")
    is_month = begins and ends and (ends - begins + timedelta(days=1)).days in DAYS_OF_A_MONTH
    kind = charge_type_of(held, is_month=bool(is_month))
    net = bill.sign * rate.net
    if kind == "credit":
        net = -abs(net)
    is_turned = (net < 0) != (rate.net < 0) if net else bill.sign < 0
    name = text(held.get("name")) or text(held.get("description"))
    line_no = text(held.get("id")) or str(number)
    service = service_of(held)
    yield Line(
        line_no=line_no,
        charge_type="credit" if net < 0 and kind != "adjustment" else kind,
        charge_code=code_of(name),
        description=text(held.get("description")) or name,
        amount=net,
        service_id=service,
        period_from=begins,
        period_to=ends,
        source_row=found.line,
        source_ref=f"line {found.line}",
    )
    if rate.tax and not bill.taxes:
        yield Line(
            line_no=f"{line_no}-TAX",
            charge_type="tax",
            charge_code="TAX",
            description=f"Tax on {name}" if name else "Tax",
            amount=-rate.tax if is_turned else rate.tax,
            service_id=service,
            parent_line=line_no,
            source_row=found.line,
        )


def own_lines(bill: Bill) -> Iterator[Line]:
    """What a bill states itself: its tax, and all its charges in one sum if no rate is there."""
    if not bill.rates:
        yield from _one_sum(bill)
    for count, (item, money) in enumerate(bill.taxes, 1):
        percent = item.get("taxRate")
        category = text(item.get("taxCategory")) or "Tax"
        rate = f", rate {percent.normalize():f}" if isinstance(percent, Decimal) else ""
        yield Line(
            line_no=f"TAX-{count}",
            charge_type="tax",
            charge_code=code_of(category),
            description=f"{category}{rate}",
            amount=bill.sign * money.value,
            source_row=bill.row,
        )


def _one_sum(bill: Bill) -> Iterator[Line]:
    tax = sum_of(money.value for _, money in bill.taxes)
    net = bill.without_tax.value if bill.without_tax else None
    if net is None and bill.with_tax:
        net = bill.with_tax.value - tax
    if net:
        yield Line(
            line_no="1",
            charge_type="credit" if bill.sign * net < 0 else "one_time",
            charge_code="",
            description="All charges of a bill without rates",
            amount=bill.sign * net,
            source_row=bill.row,
        )
    rest = bill.with_tax.value - net if bill.with_tax and net is not None else ZERO
    if rest and not bill.taxes:
        yield Line(
            line_no="TAX", charge_type="tax", charge_code="TAX", description="Tax",
            amount=bill.sign * rest, source_row=bill.row,
        )  # fmt: skip


def charge_type_of(held: dict, *, is_month: bool) -> str:
    """The charge type: by the rate's type, by its name for usage, by its period otherwise."""
    said = text(held.get("appliedBillingRateType")) or text(held.get("type"))
    said = said.lower().replace("-", "").replace(" ", "").removeprefix("appliedcustomer")
    for word, kind in TYPES:
        if word in said:
            return kind
    if "usage" in text(held.get("name")).lower():
        return "usage"
    return "recurring" if is_month else "one_time"


def service_of(held: dict) -> str:
    """A characteristic that names the service, else the product it is for."""
    listed = held.get("characteristic")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict):
            name = "".join(filter(str.isalnum, text(each.get("name")).lower()))
            if name in CHARACTERISTIC_NAMES and (value := text(each.get("value"))):
                return value
    return reference(held, "product") or reference(held, "product", "name")
