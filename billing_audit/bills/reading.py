"""In the child: recognise a bill, read it, and say it in frames.  No Django, no database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from billing_audit.bills.book import Book
from billing_audit.bills.encoding import encode
from billing_audit.bills.importers import FORMATS, HEAD, detect, tried, what_to_do
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.stream import Invoice
from billing_audit.bills.wire import notes_frame
from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import sniff

READ, SURVEY = "billing_audit.bills.reading:read", "billing_audit.bills.reading:survey"
AUTO = "auto"


def read(path: str, wanted: str) -> Iterator[bytes]:
    """The file's frames; the order comes on standard input."""
    book = Book(Keys(Order.from_json(sys.stdin.buffer.read())))
    name = recognise(path, wanted)
    book.note("format", name=name)
    yield notes_frame(book.take_notes())
    own_way = getattr(FORMATS[name], "encode", None)
    yield from own_way(path, book) if own_way else encode(FORMATS[name].read_bill(path), book)


def survey(path: str, wanted: str) -> bytes:
    """Whose the file says it is: its format, carriers with account numbers, and the buyer."""
    name = recognise(path, wanted)
    own_way = getattr(FORMATS[name], "named_accounts", None)
    if own_way:
        return json.dumps({"format": name, "accounts": list(own_way(path)), "buyer": ""}).encode()
    heads = [item for item in FORMATS[name].read_bill(path) if isinstance(item, Invoice)]
    accounts = {(head.carrier, (head.account_no, *head.other_references)) for head in heads}
    buyer = next((head.buyer for head in heads if head.buyer), "")
    name = next((head.syntax for head in heads if head.syntax), name)
    return json.dumps({"format": name, "accounts": sorted(accounts), "buyer": buyer}).encode()


def recognise(path: str, wanted: str) -> str:
    """The name of the file's format; refuses a file that is no bill we read."""
    with Path(path).open("rb") as source:
        head = source.read(HEAD)
    if not head.strip():
        raise Refused("The file is empty.", reason="empty")
    name = detect(head) if wanted == AUTO else wanted
    if name is None:
        raise Refused(
            f"This is {sniff(Path(path)).in_words} and no bill in a format we read: {tried()}. "
            f"{what_to_do()}",
            reason="not_a_bill",
        )
    return name
