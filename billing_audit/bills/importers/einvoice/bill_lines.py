"""The lines of an e-invoice as bill lines.

Allowances and charges inside a line become lines of their own, so that the line keeps
quantity × rate, which check A01 compares.  Tax is a line per row of the breakdown.  Rounding and
money collected for third parties are lines as well, because the amount to pay contains them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from billing_audit.bills.importers.einvoice import charges
from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Amount,
    Document,
    Line,
    TaxSubtotal,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO, sum_of
from billing_audit.bills.importers.einvoice.rules.categories import CATEGORIES
from billing_audit.bills.stream import Line as BillLine
from billing_audit.bills.stream import Reject

TITLES = {category.code: category.title for category in CATEGORIES}


@dataclass(frozen=True, slots=True)
class BillLines:
    """Yields every line; ``sign`` is -1 where the document's positive amounts are credits."""

    document: Document
    sign: int

    def __iter__(self) -> Iterator[BillLine | Reject]:
        for position, line in enumerate(self.document.lines, 1):
            yield from self._with_sub_lines(line, line.id or str(position))
        if not self.document.added_lines:
            yield from self._one_sum()
        for count, charge in enumerate(self.document.allowances, 1):
            yield from self._charge(charge, f"CHARGE-{count}")
        for count, charge in enumerate(self.document.logistics, 1):
            yield from self._charge(charge, f"LOGISTICS-{count}")
        for count, charge in enumerate(self.document.third_party, 1):
            yield from self._other(
                f"THIRD-PARTY-{count}", "one_time", charge.amount, charge.description, charge.name
            )
        yield from self._taxes()
        if self.document.totals is not None:
            yield from self._other(
                "ROUNDING", "adjustment", self.document.totals.rounding, "Rounding of the total"
            )

    def _with_sub_lines(self, line: Line, line_no: str) -> Iterator[BillLine | Reject]:
        yield from self._line(line, line_no)
        for place, each in enumerate(line.sub_lines, 1):
            yield from self._with_sub_lines(each, each.id or f"{line_no}.{place}")

    def _line(self, line: Line, line_no: str) -> Iterator[BillLine | Reject]:
        if line.is_memo and value(line.net) is None:
            return
        refused = [*self._unreadable(line)]
        yield from refused
        if refused:
            return
        # The sum of other lines is after their allowances, and has none of its own to tell apart.
        inner = () if line.is_memo else line.allowances
        allowances = sum_of(value(each.amount) for each in inner if each.is_allowance)
        added = sum_of(value(each.amount) for each in inner if each.is_charge)
        amount = self.sign * (line.net.number + allowances - added)
        quantity = value(line.quantity)
        yield BillLine(
            line_no=line_no,
            charge_type="memo"
            if line.is_memo
            else charges.charge_type(line, amount, self.document.issued),
            charge_code=charges.charge_code(line),
            description=line.name or line.description,
            amount=amount,
            quantity=None if quantity is None else self.sign * quantity,
            unit=(line.quantity and line.quantity.unit) or "",
            unit_rate=charges.unit_rate(line.price),
            service_id=charges.service_id(line, self.document.object_id),
            period_from=line.period.start,
            period_to=line.period.end,
            parent_line=line.parent_id,
            source_row=line.row,
            source_ref=line.path,
        )
        for count, charge in enumerate(inner, 1):
            yield from self._charge(charge, f"{line_no}-{count}", line, line_no)

    def _unreadable(self, line: Line) -> Iterator[Reject]:
        named = {
            "amount": line.net,
            "quantity": line.quantity,
            "unit_rate": line.price and line.price.amount,
            "base_quantity": line.price and line.price.base_quantity,
        }
        cells = [*named.items(), *(("amount", each.amount) for each in line.allowances)]
        for column, amount in cells:
            if amount is not None and amount.text and amount.number is None:
                yield self._reject(line, column, amount.text, "This is not a number.")
        rate = charges.unit_rate(line.price)
        if rate is not None and abs(rate) >= charges.NO_RATE:
            yield self._reject(line, "unit_rate", f"{rate:f}", "No rate is as high as this.")
        if line.net is None or not line.net.text:
            yield self._reject(line, "amount", "", "The line states no amount.")

    def _reject(self, line: Line, column: str, text: str, reason: str) -> Reject:
        return Reject(
            row=line.row,
            column=column,
            value=text,
            reason=reason,
            invoice_no=self.document.number,
        )

    def _charge(
        self,
        charge: AllowanceCharge,
        line_no: str,
        line: Line | None = None,
        parent_line: str = "",
    ) -> Iterator[BillLine]:
        """An allowance is a credit; a charge by percentage a surcharge, any other a fee."""
        amount = value(charge.amount)
        if not amount or not (charge.is_charge or charge.is_allowance):
            return
        amount *= self.sign if charge.is_charge else -self.sign
        kind = "surcharge" if charge.percent is not None else "fee"
        yield BillLine(
            line_no=line_no,
            charge_type="credit" if amount < 0 else kind,
            charge_code=charge.reason_code or charges.code_of(charge.reason),
            description=charge.reason or charge.reason_code,
            amount=amount,
            service_id=charges.service_id(line, self.document.object_id) if line else "",
            period_from=line.period.start if line else None,
            period_to=line.period.end if line else None,
            parent_line=parent_line,
            source_row=line.row if line else None,
            source_ref=line.path if line else "",
        )

    def _one_sum(self) -> Iterator[BillLine]:
        """A bill without lines still costs money: its total before charges, allowances and tax."""
        totals = self.document.totals
        total = value(totals.lines) if totals else None
        if total is None and totals is not None and totals.without_tax is not None:
            total = totals.without_tax.number
            for charge in self.document.allowances:
                amount = value(charge.amount) or ZERO
                total = total and total + (amount if charge.is_allowance else -amount)
        yield from self._made("1", "one_time", total, "All charges of a bill without lines")

    def _taxes(self) -> Iterator[BillLine]:
        """A tax of zero is no charge; a bill without a breakdown gives its tax in one sum.

        Where the lines contain the tax, it is shown and not added.
        """
        rows, kind = self._breakdown(), "memo" if self.document.tax_is_included else "tax"
        for count, row in enumerate(rows, 1):
            yield from self._made(f"TAX-{count}", kind, value(row.tax), *tax_name(row))
        if not rows:
            own = [each.amount for each in self.document.tax_totals if self._is_own(each.amount)]
            yield from self._made("TAX", kind, sum_of(map(value, own)), "Tax", "TAX")

    def _breakdown(self) -> tuple[TaxSubtotal, ...]:
        """Without rows that state the tax again in another currency (UBL allows it)."""
        return tuple(row for row in self.document.breakdown if self._is_own(row.tax))

    def _is_own(self, amount: Amount | None) -> bool:
        return amount is not None and (
            None in (amount.unit, self.document.currency) or amount.unit == self.document.currency
        )

    def _other(
        self,
        line_no: str,
        charge_type: str,
        amount: Amount | None,
        description: str,
        provider: str = "",
    ) -> Iterator[BillLine]:
        code = charges.code_of(provider or line_no)
        yield from self._made(line_no, charge_type, value(amount), description, code, provider)

    def _made(
        self,
        line_no: str,
        charge_type: str,
        amount: Decimal | None,
        description: str,
        code: str = "",
        provider: str = "",
    ) -> Iterator[BillLine]:
        if amount:
            yield BillLine(
                line_no=line_no,
                charge_type=charge_type,
                charge_code=code,
                description=description,
                amount=self.sign * amount,
                provider=provider,
            )


def tax_name(row: TaxSubtotal) -> tuple[str, str]:
    """``VAT, standard rated, 25%`` and ``VAT-S-25``."""
    category = row.category
    if category is None:
        return "Tax", "TAX"
    title = TITLES.get(category.code, category.code)
    rate = value(category.percent)
    percent = "" if rate is None else f"{rate.normalize():f}"
    description = f"VAT, {title[:1].lower()}{title[1:]}" + (f", {percent}%" if percent else "")
    return description, "-".join(filter(None, ("VAT", category.code, percent)))
