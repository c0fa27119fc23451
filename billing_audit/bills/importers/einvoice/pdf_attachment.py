"""The XML inside a PDF invoice: Factur-X, ZUGFeRD 2, XRechnung in a PDF."""

from io import BytesIO
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from retainer.lib.refusal import Refused

#: What the standards call the attachment, in lower case.
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")

#: What pypdf lets through when a file is damaged in a way it does not expect.
DAMAGE = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


def embedded_xml(source: BinaryIO) -> BinaryIO:
    """The invoice that a PDF carries as an attachment."""
    try:
        reader = PdfReader(source)
        if reader.is_encrypted:
            raise Refused(
                "This PDF is encrypted, so we cannot see whether an e-invoice is inside.",
                reason="pdf_encrypted",
            )
        attachments = {str(name): found for name, found in reader.attachments.items() if found}
    except LimitReachedError as error:
        raise Refused(
            "This PDF unpacks to more than we allow, so we did not read it.",
            reason="too_large_unpacked",
        ) from error
    except (PyPdfError, RecursionError, *DAMAGE) as error:
        raise Refused(
            "This PDF is damaged, so we could not look for an e-invoice in it.",
            reason="pdf_damaged",
        ) from error
    return BytesIO(choose(attachments))


def choose(attachments: dict[str, list[bytes]]) -> bytes:
    """The attachment with a standard name, else the only XML there is."""
    xml = {name.lower(): found for name, found in attachments.items() if is_xml(name)}
    named = [xml[name] for name in NAMES if name in xml]
    candidates = named or (list(xml.values()) if len(xml) == 1 else [])
    if not candidates:
        raise Refused(
            "This PDF carries no e-invoice: there is no factur-x.xml inside. "
            "Ask the carrier for the bill as Factur-X, UBL or CSV.",
            reason="pdf_without_xml",
        )
    return candidates[0][0]


def is_xml(name: str) -> bool:
    return name.lower().endswith(".xml")
