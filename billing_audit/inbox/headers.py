"""Headers of a stranger's mail, read only as far as one that means well goes.  No Django."""

import re
import unicodedata
from email.headerregistry import BaseHeader
from email.message import EmailMessage
from email.policy import EmailPolicy

#: Characters of a header; whatever follows is not looked at.
LONGEST = 4000
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]{1,64}@[^\s<>()\[\],;:\"]{1,189}")


class Cautious(EmailPolicy):
    """The standard policy, for headers written to break its parser.

    That one takes a long address list apart in quadratic time, and trips over some malformed
    headers with exceptions of every kind; these are then taken as plain text.
    """

    def header_fetch_parse(self, name: str, value: str) -> BaseHeader:
        short = value[:LONGEST]
        try:
            return super().header_fetch_parse(name, short)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            return self.header_factory("Comments", short.encode("ascii", "replace").decode())


def one_line(text: object, most: int) -> str:
    """Text for one line of a page: nothing that breaks it, hides in it or turns it round."""
    visible = "".join(
        letter if letter == " " or unicodedata.category(letter)[0] not in "CZ" else " "
        for letter in unicodedata.normalize("NFC", str(text)[: 4 * most])
    )
    line = " ".join(visible.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def address_of(message: EmailMessage, name: str = "From") -> tuple[str, str]:
    """The address in a header, lower case, and the name beside it."""
    header = message.get(name)
    if header is None:
        return "", ""
    addresses = getattr(header, "addresses", ())
    if addresses:
        return plain_address(addresses[0].addr_spec), one_line(addresses[0].display_name, 120)
    return address_in(one_line(header, LONGEST)), ""


def address_in(text: str) -> str:
    """The first address in a text."""
    found = ADDRESS.search(text)
    return plain_address(found[0]) if found else ""


def plain_address(text: str) -> str:
    """An address as we compare it; empty for what is none."""
    address = one_line(text, 254).lower()
    return address if address.count("@") == 1 and " " not in address else ""
