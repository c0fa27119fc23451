"""The readers under attack, each with whole files to damage."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from billing_audit.bills.book import Book
from billing_audit.bills.encoding import encode
from billing_audit.bills.importers import FORMATS, Format, tmf678, x12
from billing_audit.bills.importers.flat import TELSTRA
from billing_audit.bills.importers.paper import format
from billing_audit.bills.importers.paper.draft import FORMAT as PAPER
from billing_audit.bills.importers.paper.entered import ENTERED
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.wire import COLUMNS, FRAME, LINES, NOTES
from retainer.lib.refusal import Refused
from tests.billing_audit.bills import billed, olb_bills, tmf678_bills, x12_bills
from tests.fuzz import archives, einvoices, letters, papers, tables, usage

CRASHES = Path(__file__).with_name("crashes")
EINVOICE, STANDARD, FACTUR_X = "einvoice", "standard-csv", "factur-x"
ARCHIVE, MAIL, USAGE = "archive", "mail", "usage"
#: As JSON writes it; a backslash before it makes it two other words.
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
GOOD: dict[str, bytes] = {
    x12.FORMAT: x12_bills.bill(
        *x12_bills.SERVICE, "SLN*1**A*1*EA*55.00***A3*1LFDX", "IT1**1*EA*55.00", "TXI*ST*4.54",
        "ITA*A***06***500******Loyalty*LOY", "TCD*1*20260305*0930*TN*212*NY*TN*415*CA*12**1.25",
        "USD*A***MJ*MJ*300**4.00", "QTY*DG*22", "SAC*C*B620***18.00", "REF*CN*DS1-447",
    ),
    TELSTRA.layout.name: olb_bills.written(*olb_bills.WHOLE),
    ENTERED: papers.entered(),
    EINVOICE: einvoices.ubl(),
    STANDARD: billed.bill(
        *billed.invoice("INV-1", 3), billed.row(invoice_no="B-2", description='5" port, München')
    ).encode(),
}  # fmt: skip


def seeds(folder: Path) -> dict[str, bytes]:
    """A whole bill of every format that names itself."""
    return {**GOOD, tmf678.FORMAT: tmf678_bills.saved(folder, tmf678_bills.whole()).read_bytes()}


def paper_seeds() -> dict[str, bytes]:
    """PDFs take a hundred times as long as other bills, so they are attacked by themselves."""
    return {PAPER: papers.paper(), FACTUR_X: einvoices.factur_x()}


def table_seeds() -> dict[str, bytes]:
    """What carriers' own tables consist of; no format's name tells how to read one."""
    return {tables.TEXT: tables.table(), tables.SHEET: tables.sheet()}


def other_seeds() -> dict[str, bytes]:
    """What is no bill and comes from strangers all the same."""
    return {ARCHIVE: archives.zipped(), MAIL: letters.letter(), USAGE: usage.calls()}


@cache
def targets() -> dict[str, tuple[bytes, ...]]:
    """Everything that can be attacked, with the whole files to damage."""
    with TemporaryDirectory() as folder:
        ones = {**seeds(Path(folder)), **paper_seeds(), **table_seeds(), **other_seeds()}
    more = {
        ARCHIVE: archives.others(), EINVOICE: einvoices.others(), MAIL: letters.others(),
        USAGE: usage.others(),
    }  # fmt: skip
    return {name: (content, *more.get(name, ())) for name, content in ones.items()}


def attack(name: str, path: Path) -> None:
    """Read, judge and encode a file; whatever is wrong with it must end in a refusal."""
    ways: dict[str, tuple[Callable[[Path], None], ...]] = {
        ARCHIVE: (archives.unpacked,),
        MAIL: (letters.taken_apart,),
        USAGE: (usage.read,),
    }
    for read in ways.get(name, (lambda path: judged(name, path), lambda path: encoded(name, path))):
        try:
            read(path)
        except Refused as refused:
            storable(refused.sentence)


def judged(name: str, path: Path) -> None:
    storable_json(json.dumps(reader_of(name, path).verdict(path).as_json(), ensure_ascii=False))


def storable(text: str) -> None:
    """What is said of a file is sent and stored: whole characters, and never a NUL."""
    if "\x00" in text.encode().decode():
        raise AssertionError(f"NUL in {text!r}")


def storable_json(text: str) -> None:
    """The same of JSON, which writes a NUL as six letters."""
    if NUL.search(text.encode().decode()):
        raise AssertionError(f"NUL in {text!r}")


def reader_of(name: str, path: Path) -> Format:
    if name in (tables.TEXT, tables.SHEET):
        return tables.reader_of(name, path)
    if name == FACTUR_X:
        return FORMATS[EINVOICE]
    if name != PAPER:
        return FORMATS[name]
    template = {"key": 1, "title": "fuzz", "layout": papers.TEMPLATE.to_json()}
    return format.recognised(path, [template])


def encoded(name: str, path: Path) -> None:
    """What ``COPY`` is fed: lines of as many cells as there are columns, in UTF-8."""
    reader, book = reader_of(name, path), Book(Keys(Order.to_nobody()))
    own_way = getattr(reader, "encode", None)
    for frame in own_way(path, book) if own_way else encode(reader.read_bill(path), book):
        kind, count, _ = FRAME.unpack(frame[: FRAME.size]) if frame else (NOTES, 0, 0)
        body = frame[FRAME.size :]
        if kind == LINES and body:
            cells = [line.count(b"\t") + 1 for line in body.removesuffix(b"\n").split(b"\n")]
            if cells != [len(COLUMNS)] * count:
                raise AssertionError(f"{cells} cells in {count} lines")
        elif body:
            [json.loads(note) for note in body.splitlines()]
            storable_json(body.decode())
