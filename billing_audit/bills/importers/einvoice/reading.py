"""From a file to a ``Document``, whatever it is wrapped in."""

import re
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from billing_audit.bills.importers.einvoice import cii, ubl
from billing_audit.bills.importers.einvoice.document import Document, Line, Syntax
from billing_audit.bills.importers.einvoice.xml import Node, Walk, clark
from retainer.lib.refusal import Refused

READERS = {
    **dict.fromkeys(map(clark, ubl.LINES), ubl),
    **dict.fromkeys(map(clark, cii.LINES), cii),
}
FACTUR_X = "factur-x"
#: What a bill may be written in, as programs are told.
SYNTAXES = (Syntax.UBL.value, Syntax.CII.value, FACTUR_X)
PDF = b"%PDF-"
#: Loaded for a PDF only: it takes longer to load than most bills to read.
PDF_READER = "billing_audit.bills.importers.einvoice.pdf_attachment"
#: Why a PDF is to be read by its text instead.
NOT_CARRIED = ("pdf_without_xml", "pdf_encrypted", "pdf_damaged")
#: A PDF may begin with up to a kilobyte of something else.
PDF_WITHIN = 1024

ROOTS = rb"Invoice|CreditNote|CrossIndustryInvoice|CrossIndustryDocument|StandardBusinessDocument"
ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:" + ROOTS + rb")[\s/>]")
ANY_ELEMENT = re.compile(rb"<[A-Za-z_]")


def looks_like(head: bytes) -> bool:
    """Whether the first kilobytes of a file are those of an e-invoice, or of a PDF around one.

    An XML file whose head shows no element yet, only a long comment, gets the benefit of the
    doubt; reading it will tell.
    """
    if is_pdf(head):
        return True
    text = plain(head)
    if not text.startswith(b"<"):
        return False
    text = re.sub(rb"<!--.*?(-->|$)", b"", text, flags=re.DOTALL)
    return bool(ROOT.search(text)) or not ANY_ELEMENT.search(text)


def is_pdf(head: bytes) -> bool:
    return PDF in head[:PDF_WITHIN]


def plain(head: bytes) -> bytes:
    """The head in UTF-8, from its first character on."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def read(file: str | Path | BinaryIO) -> tuple[Document, str]:
    """The e-invoice in a file and what it is written in; refuses what is none."""
    if isinstance(file, str | Path):
        with Path(file).open("rb") as source:
            return read_open(source)
    return read_open(file)


def read_open(source: BinaryIO) -> tuple[Document, str]:
    head = source.read(PDF_WITHIN)
    source.seek(0)
    if is_pdf(head):
        pdf = import_module(PDF_READER)
        return read_xml(pdf.embedded_xml(source)), FACTUR_X
    if not head.strip():
        raise Refused("This file is empty.", reason="empty")
    document = read_xml(source)
    return document, document.syntax.value


def has_e_invoice(path: str | Path) -> bool:
    """Whether a PDF carries one; where nobody can look inside, its text may tell more."""
    with Path(path).open("rb") as source:
        try:
            import_module(PDF_READER).embedded_xml(source)
        except Refused as refused:
            if refused.reason not in NOT_CARRIED:
                raise
            return False
    return True


def read_xml(source: BinaryIO) -> Document:
    lines: list[Line] = []

    def take(root_tag: str, node: Node) -> None:
        line = READERS[root_tag].read_line(root_tag, node, len(lines) + 1)
        lines.append(line.thrifty())

    root = Walk({**ubl.LINES, **cii.LINES}, unknown_root).read(source, take)
    return READERS[root.element.tag].read_document(root, tuple(lines))


def unknown_root(name: str) -> Refused:
    if name == "CrossIndustryDocument":
        return Refused(
            "This is a ZUGFeRD 1 invoice. That version is not supported; ask the carrier for "
            "ZUGFeRD 2 (Factur-X) or XRechnung.",
            reason="zugferd_1",
        )
    return Refused(
        f"This XML is not an e-invoice we know: it begins with <{name[:80]}>, and we read "
        "UBL 2.1 Invoice and CreditNote and CrossIndustryInvoice.",
        reason="not_an_einvoice",
    )
