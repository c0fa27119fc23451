"""The charges of an 811 as bill lines, level by level.

An HL opens a level (the bill, an account, a service); what is said of it holds for those under it.
In a level stand items (IT1), sub-lines (SLN), allowances and charges (ITA, SAC), calls (TCD) and
usage (USD), each followed by segments that describe it.
"""

from collections.abc import Callable
from decimal import Decimal

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.x12.dialects import Dialect, NotANumber
from billing_audit.bills.importers.x12.heads import FROM, TO, Head, day
from billing_audit.bills.importers.x12.items import Item, Level, is_same
from billing_audit.bills.importers.x12.segments import Segment
from billing_audit.bills.importers.x12.words import (
    INCLUDED,
    INFORMATION,
    NAMES,
    QUANTITIES,
    SERVICES,
    TAXES,
    charge_type,
    named,
    period,
    quantity_of,
    service_of,
)
from billing_audit.bills.stream import BillStream, Line, Reject, Remark
from retainer.lib.money import in_currency
from retainer.lib.refusal import Refused

DEEPEST = cap("BILL_MAX_X12_LEVELS")
ONE, ZERO = Decimal(1), Decimal(0)
#: What an allowance or a tax may stand beside; what a service number after it belongs to.
ITEMS, SERVED = ("IT1", "SLN"), ("IT1", "SLN", "ITA", "TCD", "USD")


