"""The readers under attack, each with whole bills to damage."""

import json
from contextlib import suppress
from pathlib import Path

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
from tests.billing_audit.bills import olb_bills, tmf678_bills, x12_bills
from tests.fuzz import papers, tables

CRASHES = Path(__file__).with_name("crashes")
GOOD: dict[str, bytes] = {
    x12.FORMAT: x12_bills.bill(
        *x12_bills.SERVICE, "SLN*1**A*1*EA*55.00***A3*1LFDX", "IT1**1*EA*55.00", "TXI*ST*4.54",
        "ITA*A***06***500******Loyalty*LOY", "TCD*1*20260305*0930*TN*212*NY*TN*415*CA*12**1.25",
        "USD*A***MJ*MJ*300**4.00", "QTY*DG*22", "SAC*C*B620***18.00", "REF*CN*DS1-447",
    ),
    TELSTRA.layout.name: olb_bills.written(*olb_bills.WHOLE),
    ENTERED: papers.entered(),
}  # fmt: skip


def seeds(folder: Path) -> dict[str, bytes]:
    """A whole bill of every format."""
    return {**GOOD, tmf678.FORMAT: tmf678_bills.saved(folder, tmf678_bills.whole()).read_bytes()}


def paper_seeds() -> dict[str, bytes]:
    """PDFs take a hundred times as long as other bills, so they are attacked by themselves."""
    return {PAPER: papers.paper()}


def table_seeds() -> dict[str, bytes]:
    """What carriers' own tables consist of; no format's name tells how to read one."""
    return {tables.TEXT: tables.table(), tables.SHEET: tables.sheet()}


def attack(name: str, path: Path) -> None:
    """Read, judge and encode a file; whatever is wrong with it must end in a refusal."""
    for read in (judged, encoded):
        with suppress(Refused):
            read(name, path)


def judged(name: str, path: Path) -> None:
    json.dumps(reader_of(name, path).verdict(path).as_json()).encode()


def reader_of(name: str, path: Path) -> Format:
    if name in (tables.TEXT, tables.SHEET):
        return tables.reader_of(name, path)
    if name != PAPER:
        return FORMATS[name]
    template = {"key": 1, "title": "fuzz", "layout": papers.TEMPLATE.to_json()}
    return format.recognised(path, [template])


def encoded(name: str, path: Path) -> None:
    """What ``COPY`` is fed: lines of as many cells as there are columns, in UTF-8."""
    for frame in encode(reader_of(name, path).read_bill(path), Book(Keys(Order.to_nobody()))):
        kind, count, _ = FRAME.unpack(frame[: FRAME.size]) if frame else (NOTES, 0, 0)
        body = frame[FRAME.size :]
        if kind == LINES and body:
            cells = [line.count(b"\t") + 1 for line in body.removesuffix(b"\n").split(b"\n")]
            if cells != [len(COLUMNS)] * count:
                raise AssertionError(f"{cells} cells in {count} lines")
        elif body:
            [json.loads(note) for note in body.splitlines()]
