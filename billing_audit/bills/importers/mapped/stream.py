"""A mapped table as the common stream, row by row.

Rows of one bill may stand anywhere: the bill comes again whenever the rows go back to it.  A row
nobody can read refuses its bill, and if it does not say which that is, those before and after it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.columns import FEW, Columns, batches, ends_too_early
from billing_audit.bills.importers.mapped.layout import Layout, fits
from billing_audit.bills.importers.mapped.reader import Bad, Reader
from billing_audit.bills.importers.mapped.rows import Broken, Row
from billing_audit.bills.importers.proof import Proof
from billing_audit.bills.importers.standard_csv.cells import shown
from billing_audit.bills.stream import BillStream, Fault, Invoice, Line, Reject, Remark
from retainer.lib.months import last_day
from retainer.lib.refusal import Refused

ENDS_TOO_EARLY = "The period ends before it begins."
CHECK, RULE = "A20", "MAPPED-TOTAL"
ZERO = Decimal(0)
#: Bills whose headings are kept to compare the rows with, and rows that say no bill.
MOST_BILLS, MOST_STRAYS = cap("BILL_MAX_BILLS"), 20_000
STRAY = "A row that cannot be read stands beside this bill and may belong to it."


class Bills:
    """Goes through the rows of a table and says what each of them is."""

    def __init__(self, layout: Layout, proof: Proof) -> None:
        self.layout, self.profile, self.proof = layout, layout.profile, proof
        self.reader = Reader(layout)
        self.skips = [each for each in self.profile.skips if each.column in layout.places]
        #: Where each row is one charge, most rows need no look of their own.
        is_plain = not (self.profile.charges or self.profile.proofs)
        self.columns = Columns(self.reader, self.skips) if is_plain else None
        #: Columns of credits that the carrier writes as positive amounts.
        self.credits = {each.column for each in self.profile.charges if each.is_credit}
        self.heads: dict[tuple[str, str, date], Invoice] = {}
        #: The bill by the cells that tell it.
        self.known: dict[tuple[Cell, ...], Invoice] = {}
        self.current: Invoice | None = None
        #: Rows that say no bill, since the last that did.
        self.strays: list[int] = []
        self.stray_count = 0
        self.left_out: Counter[str] = Counter()
        self.contradictions: set[str] = set()

    def stream(self, rows: Iterator[Row | Broken]) -> BillStream:
        for batch in batches(rows):
            below = [r for r in batch if isinstance(r, Broken) or r.number > self.layout.row]
            yield from self._batch(below)
        yield from self._remarks()

    def _batch(self, rows: Sequence[Row | Broken]) -> BillStream:
        """The rows at once; halved as long as that leaves the odd ones in one half."""
        if (read := self._at_once(rows)) is not None:
            yield from read
        elif len(rows) > FEW and self.columns:
            middle = len(rows) // 2
            yield from self._batch(rows[:middle])
            yield from self._batch(rows[middle:])
        else:
            for row in rows:
                yield from self._one(row)

    def _at_once(self, rows: Sequence[Row | Broken]) -> BillStream | None:
        """What the rows say, if nothing about any of them is odd."""
        columns = self.columns.cut(rows) if self.columns and rows else None
        if columns is None:
            return None
        told = zip(*(columns[place] for place in self.reader.places_of_the_bill), strict=True)
        heads = [*map(self.known.get, told)] or [None] * len(rows)
        for at, row in enumerate(rows):
            if heads[at] is None:
                bad = Bad(row.number)
                heads[at] = self._head([column[at] for column in columns], bad)
                if bad.rejects:
                    return None
        lines = self.columns.lines(rows, columns, heads)
        return None if lines is None else self._under(heads, lines)

    def _under(self, heads: Sequence[Invoice], lines: Sequence[Line]) -> BillStream:
        """Lines with the bills they belong to."""
        for head, line in zip(heads, lines, strict=True):
            if head is not self.current or self.strays:
                yield from self._opened(head)
            yield line

    def _one(self, row: Row | Broken) -> BillStream:
        if isinstance(row, Broken):
            reject = Reject(row=row.number, column="", value=shown(row.text), reason=row.reason)
            yield from self._stray([reject])
        elif any(cell != "" for cell in row.cells):
            yield from self._row(row)

    def _row(self, row: Row) -> BillStream:
        cells, width = row.cells, len(self.layout.names)
        if len(cells) < width and self.profile.table.kind == "xlsx":
            cells = cells + [""] * (width - len(cells))
        if self._is_left_out(cells):
            return
        if len(cells) != width and (len(cells) < width or any(cells[width:])):
            text = self.profile.table.delimiter.join(map(str, cells))
            reason = f"The row has {len(cells)} cells, the table {width} columns."
            yield from self._stray(
                [Reject(row=row.number, column="", value=shown(text), reason=reason)]
            )
            return
        bad = Bad(row.number)
        head = self._head(cells, bad)
        currency = head.currency if head else self.profile.currency
        lines = [*self._lines(row.number, cells, bad, currency)]
        faults = [*self._proved(row.number, cells, bad, currency)] if self.profile.proofs else []
        if bad.rejects:
            number = head.invoice_no if head else ""
            rejects = [replace(each, invoice_no=number) for each in bad.rejects]
            yield from rejects if number else self._stray(rejects)
        elif head:
            yield from self._opened(head)
            yield from lines
            yield from faults

    def _is_left_out(self, cells: Sequence[Cell]) -> bool:
        if self.layout.repeats(cells):
            self.left_out["they are the column names again"] += 1
            return True
        for skip in self.skips:
            place = self.layout.places[skip.column]
            if place < len(cells) and fits(skip, cells[place]):
                self.left_out[f"“{skip.column}” is “{cells[place]}”"[:200]] += 1
                return True
        return False

    def _head(self, cells: Sequence[Cell], bad: Bad) -> Invoice | None:
        """What the row says of its bill, if that much of it can be read."""
        told = tuple([cells[place] for place in self.reader.places_of_the_bill])
        if (known := self.known.get(told)) is None:
            known = self._read_head(cells, bad)
            if known and not bad.rejects:
                if len(self.known) >= MOST_BILLS:
                    self.known.clear()
                self.known[told] = known
        return known

    def _read_head(self, cells: Sequence[Cell], bad: Bad) -> Invoice | None:
        read, before = self.reader, len(bad.rejects)
        account = read.required("account_no", cells, bad)
        day = read.required("bill_date", cells, bad)
        number = ""
        if "invoice_no" in self.profile.columns:
            number = read.required("invoice_no", cells, bad)
        currency = read.value("currency", cells, bad) or self.profile.currency
        carrier = read.value("carrier", cells, bad) or self.profile.carrier
        if len(bad.rejects) > before:
            return None
        if self.profile.bill_day == "month end":
            day = last_day(day)
        number = number or f"{account}-{day:%Y%m%d}"
        known = self.heads.get((account, number, day))
        head = Invoice(
            carrier=carrier,
            account_no=account,
            invoice_no=number,
            bill_date=day,
            currency=currency,
            due_date=read.value("due_date", cells, bad),
            stated_total=read.value("stated_total", cells, bad, currency),
            amount_due=read.value("amount_due", cells, bad, currency),
            previous_balance=read.value("previous_balance", cells, bad, currency),
            payments=_paid(read.value("payments", cells, bad, currency)),
            adjustments=read.value("adjustments", cells, bad, currency),
            buyer=read.value("buyer", cells, bad) or "",
        )
        return self._agreed(head, known)

    def _agreed(self, head: Invoice, known: Invoice | None) -> Invoice:
        """The bill as its first row told it; where a later one says otherwise, that is noted."""
        if known is None:
            if len(self.heads) >= MOST_BILLS:
                raise Refused(
                    f"The file holds more than {MOST_BILLS:,} bills. Split it and send the parts.",
                    reason="too_many_bills",
                )
            self.heads[head.account_no, head.invoice_no, head.bill_date] = head
            return head
        if known != head:
            self.contradictions.add(head.invoice_no)
        return known

    def _opened(self, head: Invoice) -> Iterator[Invoice | Reject]:
        """The bill, when the rows go over to it, and with it what spoils it."""
        if head is not self.current:
            self.current = head
            yield head
        for number in self.strays:
            yield Reject(row=number, column="", value="", reason=STRAY, invoice_no=head.invoice_no)
        self.strays = []

    def _stray(self, rejects: list[Reject]) -> Iterator[Reject]:
        """Rejects of a row that does not say its bill: they spoil the one before, and the next."""
        self.stray_count += 1
        if self.stray_count > MOST_STRAYS:
            raise Refused(
                f"More than {MOST_STRAYS:,} rows cannot be read or do not say which bill they "
                "belong to. Look whether the layout fits the file.",
                reason="too_many_strays",
            )
        self.strays.append(rejects[0].row)
        before = self.current.invoice_no if self.current else ""
        yield from (replace(each, invoice_no=before) for each in rejects)

    def _lines(self, row: int, cells: Sequence[Cell], bad: Bad, currency: str) -> Iterator[Line]:
        if not self.profile.charges:
            yield from self._line(row, cells, bad, currency)
            return
        said = self._said(row, cells, bad)
        code, words = said.pop("charge_code"), said.pop("description")
        for name in ("line_no", "charge_type", "unit"):
            del said[name]
        for at, charge in enumerate(self.profile.charges, start=1):
            amount = self.reader.amount(charge.column, cells, bad, currency)
            quantity = self.reader.quantity(charge.quantity, cells, bad)
            if amount or quantity is not None:
                what = charge.description or charge.column or charge.quantity
                yield Line(
                    **said,
                    line_no=f"{row}.{at}",
                    charge_type=charge.charge_type,
                    charge_code=charge.charge_code or code,
                    description=f"{what}: {words}" if words else what,
                    amount=charge.turned(amount),
                    quantity=quantity,
                    unit=charge.unit,
                )

    def _line(self, row: int, cells: Sequence[Cell], bad: Bad, currency: str) -> Iterator[Line]:
        read = self.reader
        amount = read.required("amount", cells, bad, currency)
        said = self._said(row, cells, bad)
        said["line_no"] = said["line_no"] or str(row)
        quantity = read.value("quantity", cells, bad)
        rate = read.value("unit_rate", cells, bad)
        if not bad.rejects:
            yield Line(**said, amount=amount, quantity=quantity, unit_rate=rate)

    def _said(self, row: int, cells: Sequence[Cell], bad: Bad) -> dict[str, Any]:
        """What every line of the row says alike."""
        first, last = (self.reader.value(f"period_{end}", cells, bad) for end in ("from", "to"))
        if ends_too_early((first, last)):
            bad.add(self.profile.columns["period_to"], str(last), ENDS_TOO_EARLY)
        texts = self.reader.texts(cells, bad)
        return {**texts, "period_from": first, "period_to": last, "source_row": row}

    def _proved(self, row: int, cells: Sequence[Cell], bad: Bad, currency: str) -> Iterator[Fault]:
        """The totals of the row, each with its parts."""
        for proof in self.profile.proofs:
            total = self.reader.amount(proof.total, cells, bad, currency)
            parts, perhaps = (
                sum(self._part(name, cells, bad, currency) for name in names)
                for names in (proof.parts, proof.perhaps)
            )
            if total is None:
                continue
            self.proof.applies(RULE)
            if total not in (parts, parts + perhaps):
                yield Fault(
                    check=CHECK,
                    rule=RULE,
                    detail=f"Row {row}: “{proof.total}” is {total}; its parts "
                    f"({', '.join(proof.parts)}) come to {parts}.",
                )

    def _part(self, name: str, cells: Sequence[Cell], bad: Bad, currency: str) -> Decimal:
        """What a column brings to its total; credits written as positive amounts lower it."""
        amount = self.reader.amount(name, cells, bad, currency) or ZERO
        return -amount if name in self.credits else amount

    def _remarks(self) -> Iterator[Remark]:
        for why, times in self.left_out.most_common(20):
            yield Remark(message=f"Rows left out because {why}: {times:,}.")
        for number in sorted(self.contradictions)[:20]:
            yield Remark(
                message=f"Bill {number}: its rows state different totals, dates or carriers; what "
                "its first row states was taken."
            )


def _paid(amount: Decimal | None) -> Decimal | None:
    """Payments lower what is due, whichever sign a carrier prints them with."""
    return amount and -abs(amount)
