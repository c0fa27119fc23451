"""One bad byte, a NUL, a huge cell, a stray quotation mark, a wrong total - in every format.

Each is told with its place or read without loss; never a traceback, never half a bill.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from billing_audit.bills.book import Book
from billing_audit.bills.encoding import encode
from billing_audit.bills.importers import x12
from billing_audit.bills.importers.checking import judge
from billing_audit.bills.importers.flat import TELSTRA
from billing_audit.bills.importers.tmf678 import FORMAT as TMF678
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.wire import COLUMNS, FRAME, LINES
from retainer.lib.refusal import Refused
from tests.billing_audit.bills import billed, einvoice_files, olb_bills, x12_bills
from tests.billing_audit.bills.mapped.tables import row, text
from tests.fuzz import readers, tables


@dataclass(frozen=True)
class Spoilt:
    """A right bill: a text in it, and an amount that its total or its rate proves."""

    content: bytes
    words: bytes
    amount: bytes
    wrong: bytes
    rule: str


def of_einvoice(name: str, amount: str, element: str) -> Spoilt:
    content = einvoice_files.changed(name).getvalue()
    said, wrong = f"{amount}</{element}>".encode(), f"999.99</{element}>".encode()
    return Spoilt(content, b"Larkspur", said, wrong, "BR-CO-16")


def tmf678() -> bytes:
    return readers.targets()[TMF678][0]


BILLS = {
    readers.STANDARD: Spoilt(
        billed.bill(*billed.invoice("INV-1", 3)).encode(), b"MPLS port", b",563.04,", b",663.04,",
        "A01",
    ),
    "ubl": of_einvoice(einvoice_files.MOBILE, "205.00", "cbc:PayableAmount"),
    "cii": of_einvoice(einvoice_files.ETHERNET, "1796.90", "ram:DuePayableAmount"),
    x12.FORMAT: Spoilt(
        x12_bills.bill(*x12_bills.SERVICE, "IT1**1*EA*55.00**VP*PORT100"), b"PORT100", b"TDS*5500",
        b"TDS*6500", "A03",
    ),
    TELSTRA.layout.name: Spoilt(
        olb_bills.written(*olb_bills.WHOLE), b"Telephony", b"60.50", b"70.50",
        "A03",
    ),
    TMF678: Spoilt(tmf678(), b"Voice usage", b"120", b"130", "A03"),
    tables.TEXT: Spoilt(text(row(), row(What="Calls")).encode(), b"Port", b"", b"", ""),
}  # fmt: skip
#: How each is spoilt in the middle of a text, and what may come of it besides a refusal.
FAULTS = {
    "a bad byte": lambda words: words[:1] + b"\xff" + words[2:],
    "half a character": lambda words: words[:1] + b"\xc3" + words[2:],
    "a NUL": lambda words: words[:1] + b"\x00" + words[2:],
    "10 MB in a cell": lambda words: words + b"A" * 10_000_000,
    "a quotation mark": lambda words: b'"' + words,
}
PLACE = re.compile(r"\b(row|line|segment|records?) \d", re.IGNORECASE)


def reader_name(name: str) -> str:
    return readers.EINVOICE if name in ("ubl", "cii") else name


def loaded(name: str, path: Path) -> Counter[int]:
    """How many lines of each invoice would be loaded: of a refused one, none."""
    reader, book = readers.reader_of(reader_name(name), path), Book(Keys(Order.to_nobody()))
    own_way = getattr(reader, "encode", None)
    lines: Counter[int] = Counter()
    refused: list[int] = []
    for frame in own_way(path, book) if own_way else encode(reader.read_bill(path), book):
        if not frame:
            continue
        body = frame[FRAME.size :].decode()
        if frame[:1] == LINES:
            cells = (line.split("\t") for line in body.splitlines())
            lines.update(int(each[COLUMNS.index("invoice_id")]) for each in cells)
        else:
            notes = map(json.loads, body.splitlines())
            refused += [key for note in notes for key in note.get("refused", ())]
    return Counter({key: count for key, count in lines.items() if key not in refused})


def said_of(name: str, path: Path) -> tuple[str, ...]:
    """The refusal, or the warnings of its verdict."""
    if name == tables.TEXT:
        try:
            return readers.reader_of(name, path).verdict(path).warnings
        except Refused as refused:
            return (refused.sentence,)
    return judge(str(path)).warnings


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", BILLS)
def test_a_fault_is_told_with_its_place_or_loses_nothing(
    tmp_path: Path, name: str, fault: str
) -> None:
    given, path = BILLS[name], tmp_path / "bill"
    path.write_bytes(given.content)
    whole = loaded(name, path)
    assert given.words in given.content
    assert whole

    path.write_bytes(given.content.replace(given.words, FAULTS[fault](given.words), 1))

    try:
        left = loaded(name, path)
    except Refused as refused:
        left, said = Counter[int](), (refused.sentence,)
    else:
        said = said_of(name, path)
    assert all(left[key] in (0, whole[key]) for key in whole), "half a bill"
    assert left == whole or any(PLACE.search(each) for each in said), said


@pytest.mark.parametrize("name", [name for name, given in BILLS.items() if given.rule])
def test_a_wrong_total_is_a_finding_and_refuses_nothing(tmp_path: Path, name: str) -> None:
    given, path = BILLS[name], tmp_path / "bill"
    assert given.amount in given.content
    path.write_bytes(given.content.replace(given.amount, given.wrong))

    judged = judge(str(path))

    assert judged.verdict == "finding"
    assert given.rule in {finding.rule for finding in judged.findings}
    assert loaded(name, path)
