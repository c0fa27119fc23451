"""PDF invoices: the e-invoice they carry is the bill."""

import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter

from billing_audit.bills.importers.einvoice import read, verdict
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.einvoice_files import ETHERNET, MOBILE, changed


def pdf(*, password: str = "", **attachments: bytes) -> BytesIO:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    for name, contents in attachments.items():
        writer.add_attachment(name.replace("__", "-").replace("_xml", ".xml"), contents)
    if password:
        writer.encrypt(password)
    file = BytesIO()
    writer.write(file)
    file.seek(0)
    return file


ETHERNET_XML = changed(ETHERNET).getvalue()


def test_the_embedded_invoice_is_read() -> None:
    document, format_name = read(pdf(factur__x_xml=ETHERNET_XML))

    assert document.number == "E-448812"
    assert format_name == "factur-x"


def test_the_standard_name_wins_over_other_attachments() -> None:
    document, _ = read(pdf(usage_xml=changed(MOBILE).getvalue(), factur__x_xml=ETHERNET_XML))

    assert document.number == "E-448812"


def test_a_lone_xml_by_another_name_will_do() -> None:
    assert verdict(pdf(bill_xml=ETHERNET_XML)).verdict == "clean"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (pdf(), "pdf_without_xml"),
        (pdf(readme=b"hello"), "pdf_without_xml"),
        (pdf(one_xml=b"<a/>", two_xml=b"<b/>"), "pdf_without_xml"),
        (pdf(password="secret", factur__x_xml=ETHERNET_XML), "pdf_encrypted"),
        (pdf(factur__x_xml=b"<!DOCTYPE Invoice><Invoice/>"), "doctype"),
        (BytesIO(b"%PDF-1.7\nnothing of the kind"), "pdf_damaged"),
    ],
    ids=["blank", "text inside", "which one", "locked", "hostile inside", "damaged"],
)
def test_a_pdf_without_a_readable_invoice_is_refused(file: BytesIO, reason: str) -> None:
    file.seek(0)

    with pytest.raises(Refused) as refused:
        read(file)

    assert refused.value.reason == reason


def test_a_pdf_cut_off_anywhere_is_refused_or_read_but_never_crashes() -> None:
    whole = pdf(factur__x_xml=ETHERNET_XML).getvalue()

    for end in range(20, len(whole), len(whole) // 40):
        try:
            document, _ = read(BytesIO(whole[:end]))
        except Refused:
            continue
        assert document.number == "E-448812"


def test_an_attachment_that_unpacks_to_very_much_is_refused() -> None:
    """200 kB on the disk, 200 MB of blanks unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    name, content = b"/Length %d", ETHERNET_XML
    whole = pdf(factur__x_xml=content).getvalue()
    plain = b"/Type /EmbeddedFile\n" + name % len(content)
    packed_one = b"/Type /EmbeddedFile\n/Filter /FlateDecode\n" + name % len(packed)
    assert plain in whole
    bomb = whole.replace(plain, packed_one).replace(content, packed)

    with pytest.raises(Refused) as refused:
        read(BytesIO(bomb))

    assert refused.value.reason == "too_large_unpacked"
