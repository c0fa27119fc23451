"""Between an importer and the database: what no column can hold is refused with its place.

Formats in which a stranger may write anything send their stream through here.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from billing_audit.bills.importers.standard_csv.cells import CONTROLS, shown
from billing_audit.bills.stream import BillStream, Fault, Invoice, Line, Reject, Remark

#: Characters that the database takes of what a bill is told apart by.
LONGEST = {"carrier": 120, "account_no": 60, "invoice_no": 80}
TEXTS = ("line_no", "charge_code", "description", "unit", "service_id", "parent_line",
         "jurisdiction", "provider")  # fmt: skip
WORDS = attrgetter(*TEXTS)
LONGEST_TEXT = 2000
SUMS = ("stated_total", "amount_due", "previous_balance", "payments", "adjustments")
#: Digits before the point that an amount or a quantity, and a rate, may have.
AMOUNT, RATE = Decimal(10) ** 12, Decimal(10) ** 10
SIX, EIGHT = Decimal("1e-6"), Decimal("1e-8")
#: Distinct figures remembered; more than that, and we begin anew.
MOST_REMEMBERED = 20_000


def storable(stream: BillStream) -> BillStream:
    """The stream with a reject for every cell that cannot be stored.

    The lines after an invoice that was refused here belong to it and go with it.
    """
    invoice_no, is_refused, rounded = "", False, 0
    figures, rates = Fitting(AMOUNT, SIX), Fitting(RATE, EIGHT)
    for item in stream:
        match item:
            case Line() if not is_refused and (
                figures[item.amount]
                and figures[item.quantity]
                and rates[item.unit_rate]
                and is_plain("".join(WORDS(item)))
            ):
                yield item  # as nearly every one
            case Invoice():
                rejects = [*_of_head(item)]
                yield from rejects
                invoice_no, is_refused = item.invoice_no, bool(rejects)
                if not is_refused:
                    yield item
            case Line():
                if is_refused:
                    continue
                rejects = [*_of_line(item, invoice_no)]
                yield from rejects
                if not rejects:
                    fitted = _rounded(item)
                    rounded += fitted is not item
                    yield fitted
            case Fault() if is_refused:
                continue
            case Reject():
                yield replace(item, value=shown(item.value), invoice_no=item.invoice_no[:80])
            case _:
                yield item
    if rounded:
        yield Remark(
            message=f"{rounded:,} lines have an amount or a quantity of more than six decimals, "
            "which were rounded to six."
        )


class Fitting(dict[Decimal | None, bool]):
    """Whether figures can be stored as they are; a bill repeats them."""

    def __init__(self, end: Decimal, step: Decimal) -> None:
        super().__init__({None: True})
        self._end, self._step = end, step

    def __missing__(self, figure: Decimal) -> bool:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        fits = abs(figure) < self._end and figure == figure.quantize(self._step)
        return self.setdefault(figure, fits)


def is_plain(words: str) -> bool:
    """Whether no doubt is possible that texts, put together, can be stored."""
    return len(words) <= LONGEST_TEXT and words.isascii() and words.isprintable()


def _of_head(invoice: Invoice) -> Iterator[Reject]:
    for column, longest in LONGEST.items():
        text = getattr(invoice, column)
        if reason := _fault(text, longest):
            yield Reject(row=None, column=column, value=shown(text), reason=reason)
    for text in (invoice.buyer, *invoice.other_references, invoice.currency):
        if reason := _fault(text, LONGEST_TEXT):
            yield Reject(row=None, column="heading", value=shown(text), reason=reason)
    for column in SUMS:
        amount = getattr(invoice, column)
        if amount is not None and abs(amount) >= AMOUNT:
            yield _too_large(None, column, amount, invoice.invoice_no)


def _of_line(line: Line, invoice_no: str) -> Iterator[Reject]:
    for column in TEXTS:
        text = getattr(line, column)
        if reason := _fault(text, LONGEST_TEXT):
            yield Reject(
                row=line.source_row, column=column, value=shown(text), reason=reason,
                invoice_no=invoice_no,
            )  # fmt: skip
    for column, most in (("amount", AMOUNT), ("quantity", AMOUNT), ("unit_rate", RATE)):
        amount = getattr(line, column)
        if amount is not None and abs(amount) >= most:
            yield _too_large(line.source_row, column, amount, invoice_no)


def _fault(text: str, longest: int) -> str:
    if len(text) > longest:
        return f"The text is longer than {longest} characters."
    if not text.isprintable() and CONTROLS.search(text):
        return "The text contains a control character."
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "The text contains half a character."
    return ""


def _too_large(row: int | None, column: str, amount: Decimal, invoice_no: str) -> Reject:
    return Reject(
        row=row, column=column, value=f"{amount:.20g}", invoice_no=invoice_no,
        reason="No bill has a figure as large as this.",
    )  # fmt: skip


def _rounded(line: Line) -> Line:
    """To the decimals the database keeps: six of an amount, eight of a rate."""
    kept = {"amount": SIX, "quantity": SIX, "unit_rate": EIGHT}
    long = {
        column: value.quantize(step, ROUND_HALF_UP)
        for column, step in kept.items()
        if (value := getattr(line, column)) is not None
        and value.as_tuple().exponent < step.as_tuple().exponent
    }
    changed = {column: value for column, value in long.items() if value != getattr(line, column)}
    return replace(line, **long) if changed else line
