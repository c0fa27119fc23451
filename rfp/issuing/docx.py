"""The request as a Word document: real headings, a contents field, tables that may break.

The firm's own template brings its styles, margins, header and footer; its text is taken out.
"""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import IO

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from retainer.lib import format as written
from rfp.issuing.flow import Grid, Run, Text, flow
from rfp.issuing.shape import IssuedRequest, IssuedRequirement, IssuedSection

LISTS = {"bullet": "List Bullet", "number": "List Number"}
#: Widths of a requirement's table: what it is, and the words.
NARROW, WIDE = Cm(3.2), Cm(13)


def draw(request: IssuedRequest, template: Path | IO[bytes] | None = None) -> bytes:
    """The DOCX; ``template`` is a Word document whose looks are used."""
    paper = Document(str(template) if isinstance(template, Path) else template)
    _empty(paper)
    _dress(paper, request, has_template=template is not None)
    _cover(paper, request)
    for number, section in enumerate(request.sections, start=1):
        _section(paper, number, section, shows_weights=request.shows_weights)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _empty(paper: Paper) -> None:
    """Take out a template's own text; the last section's settings stay."""
    body = paper.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)


def _dress(paper: Paper, request: IssuedRequest, *, has_template: bool) -> None:
    about = paper.core_properties
    about.title, about.author = f"{request.reference} {request.title}", request.client
    about.subject, about.comments = f"Version {request.version}", ""
    about.created = about.modified = datetime.combine(request.issued_on, time.min)
    if has_template:
        return
    section = paper.sections[0]
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = "Calibri", Pt(10.5)
    usual.paragraph_format.space_after = Pt(6)
    foot = section.footer.paragraphs[0]
    foot.text = f"{request.reference}, version {request.version}\t\tPage "
    _field(foot, "PAGE", "1")


def _cover(paper: Paper, request: IssuedRequest) -> None:
    paper.add_paragraph(request.title, style="Title")
    paper.add_paragraph(f"Request for proposal of {request.client}", style="Subtitle")
    facts = [
        ("Reference", request.reference),
        ("Version", str(request.version)),
        ("Issued", written.day(request.issued_on)),
        ("Contact", request.contact),
        *((step.name, written.moment(step.at)) for step in request.steps),
    ]
    table = _table(paper, len(facts), 2)
    for row, (name, value) in enumerate(facts):
        _write(table.cell(row, 0), name, is_bold=True)
        _write(table.cell(row, 1), value)
    contents = paper.add_paragraph()
    contents.paragraph_format.page_break_before = True
    _field(contents, 'TOC \\o "1-2" \\h \\z \\u', "Update this field to see the contents.")


def _section(paper: Paper, number: int, section: IssuedSection, *, shows_weights: bool) -> None:
    heading = paper.add_heading(f"{number} {section.title}", level=1)
    heading.paragraph_format.keep_with_next = True
    for at, clause in enumerate(section.clauses, start=1):
        paper.add_heading(f"{number}.{at} {clause.title}", level=2)
        for part in flow(clause.text):
            _part(paper, part)
    for wanted in section.requirements:
        _requirement(paper, wanted, shows_weights=shows_weights)


def _part(paper: Paper, part: Text | Grid) -> None:
    if isinstance(part, Grid):
        table = _table(paper, len(part.rows), len(part.rows[0]))
        for row, cells in enumerate(part.rows):
            for column, runs in enumerate(cells):
                cell = table.cell(row, column)
                _runs(cell.paragraphs[0], runs, all_bold=row == 0)
        _repeat(table)
        return
    if part.kind == "heading":
        paragraph = paper.add_heading(level=3)
    else:
        paragraph = paper.add_paragraph(style=LISTS.get(part.kind))
        if part.kind in LISTS and part.depth:
            paragraph.paragraph_format.left_indent = Cm(0.6 * (part.depth + 1))
    _runs(paragraph, part.runs)


def _requirement(paper: Paper, wanted: IssuedRequirement, *, shows_weights: bool) -> None:
    facts = [wanted.level.capitalize(), f"answer: {wanted.answer}"]
    if wanted.unit:
        facts[1] += f" ({wanted.unit})"
    if shows_weights and wanted.weight:
        facts.append(f"weight {wanted.weight}")
    table = _table(paper, 2, 2)
    _write(table.cell(0, 0), wanted.id, is_bold=True)
    _write(table.cell(0, 1), wanted.title, is_bold=True)
    _write(table.cell(1, 0), "\n".join(facts))
    _write(table.cell(1, 1), wanted.text)
    if wanted.evidence:
        table.cell(1, 1).add_paragraph().add_run(f"Evidence: {wanted.evidence}").italic = True
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = NARROW, WIDE
        _keep_whole(row._tr)
    paper.add_paragraph().paragraph_format.space_after = Pt(2)


def _table(paper: Paper, rows: int, columns: int) -> Table:
    table = paper.add_table(rows, columns)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if "Table Grid" in {style.name for style in paper.styles}:
        table.style = "Table Grid"
    return table


def _write(cell: _Cell, words: str, *, is_bold: bool = False) -> None:
    cell.paragraphs[0].add_run(words).bold = is_bold or None


def _runs(paragraph: Paragraph, runs: tuple[Run, ...], *, all_bold: bool = False) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = run.is_bold or all_bold or None
        made.italic = run.is_italic or None


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word computes, with what stands there until it does."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _repeat(table: Table) -> None:
    """Repeat the head of a table on every page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _keep_whole(row: object) -> None:
    """Let no page break go through a row."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]
