"""Reading the standard bill: what is written comes out, by rows and by columns alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.bills.book import Book
from billing_audit.bills.importers.standard_csv import frames, read_bill, verdict
from billing_audit.bills.intake import Intake
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.models import ChargeType
from billing_audit.bills.stream import CHARGE_TYPES, Invoice, Line, Reject
from billing_audit.bills.wire import COLUMNS, LinesOf
from tests.billing_audit.bills.billed import COLUMNS as HEADER
from tests.billing_audit.bills.billed import bill, invoice, row, write

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\\\"',"), max_size=20
).map(str.strip)
DAY = st.dates(date(1990, 1, 1), date(2099, 1, 1))
NUMBER = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
ROW = st.fixed_dictionaries(
    {
        "line_no": st.integers(1, 10**6).map(str),
        "description": TEXT,
        "service_id": TEXT,
        "charge_code": TEXT,
        "charge_type": st.sampled_from(CHARGE_TYPES),
        "amount": NUMBER.map(str),
        "quantity": (NUMBER | st.none()).map(lambda value: "" if value is None else str(value)),
        "unit_rate": (NUMBER | st.none()).map(lambda value: "" if value is None else str(value)),
        "period_from": DAY.map(str),
        "invoice_no": st.sampled_from(["INV-1", "INV-2"]),
    }
)
#: The folder of a test is shared by its examples, each of which writes the file anew.
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def whole(cells: dict[str, str]) -> dict[str, str]:
    last = date.fromisoformat(cells["period_from"]) + timedelta(days=30)
    return row(**cells, period_to=last.isoformat())


def sent(path: Path) -> tuple[list[dict[str, str]], Intake]:
    """The lines that reach the database, by column, and what was said beside them."""
    intake = Intake()
    output = BytesIO(b"".join(frames.encode(path, Book(Keys(Order.to_nobody())))))
    text = LinesOf(output, intake.take, intake.count).read().decode()
    return [
        dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in text.split("\n")[:-1]
    ], intake


def named(lines: list[dict[str, str]], intake: Intake) -> list[dict[str, str]]:
    """The lines with what their keys stand for, since the order of drawing keys says nothing."""
    services = {str(key): number for key, number, _ in intake.given["service"]}
    codes = {str(key): code for key, _, code in intake.given["code"]}
    return [
        line
        | {
            "billed_service_id": services.get(line["billed_service_id"], ""),
            "charge_code_id": codes.get(line["charge_code_id"], ""),
        }
        for line in lines
    ]


@pytest.fixture(params=["by rows", "by columns"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> Iterator[Path]:
    monkeypatch.setattr(frames, "LARGE", 0 if request.param == "by columns" else 10**9)
    return tmp_path / "bill.csv"


@shared_folder
@given(rows=st.lists(ROW, min_size=1, max_size=20))
def test_what_is_written_comes_out(tmp_path_factory, rows: list[dict[str, str]]) -> None:
    path = write(tmp_path_factory.mktemp("bill"), bill(*map(whole, rows)))

    lines = [item for item in read_bill(path) if isinstance(item, Line)]

    assert not [item for item in read_bill(path) if isinstance(item, Reject)]
    assert [(line.description, line.service_id, line.amount) for line in lines] == [
        (cells["description"], cells["service_id"], Decimal(cells["amount"])) for cells in rows
    ]
    assert [line.quantity for line in lines] == [
        Decimal(cells["quantity"]) if cells["quantity"] else None for cells in rows
    ]


@shared_folder
@given(
    rows=st.lists(ROW, min_size=1, max_size=20),
    damage=st.lists(
        st.tuples(
            st.integers(0, 19), st.sampled_from(HEADER), st.sampled_from(["", "?", "\x00", '"'])
        ),
        max_size=3,
    ),
)
def test_by_rows_and_by_columns_say_the_same(
    tmp_path_factory, rows: list[dict[str, str]], damage: list[tuple[int, str, str]]
) -> None:
    written = [whole(cells) for cells in rows]
    for at, column, cell in damage:
        written[at % len(written)][column] = cell
    path = write(tmp_path_factory.mktemp("bill"), bill(*written))

    said = []
    for large in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(frames, "LARGE", large)
            lines, intake = sent(path)
            said.append((named(lines, intake), intake.rejects, intake.refused, intake.bad_rows))

    assert said[0] == said[1]


@shared_folder
@given(junk=st.binary(max_size=300))
def test_no_bytes_after_the_header_make_it_fail(tmp_path_factory, junk: bytes) -> None:
    header, good = bill(row()).encode().split(b"\n")[:2]
    path = write(tmp_path_factory.mktemp("bill"), b"\n".join([header, junk, good]))

    lines, intake = sent(path)

    assert len(lines) == intake.rows


def test_the_charge_types_are_those_of_the_database() -> None:
    assert [kind.name.lower() for kind in ChargeType] == list(CHARGE_TYPES)
    assert [kind.value for kind in ChargeType] == list(range(1, len(CHARGE_TYPES) + 1))


def test_keys_stand_in_the_lines(path: Path) -> None:
    write(path.parent, bill(*invoice("A", 2), *invoice("B", 1)))

    lines, intake = sent(path)

    assert [line["invoice_id"] for line in lines] == ["1", "1", "2"]
    assert [line["billed_service_id"] for line in lines] == ["1", "2", "1"]
    assert [note["invoice_no"] for note in intake.invoices] == ["A", "B"]
    assert intake.given["service"] == [(1, "CKT-1", ""), (2, "CKT-2", "")]


def test_a_rate_keeps_the_decimals_that_were_printed(path: Path) -> None:
    write(path.parent, bill(row(unit_rate="45.0000"), row(unit_rate="3"), row(unit_rate="")))

    lines, _ = sent(path)

    assert [(line["unit_rate"], line["rate_decimals"]) for line in lines] == [
        ("45.0000", "4"),
        ("3", "0"),
        ("\\N", "\\N"),
    ]


def test_bad_rows_among_many_are_found_with_their_place(path: Path) -> None:
    rows = [made for at in range(40) for made in invoice(f"INV-{at}", 50)]
    for at in (3, 777, 1999):
        rows[at] |= {"amount": "much"}
    write(path.parent, bill(*rows))

    lines, intake = sent(path)

    assert [reject["row"] for reject in intake.rejects] == [5, 779, 2001]
    assert len(intake.refused) == 3
    assert (len(lines), intake.bad_rows) == (1997, 3)


def test_an_invoice_changes_its_currency_never(path: Path) -> None:
    columns = (*HEADER, "currency")
    write(path.parent, bill(row(currency="USD"), row(currency="eur"), columns=columns))

    _, intake = sent(path)

    [reject] = intake.rejects
    assert (reject["row"], reject["column"]) == (3, "currency")


def test_stream_and_verdict_judge_the_extension(tmp_path: Path) -> None:
    right = write(tmp_path, bill(row(quantity="3", unit_rate="0.0333", amount="0.10")), "right.csv")
    wrong = write(tmp_path, bill(row(quantity="3", unit_rate="10.00", amount="31.00")), "wrong.csv")
    silent = write(tmp_path, bill(row(quantity="")), "silent.csv")

    assert verdict(right).verdict == "clean"
    assert verdict(wrong).findings[0].check == "A01"
    assert verdict(silent).verdict == "cannot-check"
    assert isinstance(next(read_bill(right)), Invoice)


def test_a_bill_without_carrier_is_judged_all_the_same(tmp_path: Path) -> None:
    """Loaded, it belongs to the one account with its number; checking asks for none."""
    text = bill(row(carrier=""), row(carrier="", line_no="2", amount="563.05"))

    judged = verdict(write(tmp_path, text))

    assert (judged.verdict, judged.warnings) == ("finding", ())
    assert [finding.rule for finding in judged.findings] == ["A01"]
