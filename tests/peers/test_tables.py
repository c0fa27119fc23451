"""The column names that carriers' exports are known by, and calamine's reading of workbooks.

The sample data is not part of this repository; RETAINER_PEER_DATA names the folder that holds it.
"""

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from billing_audit.bills.importers.checking import judge
from billing_audit.bills.importers.mapped.recognition import every, recognised
from billing_audit.bills.importers.mapped.sheets import beginnings
from tests.billing_audit.bills.mapped.tables import saved, text, workbook
from tests.billing_audit.bills.parts import Parts
from tests.peers.test_einvoices import DATA

LAYOUTS = DATA / "carrier-csv" / "header_layouts.tsv"
needs_data = pytest.mark.skipif(not LAYOUTS.is_file(), reason=f"no sample data in {DATA}")
#: Cells of a believable bill, whatever the carrier calls them.
CELLS = {
    "Account number": "287012345678",
    "Account SID": "AC7",
    "Wireless number": "5551234567",
    "From": "+15551234567",
    "Invoice date": "03/12/2026",
    "Market cycle end date": "03/11/2026",
    "Date due": "4/1/2026",
    "Start Time": "2026-03-04 10:11:12 PDT",
    "Total monthly charges": "$1,040.00",
    "Total taxes": "3.34",
    "Total current charges": "1,043.34",
    "Monthly charges": "1,043.34",
    "Previous balance": "50.00",
    "Payments": "-50.00",
    "Balance forward": "0.00",
    "Total amount due": "1,043.34",
    "Duration": "61",
    "Price": "-0.013",
}


def headers(layout: str) -> list[str]:
    with LAYOUTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [row["header"] for row in rows if row["layout"] == layout]


@needs_data
@pytest.mark.parametrize(
    ("layout", "profile", "total"),
    [
        ("TempATTInvoice", "AT&T Premier", "1043.34"),
        ("TempFirstNetInvoice", "FirstNet", "1043.34"),
        ("TempVerizonWirelessInvoice", "Verizon account summary", "1043.34"),
        ("Twilio call log export", "Twilio call log", "0.013"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_file_with_the_published_columns_is_read_and_foots(
    tmp_path: Path, layout: str, profile: str, total: str, delimiter: str
) -> None:
    names = headers(layout)
    path = saved(
        tmp_path,
        text([CELLS.get(name, "") for name in names], header=names, delimiter=delimiter),
    )

    found = recognised(path, every([]))

    assert found is not None
    assert found.profile.name == profile
    assert Parts(found.read_bill(path)).total == Decimal(total)
    assert judge(str(path)).findings == ()


@needs_data
def test_a_report_that_counts_usage_is_no_bill_yet(tmp_path: Path) -> None:
    names = headers("BICS SIM-for-Things billing report")

    assert judge(str(saved(tmp_path, text(header=names)))).verdict == "unreadable"


CELL = st.one_of(
    st.text("abc äß_x 0123", max_size=12).map(lambda words: f"~{words}"),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.integers(-(10**12), 10**12),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=10))
def test_we_read_workbooks_as_calamine_does(rows: list[list[object]]) -> None:
    """It has floats where we have decimals: they are the same number."""
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder), *rows, header=["first"])
        [ours] = beginnings(path)
        theirs = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

    for row, other in zip(ours.rows, theirs, strict=True):
        cells = [*row.cells, *[""] * (len(other) - len(row.cells))]
        assert [*map(plain, cells)] == [*map(plain, other)]


def plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    return Decimal(repr(cell)).normalize() if isinstance(cell, float) else cell


def to_bars(rows: list[list[str]]) -> bytes:
    return text(*rows[1:], header=rows[0], delimiter="|").encode()


def of_excel(rows: list[list[str]]) -> bytes:
    """What Excel calls Unicode text."""
    return text(*rows[1:], header=rows[0], delimiter="\t").encode("utf-16")


def of_europe(rows: list[list[str]]) -> bytes:
    return b"\xef\xbb\xbf" + text(*rows[1:], header=rows[0], delimiter=";").encode()


def turned_round(rows: list[list[str]]) -> bytes:
    return text(*(row[::-1] for row in rows[1:]), header=rows[0][::-1]).encode()


def of_a_database(rows: list[list[str]]) -> bytes:
    names = [name.upper().replace(" ", "_") for name in rows[0]]
    return text(*rows[1:], header=names).encode()


def with_more(rows: list[list[str]]) -> bytes:
    """A title above, a column beside, and the sum a spreadsheet adds below."""
    summed = ["Grand total" if name.startswith("Account") else "" for name in rows[0]]
    wide = [[*row, "CC-7"] for row in (*rows[1:], summed)]
    return b"Exported 12 Mar 2026\r\n\r\n" + text(*wide, header=[*rows[0], "Cost center"]).encode()


def with_short_years(rows: list[list[str]]) -> bytes:
    content = text(*rows[1:], header=rows[0])
    return content.replace("/2026", "/26").encode()


@needs_data
@pytest.mark.parametrize(
    "write",
    [to_bars, of_excel, of_europe, turned_round, of_a_database, with_more, with_short_years],
    ids=lambda write: write.__name__,
)
@pytest.mark.parametrize(
    "layout",
    [
        *("TempATTInvoice", "TempFirstNetInvoice", "TempVerizonWirelessInvoice"),
        "Twilio call log export",
    ],
)
def test_however_the_export_is_written_it_is_the_same_bill(
    tmp_path: Path, layout: str, write: Callable[[list[list[str]]], bytes]
) -> None:
    names = headers(layout)
    rows = [names, [CELLS.get(name, "") for name in names]]
    plain = recognised(saved(tmp_path, text(*rows[1:], header=names), "plain"), every([]))
    found = recognised(saved(tmp_path, write(rows), "other"), every([]))

    assert plain is not None
    assert found is not None
    read, expected = Parts(found.read_bill(found.path)), Parts(plain.read_bill(plain.path))
    assert found.profile.name == plain.profile.name
    assert read.rejects == []
    assert sorted((line.charge_type, line.amount) for line in read.lines) == sorted(
        (line.charge_type, line.amount) for line in expected.lines
    )
    assert [each.bill_date for each in read.invoices] == [
        each.bill_date for each in expected.invoices
    ]
