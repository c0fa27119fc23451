"""The smallest parts of a Word document that python-docx has no call for."""

from collections.abc import Iterable

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from rfp.issuing.flow import Run

#: Styles that our text uses, with the size and level of those that a template may lack.
HEADINGS = {"Title": (26, None), "Subtitle": (13, None)} | {
    f"Heading {level}": (size, level - 1) for level, size in ((1, 17), (2, 12.5), (3, 11))
}


def complete(paper: Paper) -> None:
    """Make the styles that a template has not; Word keeps only those somebody used."""
    there = {style.name for style in paper.styles}
    for name, (size, level) in HEADINGS.items():
        if name in there:
            continue
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.font.size, style.font.bold = Pt(size), level is not None
        style.paragraph_format.keep_with_next = True
        if level is not None:
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level))
            style.element.get_or_add_pPr().append(outline)


def table(paper: Paper, rows: int, columns: int) -> Table:
    made = paper.add_table(rows, columns)
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    if "Table Grid" in {style.name for style in paper.styles}:
        made.style = "Table Grid"
    return made


def filled_table(paper: Paper, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table of words, its head on every page."""
    # Asked for cell by cell, a table costs the square of its length.
    content = [list(head), *(list(row) for row in rows)]
    made = table(paper, len(content), len(content[0]))
    for number, (row, texts) in enumerate(zip(made.rows, content, strict=True)):
        for cell, words in zip(row.cells, texts, strict=True):
            write(cell, words, is_bold=number == 0)
        keep_whole(row._tr)
    repeat_head(made)
    return made


def write(cell: _Cell, words: str, *, is_bold: bool = False) -> None:
    cell.paragraphs[0].add_run(words).bold = is_bold or None


def write_runs(paragraph: Paragraph, runs: Iterable[Run], *, all_bold: bool = False) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = run.is_bold or all_bold or None
        made.italic = run.is_italic or None
        if run.target:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark_name(run.target))
            made._r.addprevious(link)
            link.append(made._r)


def bookmark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """A place that links lead to; its number is unique in the document."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), bookmark_name(anchor))
        paragraph._p.append(mark)


def bookmark_name(anchor: str) -> str:
    """Word takes letters, digits and underscores."""
    return anchor.replace("-", "_")


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word computes, with what stands there until it does."""
    open_field(paragraph, code)
    paragraph.add_run(shown)
    close_field(paragraph)


def open_field(paragraph: Paragraph, code: str) -> None:
    """The beginning of a field: what follows stands there until Word computes it."""
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def close_field(paragraph: Paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def repeat_head(made: Table) -> None:
    """Repeat the head of a table on every page."""
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def keep_whole(row: object) -> None:
    """Let no page break go through a row."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]
