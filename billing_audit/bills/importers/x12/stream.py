"""An 811 file as the common stream: each bill, its lines, and what is odd about it."""

from pathlib import Path

from billing_audit.bills.importers.x12.heads import BILL, Head, survey
from billing_audit.bills.importers.x12.lines import Charges
from billing_audit.bills.importers.x12.segments import segments
from billing_audit.bills.stream import BillStream


def read_bill(path: str | Path) -> BillStream:
    """Every bill of the file; one without a number or a date is refused whole."""
    found = survey(path)
    yield from found.remarks
    heads = iter(found.heads)
    charges: Charges | None = None
    for segment in segments(path):
        if segment.name == "ST":
            if charges:
                yield from charges.rest()
            charges = None
            if segment.at(1) == BILL:
                head = next(heads)
                charges = Charges(head, found.dialect) if is_whole(head) else None
                yield from beginning(head)
        elif charges:
            yield from charges.take(segment)
            if segment.name == "SE":
                yield from charges.rest()
                charges = None
    if charges:
        yield from charges.rest()


def is_whole(head: Head) -> bool:
    return not any(head.missing())


def beginning(head: Head) -> BillStream:
    refused = [*head.missing()]
    yield from refused
    if not refused:
        yield head.invoice()
        yield from head.remarks()
