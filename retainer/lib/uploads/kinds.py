"""What a file is, told by its bytes; its name may say anything."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

HEAD = 8192


class Kind(StrEnum):
    """The kinds of file people send as bills, and those they send by mistake."""

    TEXT = "text"  # CSV and its relatives: nothing in the bytes tells them apart
    XML = "xml"
    PDF = "pdf"
    X12 = "x12"
    EDIFACT = "edifact"
    XLSX = "xlsx"
    ZIP = "zip"
    GZIP = "gzip"
    HTML = "html"
    DOCX = "docx"
    OLD_OFFICE = "old_office"
    IMAGE = "image"
    UNKNOWN = "unknown"

    @property
    def in_words(self) -> str:
        """With its article, for sentences such as "This is a Word document, not a bill"."""
        return IN_WORDS[self]


IN_WORDS = {
    Kind.TEXT: "a text file",
    Kind.XML: "an XML file",
    Kind.PDF: "a PDF",
    Kind.X12: "an X12 EDI file",
    Kind.EDIFACT: "an EDIFACT file",
    Kind.XLSX: "an Excel workbook",
    Kind.ZIP: "a ZIP archive",
    Kind.GZIP: "a gzip archive",
    Kind.HTML: "a web page, often a sign-in page saved by mistake",
    Kind.DOCX: "a Word document",
    Kind.OLD_OFFICE: "a file of an old Excel or Word version, or one with a password",
    Kind.IMAGE: "a picture",
    Kind.UNKNOWN: "a file of a kind we do not know",
}

MAGIC = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(path: Path) -> Kind:
    """Look at the first bytes, and into the table of contents of a ZIP."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return Kind.ZIP  # damaged; unpacking it says so
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    return Kind.XLSX if any(name.startswith("xl/") for name in names) else Kind.ZIP


def _kind_of_text(head: bytes) -> Kind:
    if head.startswith(UTF_16):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        text = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    start = text.lstrip()
    if re.match(
        r"(?is)(<\?xml.{0,200}?\?>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html)", start
    ):
        return Kind.HTML
    if re.match(r"<[?!A-Za-z_]", start):
        return Kind.XML
    if re.match(r"ISA[^A-Za-z0-9]", start):
        return Kind.X12
    if re.match(r"UNA.{6}\s*UNB|UNB[^A-Za-z0-9]", start):
        return Kind.EDIFACT
    controls = sum(letter < " " and letter not in "\t\n\r\f\x1a\x1c\x1d\x1e" for letter in text)
    return Kind.TEXT if controls * 50 <= len(text) else Kind.UNKNOWN
