"""Between reading child and importing parent nothing is left out without a word."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from billing_audit.bills.book import Book
from billing_audit.bills.encoding import encode
from billing_audit.bills.intake import MOST_WARNINGS, Intake
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.stream import BillStream, Invoice, Line, Remark
from billing_audit.bills.wire import LinesOf


def taken(*items: Invoice | Line | Remark) -> tuple[Intake, str]:
    """What the parent gets of a stream: notes, and lines as ``COPY`` takes them."""
    stream: BillStream = iter(items)
    intake = Intake()
    frames = b"".join(encode(stream, Book(Keys(Order.to_nobody()))))
    lines = LinesOf(BytesIO(frames), intake.take, intake.count)
    return intake, lines.read().decode()


HEAD = Invoice(
    carrier="Corvane", account_no="1", invoice_no="1", bill_date=date(2026, 3, 1), currency="USD"
)


def line(**said: str) -> Line:
    return Line(
        charge_type="usage", charge_code="USG", description="", amount=Decimal(1), source_row=7,
        **{"line_no": "1"} | said,
    )  # fmt: skip


def test_a_text_too_long_for_its_column_is_cut_and_told() -> None:
    intake, lines = taken(HEAD, line(unit="u" * 21), line(service_id="s" * 81))

    assert lines.count("u" * 20) == lines.count("u" * 19) == 1
    assert intake.given["service"] == [(1, "s" * 80, "")]
    assert intake.warnings[0] == (
        f"Line 7: unit is longer than 20 characters and was cut to “{'u' * 20}”."
    )
    assert len(intake.warnings) == 2


def test_what_fits_is_left_as_it_is() -> None:
    intake, lines = taken(HEAD, line(unit="u" * 20))

    assert "u" * 20 in lines
    assert intake.warnings == []


def test_remarks_beyond_the_first_are_counted() -> None:
    remarks = [Remark(message=f"Odd, number {n}.") for n in range(MOST_WARNINGS + 3)]

    intake, _ = taken(*remarks)

    assert len(intake.warnings) == MOST_WARNINGS + 1
    assert intake.warnings[-1] == "3 more remarks like these."


def test_rejects_that_are_not_listed_are_counted() -> None:
    intake = Intake(rejects=[{"row": 1}])

    intake.take({"kind": "end", "refused": [], "rejects": 1_201, "bad_rows": 1_201})

    assert intake.warnings == ["1,200 more cells than are listed could not be read."]
