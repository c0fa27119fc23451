"""XML from strangers: no DTD, no entities, no network, and never a whole bill in memory."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import BinaryIO

from lxml import etree

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.einvoice.document import Amount
from retainer.lib.refusal import Refused

CHUNK = 64 * 1024
#: Of the file as it comes; the limits on depth (256) and on one text (10 MB) are libxml2's own.
MOST_BYTES = cap("BILL_MAX_XML_BYTES")
#: Comments before the first element are kept to be read again, so not for ever: a megabyte.
MOST_CHUNKS_OF_PROLOG = 16

NAMESPACES = {
    "ubl": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "cn": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}


#: What e-invoices travel in; its header says nothing that they do not say themselves.
ENVELOPES = {
    "{http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader}"
    "StandardBusinessDocument"
}


@cache
def steps(path: str) -> tuple[str, tuple[str, ...]]:
    """``cac:Item/cbc:Name`` as the first tag on the way and the others."""
    first, *rest = map(clark, path.split("/"))
    return first, tuple(rest)


def clark(name: str) -> str:
    """``cbc:Name`` in lxml's own notation."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Node:
    """An element, read by short paths.

    Its children are sorted out once: a bill of 100,000 lines is asked three million times.
    """

    __slots__ = ("_children", "element")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: dict[str, list[etree._Element]] = {}
        children = self._children
        for child in element:
            tag = child.tag
            if tag in children:
                children[tag].append(child)
            else:
                children[tag] = [child]

    def find(self, path: str) -> etree._Element | None:
        first, rest = steps(path)
        if first not in self._children:
            return None
        found = self._children[first][0]
        for tag in rest:
            if found is None:
                return None
            found = next(found.iterchildren(tag), None)
        return found

    def node(self, path: str) -> "Node | None":
        found = self.find(path)
        return None if found is None else Node(found)

    def nodes(self, path: str) -> Iterator["Node"]:
        """Every element at the end of the path, on whichever way."""
        first, rest = steps(path)
        found = self._children.get(first, ())
        for tag in rest:
            found = [child for parent in found for child in parent.iterchildren(tag)]
        return map(Node, found)

    def has(self, path: str) -> bool:
        return self.find(path) is not None

    def raw(self, path: str) -> str | None:
        """The text at the path; ``None`` when there is no such element."""
        found = self.find(path)
        return None if found is None else stripped(found)

    def text(self, path: str) -> str:
        return self.raw(path) or ""

    def own_text(self) -> str:
        return stripped(self.element)

    def scheme(self) -> str:
        return self.element.get("schemeID", "")

    def amount(self, path: str, unit: str = "currencyID") -> Amount | None:
        found = self.find(path)
        return None if found is None else Amount.read(stripped(found), found.get(unit))

    def own_amount(self, unit: str = "currencyID") -> Amount:
        return Amount.read(self.own_text(), self.element.get(unit))


def stripped(element: etree._Element) -> str:
    return (element.text or "").strip()


class Walk:
    """One pass over a file that takes the lines away as they end and keeps the rest.

    ``lines`` names the elements to take by the name of the root they belong to; a root without
    an entry is refused in the words of ``unknown``.
    """

    def __init__(self, lines: dict[str, str], unknown: Callable[[str], Refused]) -> None:
        self._lines = {clark(root): clark(line) for root, line in lines.items()}
        self._unknown = unknown

    def read(self, source: BinaryIO, take: Callable[[str, Node], None]) -> Node:
        """Hand every line, with the tag of its root, to ``take``; return the root without them."""
        chunks = bounded(source)
        begun, root_tag = self._begin(chunks)
        outermost = self._finish(chain(begun, chunks), root_tag, take)
        if outermost.element.tag == root_tag:
            return outermost
        bill, *others = outermost.element.iter(*self._lines)
        if others:
            raise Refused(
                f"This envelope holds {1 + len(others)} bills, and we read one from a file. "
                "Send each by itself.",
                reason="several_bills",
            )
        return Node(bill)

    def _begin(self, chunks: Iterator[bytes]) -> tuple[list[bytes], str]:
        """Look no further than the root's start: most refusals need no more."""
        probe, begun = pull_parser(("start",)), []
        with explained(probe):
            for chunk in chunks:
                begun.append(chunk)
                try:
                    probe.feed(chunk)
                except etree.XMLSyntaxError:
                    # What is wrong further on must not hide what is wrong at the start.
                    if not (found := self._known(probe)):
                        raise
                else:
                    found = self._known(probe)
                if found:
                    return begun, found
                if len(begun) > MOST_CHUNKS_OF_PROLOG:
                    break
            raise self._unknown(local_name(probe.close().tag))  # an envelope with no bill in it

    def _known(self, probe: etree.XMLPullParser) -> str:
        """The tag of the bill that begins: the root, or the first one inside an envelope."""
        for _, element in probe.read_events():
            if element.getroottree().docinfo.internalDTD is not None:
                raise doctype()
            if element.tag in self._lines:
                return element.tag
            if element.getroottree().getroot().tag not in ENVELOPES:
                raise self._unknown(local_name(element.tag))
        return ""

    def _finish(
        self, chunks: Iterable[bytes], root_tag: str, take: Callable[[str, Node], None]
    ) -> Node:
        line_tag, previous = self._lines[root_tag], None
        parser = pull_parser(("end",), line_tag)
        with explained(parser):
            for chunk in chunks:
                parser.feed(chunk)
                for _, element in parser.read_events():
                    take(root_tag, Node(element))
                    element.clear()
                    # The parser may still hold what just ended, so the line before it goes.
                    if previous is not None:
                        previous.getparent().remove(previous)
                    previous = element
            return Node(parser.close())


def local_name(tag: str) -> str:
    """The name without its namespace; ``QName`` takes no name with an undeclared prefix."""
    return tag.rpartition("}")[2]


def pull_parser(events: tuple[str, ...], tag: str | None = None) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=events,
        tag=tag,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def bounded(source: BinaryIO) -> Iterator[bytes]:
    """The file in pieces, without blanks before its first character, which no parser takes."""
    taken = 0
    while chunk := source.read(CHUNK):
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise too_large()
        yield chunk.lstrip() if taken == len(chunk) else chunk


@contextmanager
def explained(parser: etree.XMLPullParser) -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError as error:
        # The log has libxml2's own words; the exception sometimes only "no element found".
        said = [(entry.message, entry.line) for entry in parser.feed_error_log]
        message, line = said[-1] if said else (error.msg, error.lineno)
        raise explain(" ".join(message.split()), line or 1) from error


def explain(message: str, line: int) -> Refused:
    if "ntity" in message or "ntities" in message:
        return doctype()
    if "depth" in message:
        return Refused(
            "This XML is nested more deeply than any invoice is, so we did not read it.",
            reason="too_deep",
        )
    if "too long" in message:
        return Refused(
            f"The text on line {line} of this XML is longer than 10 MB, so we did not read it.",
            reason="text_too_long",
        )
    return Refused(f"This is not well-formed XML: line {line}: {message}.", reason="not_xml")


def doctype() -> Refused:
    return Refused(
        "This XML declares a document type or entities, which an e-invoice never needs and an "
        "attacker does, so we did not read it.",
        reason="doctype",
    )


def too_large() -> Refused:
    return Refused(
        f"This XML is larger than {MOST_BYTES // 2**20} MB, so we did not read it.",
        reason="too_large",
    )