class Charges:
    """Yields the lines of one transaction set while its segments go by."""

    def __init__(self, head: Head, dialect: Dialect) -> None:
        self.head, self.dialect = head, dialect
        self.period = period(head.days)
        self.levels = [Level("")]
        self.item: Item | None = None
        self.in_heading = True
        self.merged = 0
        self._taken: dict[str, Callable[[Segment], BillStream]] = {
            "HL": self._level, "IT1": self._baseline, "SLN": self._sub_line, "TXI": self._tax,
            "ITA": self._allowance, "SAC": self._service_charge, "TCD": self._call,
            "USD": self._usage, "QTY": self._quantity, "AMT": self._amount, "PID": self._text,
            "DTM": self._day, "REF": self._reference, "SI": self._service, "LX": self._close,
            "TDS": self._end_of_levels, "SE": self._close,
        }  # fmt: skip

    @property
    def level(self) -> Level:
        return self.levels[-1]

    def take(self, segment: Segment) -> BillStream:
        taken = self._taken.get(segment.name)
        if taken is None:
            return
        try:
            yield from taken(segment)
        except NotANumber as wrong:
            name, place = wrong.element
            yield Reject(
                row=segment.number, column=f"{name}{place:02}", value=wrong.text[:200],
                reason="This is not a number.", invoice_no=self.head.number,
            )  # fmt: skip

    def rest(self) -> BillStream:
        yield from self._close()
        if self.merged:
            yield Remark(
                message=f"Bill {self.head.number} states {self.merged} charges twice, as a "
                "sub-line (SLN) and as the item (IT1) after it; each is counted once."
            )

    def _level(self, segment: Segment) -> BillStream:
        yield from self._close()
        self.in_heading = False
        number, parent = segment.at(1), segment.at(2)
        above = next(
            (at for at, level in enumerate(self.levels) if parent and level.number == parent), 0
        )
        self.levels = self.levels[: above + 1]
        if len(self.levels) > DEEPEST:
            raise Refused(
                f"The levels of this 811 are nested more than {DEEPEST} deep, as no bill is.",
                reason="too_deep",
            )
        self.levels.append(Level(number, self.level.service, dict(self.level.days)))

    def _end_of_levels(self, _: Segment) -> BillStream:
        yield from self._close()
        self.levels = self.levels[:1]

    def _open(self, item: Item) -> BillStream:
        """Begin an item; a text and an amount that waited for one are its own."""
        yield from self._close()
        item.text, self.level.text = item.text or self.level.text, ""
        if item.amount is None:
            item.amount = self.level.amount
        self.level.amount = None
        self.item = item

    def _baseline(self, segment: Segment) -> BillStream:
        price, quantity = self.dialect.amount(segment, 4), quantity_of(segment, 2)
        amount = self._product(price, quantity)
        code, text = named(segment, 6)
        self.level.has_item = True
        before = self.item
        if before and is_same(before, amount, code):
            before.code, before.text = before.code or code, before.text or text
            before.is_memo = False
            before.segment = before.segment._replace(name="IT1")
            self.merged += 1
            return
        yield from self._open(
            Item(segment, amount, price, quantity, segment.at(3), code=code, text=text)
        )

    def _sub_line(self, segment: Segment) -> BillStream:
        place = self.dialect.sub_line
        price, quantity = self.dialect.amount(segment, place), quantity_of(segment, 4)
        code, text = named(segment, 9)
        unit = segment.at(5) if place != 5 else ""
        relation = segment.at(3).upper()
        is_included = relation == INCLUDED and self.level.has_item
        yield from self._open(
            Item(
                segment, self._product(price, quantity), price, quantity, unit, code=code,
                text=text, is_memo=is_included or relation == INFORMATION,
            )
        )  # fmt: skip

    def _product(self, price: Decimal | None, quantity: Decimal | None) -> Decimal | None:
        """Rounded as carriers bill it; a price for one is the amount, as it is printed."""
        if price is None or quantity in (None, ONE):
            return price
        return in_currency(price * quantity, self.head.currency)

    def _allowance(self, segment: Segment) -> BillStream:
        place = self.dialect.allowance
        if place != 7 and not segment.at(place).isdigit():
            place = 7  # the standard's place, where the dialect's holds the standard's code
        text = segment.at(self.dialect.allowance_text if place != 7 else 13)
        yield from self._extra(segment, place, segment.at(14) or segment.at(3), text)

    def _service_charge(self, segment: Segment) -> BillStream:
        text = next(filter(None, map(segment.at, (15, 14, 12))), "")
        yield from self._extra(segment, 5, segment.at(2), text)

    def _extra(self, segment: Segment, place: int, code: str, text: str) -> BillStream:
        """An allowance (A), a charge (C) or a service (S) by itself or beside an item."""
        amount = self.dialect.amount(segment, place)
        if amount is None:
            return
        is_allowance = segment.at(1).upper() == "A"
        beside = self.item if segment.name == "ITA" else None
        parent = beside.line_no if beside and beside.segment.name in ITEMS else ""
        amount = -abs(amount) if is_allowance else amount
        kind = "credit" if amount < 0 else "fee"
        service = beside.service if beside else ""
        yield from self._open(
            Item(
                segment, amount, code=code, text=text, charge_type=kind, parent=parent,
                service=service,
            )
        )  # fmt: skip

    def _tax(self, segment: Segment) -> BillStream:
        """A tax beside an item comes after it; that of the heading may sum up all the others."""
        if not (amount := self.dialect.amount(segment, 2)):
            return
        code = segment.at(1).upper()
        tax = Item(
            segment, amount, code=code, text=TAXES.get(code, "Tax"), charge_type="tax",
            jurisdiction=segment.at(5), is_memo=self.in_heading and self.head.has_taxed_levels,
        )  # fmt: skip
        if self.item and self.item.segment.name in SERVED:
            self.item.taxes.append(tax)
        else:
            yield self._line(tax)

    def _call(self, segment: Segment) -> BillStream:
        amount = self.dialect.amount(segment, 12)
        amount = self.dialect.amount(segment, 13) if amount is None else amount
        called = " ".join(filter(None, (segment.at(8), segment.at(9))))
        days = {FROM[0]: found, TO[0]: found} if (found := day(segment.at(2))) else {}
        yield from self._open(
            Item(
                segment, amount or ZERO, quantity=quantity_of(segment, 10), code="CALL",
                text=f"Call to {called}" if called else "Call", charge_type="usage", days=days,
                is_memo=segment.at(16).upper() in (INFORMATION, INCLUDED),
            )
        )  # fmt: skip

    def _usage(self, segment: Segment) -> BillStream:
        amount = self.dialect.amount(segment, 8)
        amount = self.dialect.amount(segment, 9) if amount is None else amount
        yield from self._open(
            Item(
                segment, amount or ZERO, quantity=quantity_of(segment, 6), unit=segment.at(5),
                code="USAGE", text="Usage", charge_type="usage",
                is_memo=segment.at(1).upper() in (INFORMATION, INCLUDED),
            )
        )  # fmt: skip

    def _quantity(self, segment: Segment) -> BillStream:
        """Usage of the level without a price of its own; of an item it says what is there."""
        unit = QUANTITIES.get(segment.at(1).upper())
        if unit and (quantity := quantity_of(segment, 2)) is not None:
            yield self._line(
                Item(
                    segment, ZERO, quantity=quantity, unit=unit, code=f"QTY-{segment.at(1)}",
                    text=f"Usage in {unit}", charge_type="usage",
                )
            )  # fmt: skip

    def _amount(self, segment: Segment) -> tuple[()]:
        amount = self.dialect.amount(segment, 2)
        if self.item is None:
            self.level.amount = amount
        elif self.item.amount is None:
            self.item.amount = amount
        return ()

    def _text(self, segment: Segment) -> tuple[()]:
        if text := segment.at(5):
            if self.item is None:
                self.level.text = text
            elif not self.item.text:
                self.item.text = text
        return ()

    def _day(self, segment: Segment) -> tuple[()]:
        if len(self.levels) > 1 and (found := day(segment.at(2))):
            (self.item.days if self.item else self.level.days)[segment.at(1)] = found
        return ()

    def _reference(self, segment: Segment) -> tuple[()]:
        if len(self.levels) > 1 and segment.at(1).upper() in SERVICES:
            self._of_service(segment.at(2))
        return ()

    def _service(self, segment: Segment) -> tuple[()]:
        if number := service_of(segment):
            self._of_service(number)
        return ()

    def _of_service(self, number: str) -> None:
        if self.item and self.item.segment.name in SERVED:
            self.item.service = self.item.service or number
        else:
            self.level.service = number

    def _close(self, _: Segment | None = None) -> BillStream:
        """The item that was open is complete."""
        item, self.item = self.item, None
        if item is None:
            return
        if item.amount is None:
            yield Remark(
                message=f"{item.segment.name} states no amount and is left out.",
                row=item.segment.number,
            )
        else:
            yield self._line(item)
        for tax in item.taxes:
            tax.service, tax.parent = item.service, item.line_no
            tax.is_memo = tax.is_memo or item.is_memo
            yield self._line(tax)

    def _line(self, item: Item) -> Line:
        said = {**self.level.days, **item.days}
        begins, ends = period({**self.head.days, **said}) if said else self.period
        amount = self.head.sign * item.amount
        kind = item.charge_type or charge_type(item.unit, amount, begins, ends)
        name = item.segment.name
        return Line(
            line_no=item.line_no,
            charge_type="memo" if item.is_memo else kind,
            charge_code=item.code,
            description=item.text or item.code or NAMES.get(name, name),
            amount=amount,
            quantity=item.quantity,
            unit=item.unit,
            unit_rate=item.price,
            service_id=item.service or self.level.service,
            period_from=begins,
            period_to=ends,
            parent_line=item.parent,
            jurisdiction=item.jurisdiction,
            source_row=item.segment.number,
            source_ref=f"segment {item.segment.number}, {name}",
        )
