"""In the child: recognise a bill, read it, and say it in frames.  No Django, no database."""

import gc
import json
import sys
from collections.abc import Iterator

from billing_audit.bills.book import Book
from billing_audit.bills.encoding import encode
from billing_audit.bills.importers.mapped.format import Mapped
from billing_audit.bills.importers.recognising import AUTO, recognised
from billing_audit.bills.keys import Keys, Order
from billing_audit.bills.stream import Invoice
from billing_audit.bills.wire import notes_frame

__all__ = ["AUTO", "READ", "SURVEY"]

#: Garbage in circles is rare here, and looking for it took a tenth of the time.
SELDOM = (50_000, 10, 10)
READ, SURVEY = "billing_audit.bills.reading:read", "billing_audit.bills.reading:survey"


def read(path: str, wanted: str) -> Iterator[bytes]:
    """The file's frames; the order comes on standard input."""
    gc.set_threshold(*SELDOM)
    order = Order.from_json(sys.stdin.buffer.read())
    book = Book(Keys(order))
    name, format = recognised(path, wanted, order.profiles, order.templates)
    book.note("format", name=name)
    if isinstance(format, Mapped):
        book.note("profile", key=format.key, title=format.title)
    yield notes_frame(book.take_notes())
    own_way = getattr(format, "encode", None)
    yield from own_way(path, book) if own_way else encode(format.read_bill(path), book)


def survey(path: str, wanted: str) -> bytes:
    """Whose the file says it is: its format, carriers with account numbers, and the buyer."""
    order = Order.from_json(sys.stdin.buffer.read())
    name, format = recognised(path, wanted, order.profiles, order.templates)
    own_way = getattr(format, "named_accounts", None)
    if own_way:
        return json.dumps({"format": name, "accounts": list(own_way(path)), "buyer": ""}).encode()
    accounts, buyer = set(), ""
    for head in format.read_bill(path):
        if isinstance(head, Invoice):
            accounts.add((head.carrier, (head.account_no, *head.other_references)))
            buyer, name = buyer or head.buyer, head.syntax or name
    return json.dumps({"format": name, "accounts": sorted(accounts), "buyer": buyer}).encode()
