"""A small statement of work as it was issued, and ways to bring it back changed."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from rfp.compare.changes import Change, compare

Edit = Callable[[Docx], Any]
Compared = Callable[..., list[Change]]


def issued() -> Docx:
    """What goes out: a heading, four clauses, a table of prices, a footer."""
    made = Document()
    made.add_heading("Statement of Work", 1)
    made.add_paragraph("1.1 The Provider must restore an urgent outage within four hours.")
    made.add_paragraph("1.2 The Provider will credit 10% of the monthly charge for each miss.")
    made.add_paragraph("1.3 Either party may leave with thirty (30) days of notice.")
    made.add_paragraph("1.4 The Provider bills in arrears.")
    table = made.add_table(rows=3, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Item", "Monthly", "Access 1 Gbps", "$640.00", "Access 10 Gbps", "$1,900.00"),
        strict=True,
    ):
        cell.text = words
    made.sections[0].footer.paragraphs[0].text = "Version 1.0 as issued"
    return made


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """Compares what was issued with what an edit makes of it."""

    def do(edit: Edit, start: Callable[[], Docx] = issued) -> list[Change]:
        first, second = tmp_path / "issued.docx", tmp_path / "returned.docx"
        file = BytesIO()
        start().save(file)
        first.write_bytes(file.getvalue())
        back = Document(BytesIO(file.getvalue()))
        edit(back)
        back.save(str(second))
        return compare(first, second)

    return do


def told(changes: list[Change]) -> list[tuple[str, str, bool]]:
    """Kind, part and whether it was disclosed."""
    return [(str(change.kind), change.part, change.is_disclosed) for change in changes]


def tracked(tag: str, inside: str) -> Any:
    return parse_xml(f'<{tag} {nsdecls("w")} w:id="7" w:author="Carrier">{inside}</{tag}>')


def run(words: str, *, deleted: bool = False, looks: str = "") -> str:
    text = "w:delText" if deleted else "w:t"
    return f'<w:r><w:rPr>{looks}</w:rPr><{text} xml:space="preserve">{words}</{text}></w:r>'


def replace_tracked(paragraph: Any, old: str, new: str) -> None:
    """What Word writes when somebody types over words with tracking on."""
    before, _, after = paragraph.text.partition(old)
    for one in list(paragraph.runs):
        paragraph._p.remove(one._r)
    paragraph.add_run(before)
    paragraph._p.append(tracked("w:del", run(old, deleted=True)))
    paragraph._p.append(tracked("w:ins", run(new)))
    paragraph.add_run(after)


def mark_of(paragraph: Any, tag: str) -> None:
    """Track the end of a paragraph itself as inserted or deleted."""
    properties = paragraph._p.get_or_add_pPr()
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><{tag} w:id="8" w:author="Carrier"/></w:rPr>')
    properties.append(mark)


def copy_of(element: Any) -> Any:
    return deepcopy(element)


def paragraphs(docx: Docx) -> list[Any]:
    return list(docx.element.body.iter(qn("w:p")))
