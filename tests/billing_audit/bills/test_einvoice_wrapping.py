"""How an e-invoice may be written and wrapped: all of it is the same bill."""

from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree

from billing_audit.bills.importers.einvoice import looks_like, read
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed

SBD = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
DECLARED = b"<?xml version='1.0' encoding='UTF-8'?>"


def plain(name: str) -> bytes:
    return etree.tostring(etree.fromstring(changed(name).getvalue()))


def texts(content: bytes, spoil: Callable[[etree._Element], None]) -> bytes:
    """The bill with something done to each element that holds a text."""
    root = etree.fromstring(content)
    for element in [*root.iter(etree.Element)]:
        if not len(element) and len(element.text or "") > 1:
            spoil(element)
    return etree.tostring(root)


def comment_inside(element: etree._Element) -> None:
    """Half of the text before a comment, half behind it."""
    text, comment = element.text, etree.Comment("12.34")
    element.text, comment.tail = text[:1], text[1:]
    element.insert(0, comment)


def as_cdata(element: etree._Element) -> None:
    element.text = etree.CDATA(element.text)


def padded(element: etree._Element) -> None:
    element.text = f"\n\t {element.text} \n"


def other_prefixes(content: bytes) -> bytes:
    """The same names by other prefixes, and none of them the default."""

    def copy(source: etree._Element, target: etree._Element) -> None:
        target.text = source.text
        target.attrib.update(source.attrib)
        for child in source:
            copy(child, etree.SubElement(target, child.tag))

    root = etree.fromstring(content)
    spaces = sorted({etree.QName(each).namespace for each in root.iter(etree.Element)})
    renamed = etree.Element(root.tag, nsmap={f"x{at}": uri for at, uri in enumerate(spaces)})
    copy(root, renamed)
    return etree.tostring(renamed)


def enveloped(*bills: bytes) -> bytes:
    return (
        f'<s:StandardBusinessDocument xmlns:s="{SBD}"><s:StandardBusinessDocumentHeader>'
        f"<s:HeaderVersion>1.0</s:HeaderVersion></s:StandardBusinessDocumentHeader>".encode()
        + b"".join(bills)
        + b"</s:StandardBusinessDocument>"
    )


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "UTF-16": lambda bill: etree.tostring(etree.fromstring(bill), encoding="UTF-16"),
    "Windows-1252": lambda bill: etree.tostring(etree.fromstring(bill), encoding="windows-1252"),
    "a byte order mark": lambda bill: b"\xef\xbb\xbf" + DECLARED + bill,
    "line ends of Windows": lambda bill: bill.replace(b"\n", b"\r\n"),
    "blank lines before it": lambda bill: b"\r\n \n" + DECLARED + bill,
    "a long comment before it": lambda bill: b"<!--" + b"x" * 40_000 + b"-->" + bill,
    "a stylesheet": lambda bill: b"<?xml-stylesheet type='text/xsl' href='a.xsl'?>" + bill,
    "comments in texts": lambda bill: texts(bill, comment_inside),
    "CDATA": lambda bill: texts(bill, as_cdata),
    "blanks in texts": lambda bill: texts(bill, padded),
    "other prefixes": other_prefixes,
    "an envelope": enveloped,
}


@pytest.mark.parametrize("name", [CREDIT, ETHERNET, MOBILE])
@pytest.mark.parametrize("way", WAYS)
def test_a_bill_is_the_same_however_it_is_written(name: str, way: str) -> None:
    content = WAYS[way](plain(name))

    document, syntax = read(BytesIO(content))

    assert looks_like(content[:16_000])
    expected, expected_syntax = read(BytesIO(plain(name)))
    assert syntax == expected_syntax
    assert [(each.net, each.quantity, each.name) for each in document.lines] == [
        (each.net, each.quantity, each.name) for each in expected.lines
    ]
    assert (document.number, document.totals) == (expected.number, expected.totals)
    assert (document.seller, document.breakdown) == (expected.seller, expected.breakdown)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (enveloped(plain(CREDIT), plain(CREDIT)), "several_bills"),
        (enveloped(plain(CREDIT), plain(ETHERNET)), "several_bills"),
        (enveloped(b"<Order/>"), "not_an_einvoice"),
        (enveloped(), "not_an_einvoice"),
    ],
    ids=["two bills", "two syntaxes", "an order", "nothing"],
)
def test_an_envelope_without_exactly_one_bill_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(BytesIO(content))

    assert refused.value.reason == reason
