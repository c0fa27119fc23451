"""Every cap of the importers is a setting that reaches the child, and says so in a sentence."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from billing_audit.bills.caps import CAPS, DEFAULTS
from billing_audit.bills.importers.checking import check_files
from tests.billing_audit.bills import olb_bills, tmf678_bills, x12_bills
from tests.billing_audit.bills.billed import bill, invoice
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.einvoice_files import MOBILE, path_of
from tests.billing_audit.bills.mapped import tables
from tests.billing_audit.bills.mapped.test_recognition import given
from tests.billing_audit.bills.mapped.test_workbooks import sheet_of
from tests.billing_audit.bills.paper.pdf_files import pages

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.usefixtures("acme")


def standard_csv() -> bytes:
    return bill(*invoice("A", 5)).encode()


def flat() -> bytes:
    return olb_bills.written(*olb_bills.WHOLE)


def long_line() -> bytes:
    return flat() + b"##" + b"x" * 2000 + b"\r\n"


def x12() -> bytes:
    return x12_bills.bill(*x12_bills.SERVICE, x12_bills.PORT)


def long_segment() -> bytes:
    return x12_bills.bill(f"N1*BT*{'A' * 2000}", *x12_bills.SERVICE, x12_bills.PORT)


def two_interchanges() -> bytes:
    return x12() + x12().replace(b"INV-7", b"INV-8")


def json_bill() -> bytes:
    return json.dumps(tmf678_bills.whole(), default=str).encode()


def long_text() -> bytes:
    return json.dumps([tmf678_bills.bill(note="x" * 300_000)], default=str).encode()


def huge_text() -> bytes:
    return json.dumps([tmf678_bills.bill(note="x" * 30_000_000)], default=str).encode()


def two_json_bills() -> bytes:
    both = [tmf678_bills.bill(), tmf678_bills.bill(id="CB-2", billNo="B-2")]
    return json.dumps(both, default=str).encode()


def large_xml() -> bytes:
    return Path(path_of(MOBILE)).read_bytes() + b"<!--" + b"x" * 2_000_000 + b"-->"


def pdf() -> bytes:
    return pages(3, "Invoice 990217")


@pytest.mark.parametrize(
    ("name", "most", "made", "sentence"),
    [
        ("BILL_MAX_ROWS", 2, standard_csv, r"more than 2 lines, the most we read"),
        ("BILL_MAX_ROWS", 3, flat, r"more than 3 lines, the most we read"),
        ("BILL_MAX_ROWS", 5, x12, r"more than 5 segments, the most we read"),
        ("BILL_MAX_LINE_BYTES", 1024, long_line, r"is longer than 1 kB"),
        ("BILL_MAX_LINE_BYTES", 1024, long_segment, r"is longer than 1 kB"),
        ("BILL_MAX_BILLS", 1, two_interchanges, r"more than 1 bills, the most we read"),
        ("BILL_MAX_BILLS", 1, two_json_bills, r"more than 1 bills, the most we read"),
        ("BILL_MAX_XML_BYTES", 1024 * 1024, large_xml, r"larger than 1 MB"),
        ("BILL_MAX_SERVICE_RECORDS", 1, flat, r"one service has more than 1 records"),
        ("BILL_MAX_X12_LEVELS", 1, x12, r"nested more than 1 deep"),
        ("BILL_MAX_JSON_DEPTH", 2, json_bill, r"nested more deeply than any bill is"),
        ("BILL_MAX_JSON_VALUES", 5, json_bill, r"holds more values than any bill does"),
        ("BILL_MAX_JSON_TEXT", 1024, long_text, r"text|long"),
        ("BILL_MAX_PAGES", 2, pdf, r"has 3 pages, and we read PDF bills of at most 2"),
        ("BILL_READER_BYTES", 90_000_000, huge_text, r"needs more memory than we allow"),
    ],
)
def test_each_cap_is_a_setting_and_says_what_was_too_much(
    settings,
    tmp_path: Path,
    name: str,
    most: int,
    made: Callable[[], bytes],
    sentence: str,
) -> None:
    path = tmp_path / "bill"
    path.write_bytes(made())
    settings.BILL_CAPS = DEFAULTS | {name: most}

    [answer] = load(path, status=3)

    assert answer["status"] == "rejected"
    assert re.search(sentence, answer["error"]), answer["error"]


@pytest.mark.parametrize(
    ("caps", "megabytes"),
    [({"BILL_MAX_SHEET_BYTES": 2_000_000}, "2"), ({"BILL_MAX_EXPANSION": 1}, "100")],
    ids=["in all", "times its size"],
)
def test_a_workbook_unpacks_to_so_much_at_most(
    settings, tmp_path: Path, caps: dict[str, int], megabytes: str
) -> None:
    rows = (" " * 1_000_000 + "<row/>") * 101
    path = sheet_of(tmp_path, rows)
    settings.BILL_CAPS = DEFAULTS | caps

    [answer] = check_files([str(path)], profiles=given(tables.IN_A_WORKBOOK))

    assert f"unpacks to more than {megabytes} MB" in answer["warnings"][0]


@pytest.mark.parametrize("name", CAPS)
def test_every_cap_is_documented(name: str) -> None:
    for page in ("docs/operations.md", "docs/formats.md"):
        assert f"`{name}`" in (ROOT / page).read_text(encoding="utf-8"), page
