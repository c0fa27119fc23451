"""The letter as a document that a person may still edit before it goes out."""

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from billing_audit.money.packet.archive import unclocked
from billing_audit.money.packet.letter import Letter
from retainer.lib import format as written

#: Of the table's columns: what is wrong, how many charges, the money.
WIDTHS = (Cm(10.2), Cm(3.6), Cm(2.6))


def draw(letter: Letter) -> bytes:
    """The DOCX."""
    paper = Document()
    _dress(paper, letter)
    _head(paper, letter)
    for text in letter.opening:
        paper.add_paragraph(text)
    _table(paper, letter)
    asked = paper.add_paragraph()
    asked.paragraph_format.space_before = Pt(12)
    asked.paragraph_format.keep_with_next = True
    asked.add_run("We ask you to").bold = True
    for text in letter.asks:
        paper.add_paragraph(text, style="List Number")
    for text in letter.closing:
        paper.add_paragraph(text)
    _foot(paper, letter)
    _number_pages(paper, letter)
    out = BytesIO()
    paper.save(out)
    return unclocked(out.getvalue())


def _dress(paper: Paper, letter: Letter) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = "Calibri", Pt(10.5)
    usual.paragraph_format.space_after = Pt(6)
    about = paper.core_properties
    about.title, about.author = letter.subject, letter.practice.name
    about.last_modified_by, about.comments = letter.practice.name, ""
    # Of the letter, not of the clock: the same letter is the same document.
    about.created = about.modified = datetime.combine(letter.on, time.min)


def _head(paper: Paper, letter: Letter) -> None:
    name = paper.add_paragraph().add_run(letter.practice.name)
    name.bold, name.font.size = True, Pt(14)
    name.font.color.rgb = RGBColor.from_string(letter.practice.accent.lstrip("#").upper())
    ours = [*letter.practice.address.splitlines(), letter.practice.phone, letter.practice.email]
    paper.add_paragraph(" · ".join(line for line in ours if line))
    paper.add_paragraph("\n".join(letter.to))
    paper.add_paragraph(written.day(letter.on)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    subject = paper.add_paragraph().add_run(letter.subject)
    subject.bold, subject.font.size = True, Pt(12.5)
    paper.add_paragraph(f"Customer: {letter.client}\nOur reference: {letter.number}")


def _table(paper: Paper, letter: Letter) -> None:
    table = paper.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for cell, text in zip(
        table.rows[0].cells, ("What is wrong", "Charges", "In dispute"), strict=True
    ):
        cell.paragraphs[0].add_run(text).bold = True
    for cause in letter.causes:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(cause.title).bold = True
        cells[0].add_paragraph(cause.sentence)
        cells[1].text = cause.extent
        _figure(cells[2], cause.amount)
    cells = table.add_row().cells
    cells[0].paragraphs[0].add_run("In all").bold = True
    _figure(cells[2], letter.total, is_bold=True)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width  # of the grid, which some programs read instead of the cells
        for cell in column.cells:
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
    _mark(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    """Set a switch of a row that the library has no name for."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _figure(cell: _Cell, text: str, *, is_bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(text).bold = is_bold


def _foot(paper: Paper, letter: Letter) -> None:
    signature = paper.add_paragraph(
        f"Yours faithfully\n\n{letter.signer}\n{letter.practice.name}, for {letter.client}"
    )
    signature.paragraph_format.keep_together = True
    signature.paragraph_format.keep_with_next = True
    paper.add_paragraph("Enclosed: evidence.pdf, charges.csv")


def _number_pages(paper: Paper, letter: Letter) -> None:
    """At the foot of each page our reference, and which page of how many it is."""
    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{letter.number}, page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size = Pt(8)


def _field(paragraph: Paragraph, name: str) -> None:
    """A figure that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    filled = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    filled.append(shown)
    field.append(filled)
    paragraph._p.append(field)
