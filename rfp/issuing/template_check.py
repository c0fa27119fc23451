"""What a Word template may not bring: macros, content from elsewhere, blanks nobody fills."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from retainer.lib.refusal import Refused
from rfp.issuing import docx
from rfp.issuing.shape import IssuedClause, IssuedRequest, IssuedSection
from rfp.issuing.word_template import BLANK, BLANKS, PLACES, paragraphs, text_of

#: Fields that fetch or start something when the document is opened.
FETCHING = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT")
NO_DOCUMENT = (
    "This is no Word document that can be opened. Save the template as .docx, not as .dotx, .docm "
    "or .doc."
)
TRIAL = IssuedRequest(
    *("T-1", "Trial", "Client", 1, date(2026, 1, 1), "a@b.example", "USD", 12),
    sections=(IssuedSection("Section", (IssuedClause("Clause", "- one\n\n1. two\n\n|a|\n|-|"),)),),
    steps=(),
    price_weight=Decimal(40),
)


def check(content: bytes) -> None:
    """Refuse what cannot be used; the sentence says what to do about it."""
    paper = _opened(content)
    _check_parts(paper.part.package)
    _check_fields(paper)
    _check_blanks(paper)
    try:
        docx.draw(TRIAL, BytesIO(content))
    except (KeyError, ValueError, AttributeError) as problem:
        raise Refused(
            "The template opens, and a request cannot be drawn with it. Save it anew with Word or "
            "LibreOffice and try again."
        ) from problem


def _opened(content: bytes) -> Paper:
    try:
        return Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as problem:
        raise Refused(NO_DOCUMENT) from problem


def _check_parts(package: OpcPackage) -> None:
    for part in package.iter_parts():
        name = str(part.partname)
        if "vbaProject" in name or "/activeX/" in name:
            raise Refused("The template has macros. Save it as .docx without them.")
        if "/embeddings/" in name or name.startswith("/word/afchunk"):
            raise Refused(
                f"The template holds a file inside ({name.rpartition('/')[2]}), which every bidder "
                "would get. Take it out."
            )
    for relation in package.iter_rels():
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            raise Refused(
                f"The template loads something from elsewhere when it is opened "
                f"({relation.target_ref[:80]}). Put it into the document itself."
            )


def _check_fields(paper: Paper) -> None:
    for part in paper.part.package.iter_parts():
        tree = getattr(part, "element", None)
        if tree is None:
            continue
        codes = [element.text or "" for element in tree.iter(qn("w:instrText"))]
        codes += [element.get(qn("w:instr"), "") for element in tree.iter(qn("w:fldSimple"))]
        for code in codes:
            if code.split()[:1] and code.split()[0].upper() in FETCHING:
                raise Refused(
                    f"The template has a field that fetches something ({code.strip()[:60]}). "
                    "Take it out."
                )


def _check_blanks(paper: Paper) -> None:
    found = [(each, match) for each in paragraphs(paper) for match in BLANK.finditer(text_of(each))]
    known = ", ".join(f"{{{{{name}}}}}" for name in BLANKS)
    body = set(paper.element.body.iterchildren(qn("w:p")))
    seen: list[str] = []
    for paragraph, match in found:
        name = match[1]
        if name not in BLANKS:
            raise Refused(f"Nobody fills {match[0]}. The template may name {known}.")
        if name not in PLACES:
            continue
        if text_of(paragraph).strip() != match[0] or paragraph not in body:
            raise Refused(
                f"Put {match[0]} into a paragraph of its own, outside tables, heads and feet."
            )
        if name in seen:
            raise Refused(f"The template names {match[0]} twice. Leave one.")
        seen.append(name)
    if found and "request" not in seen:
        raise Refused(
            "The template does not say where the request goes. Put {{request}} into a paragraph of "
            "its own where its text begins."
        )
    if seen == ["request", "contents"]:
        raise Refused("The template names {{contents}} after {{request}}. Put it before.")
