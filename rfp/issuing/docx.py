"""The request as a Word document: real headings, a contents field, tables that may break.

The firm's own template brings its looks, and its cover where it says ``{{request}}``; what stands
there in braces is replaced word for word, and nothing of it is ever run.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import IO
from zoneinfo import ZoneInfo

from django.utils import timezone
from docx import Document
from docx.document import Document as Paper
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from retainer.lib import format as written
from rfp.issuing import word_parts as word
from rfp.issuing.flow import Grid, Run, Text, flow
from rfp.issuing.grid import COMPLIANCE, NEEDS_WORDS
from rfp.issuing.metrics import described
from rfp.issuing.outline import Appendix, Chapter, Outline, Place
from rfp.issuing.shape import IssuedRequest, IssuedRequirement
from rfp.issuing.word_template import Filling
from rfp.pricing.formulas import FACTS

#: Widths of a requirement's table: what it is, and the words.
NARROW, WIDE = Cm(3.2), Cm(13)


def draw(request: IssuedRequest, template: IO[bytes] | None = None) -> bytes:
    """The DOCX; ``template`` is a Word document whose looks are used."""
    paper = Document(template)
    word.complete(paper)
    with timezone.override(ZoneInfo(request.time_zone)):
        filling = Filling(paper, request)
        _dress(paper, request, has_template=template is not None)
        drawing = _Drawing(paper, request)
        if not filling.has_cover:
            drawing.cover()
        if filling.has_contents or not filling.has_cover:
            filling.put("contents", drawing.contents)
        filling.put("request", drawing.text)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _dress(paper: Paper, request: IssuedRequest, *, has_template: bool) -> None:
    about = paper.core_properties
    about.title, about.author = f"{request.reference} {request.title}", request.client
    about.subject, about.comments = f"Version {request.version}", ""
    about.created = about.modified = datetime.combine(request.issued_on, time.min, UTC)
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
    word.field(foot, "PAGE", "1")


class _Drawing:
    """Adds a request to the end of a document."""

    def __init__(self, paper: Paper, request: IssuedRequest) -> None:
        self.paper, self.request = paper, request
        self.outline = Outline(request)
        self.bookmarks = 0

    def cover(self) -> None:
        request = self.request
        self.paper.add_paragraph(request.title, style="Title")
        self.paper.add_paragraph(f"Request for proposal of {request.client}", style="Subtitle")
        facts = [
            ("Reference", request.reference),
            ("Version", str(request.version)),
            ("Issued", written.day(request.issued_on)),
            ("Contact", request.contact),
            *((step.name, written.moment(step.at)) for step in request.steps),
            ("Time zone", request.time_zone),
        ]
        table = word.table(self.paper, len(facts), 2)
        for row, (name, value) in zip(table.rows, facts, strict=True):
            word.write(row.cells[0], name, is_bold=True)
            word.write(row.cells[1], value)

    def contents(self) -> None:
        """A field that Word fills with pages; until then it has the headings."""
        title = self.paper.add_paragraph()
        title.add_run("Contents").bold = True
        title.paragraph_format.page_break_before = True
        lines = [
            (place, words)
            for chapter in self.outline.chapters
            for place, words in (
                (chapter.place, chapter.place.heading),
                *((place, place.heading) for place, _ in chapter.clauses),
            )
        ]
        lines += [(appendix.place, appendix.heading) for appendix in self.outline.appendices]
        paragraphs = [self.paper.add_paragraph() for _ in lines]
        word.open_field(paragraphs[0], 'TOC \\o "1-2" \\h \\z \\u')
        for paragraph, (place, words) in zip(paragraphs, lines, strict=True):
            paragraph.paragraph_format.left_indent = Cm(0.6 * (place.level - 1))
            paragraph.paragraph_format.space_after = Pt(2)
            word.write_runs(paragraph, (Run(words, target=place.anchor),))
        word.close_field(paragraphs[-1])

    def text(self) -> None:
        for chapter in self.outline.chapters:
            self._chapter(chapter)
        for appendix in self.outline.appendices:
            self._heading(appendix.place, appendix.heading)
            self._appendix(appendix)

    def _chapter(self, chapter: Chapter) -> None:
        self._heading(chapter.place, chapter.place.heading)
        for place, clause in chapter.clauses:
            self._heading(place, place.heading)
            for part in flow(self.outline.targets.markdown(clause.text)):
                self._part(part)
        for wanted in chapter.section.requirements:
            self._requirement(wanted)

    def _heading(self, place: Place, words: str) -> None:
        heading = self.paper.add_heading(words, level=place.level)
        heading.paragraph_format.keep_with_next = True
        self._bookmark(heading, place.anchor)

    def _bookmark(self, paragraph: Paragraph, anchor: str) -> None:
        self.bookmarks += 1
        word.bookmark(paragraph, anchor, 10_000 + self.bookmarks)  # a template has its own

    def _part(self, part: Text | Grid, cell: _Cell | None = None) -> None:
        if isinstance(part, Grid):
            table = (cell or self.paper).add_table(len(part.rows), len(part.rows[0]))
            if cell is None and "Table Grid" in {style.name for style in self.paper.styles}:
                table.style = "Table Grid"
            for number, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
                for each, runs in zip(row.cells, texts, strict=True):
                    word.write_runs(each.paragraphs[0], runs, all_bold=number == 0)
            word.repeat_head(table)
            return
        if part.kind == "heading" and cell is None:
            paragraph = self.paper.add_heading(level=3)
        else:
            paragraph = (cell or self.paper).add_paragraph()
        if part.kind in ("bullet", "number"):
            # Numbers are typed: Word would count on from the list before.
            sign = f"{part.ordinal}." if part.kind == "number" else "•"
            paragraph.paragraph_format.left_indent = Cm(0.6 * (part.depth + 1))
            paragraph.paragraph_format.first_line_indent = Cm(-0.6)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.6 * (part.depth + 1)))
            paragraph.add_run(f"{sign}\t")
        word.write_runs(paragraph, part.runs)

    def _requirement(self, wanted: IssuedRequirement) -> None:
        facts = [wanted.level.capitalize(), f"answer: {wanted.answer}"]
        if wanted.unit:
            facts[1] += f" ({wanted.unit})"
        if self.request.shows_weights and wanted.weight:
            facts.append(f"weight {wanted.weight}")
        table = word.table(self.paper, 2, 2)
        (id_, title), (about, text) = (row.cells for row in table.rows)
        word.write(id_, wanted.id, is_bold=True)
        self._bookmark(id_.paragraphs[0], wanted.id)
        word.write(title, wanted.title, is_bold=True)
        word.write(about, "\n".join(facts))
        for number, part in enumerate(flow(self.outline.targets.markdown(wanted.text))):
            if number == 0 and isinstance(part, Text) and part.kind == "paragraph":
                word.write_runs(text.paragraphs[0], part.runs)
            else:
                self._part(part, text)
        if wanted.evidence:
            text.add_paragraph().add_run(f"Evidence: {wanted.evidence}").italic = True
        table.autofit = False
        for column, width in zip(table.columns, (NARROW, WIDE), strict=True):
            column.width = width
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = NARROW, WIDE
            word.keep_whole(row._tr)
        for cell in (id_, title):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        self.paper.add_paragraph().paragraph_format.space_after = Pt(2)

    def _appendix(self, appendix: Appendix) -> None:
        request, table = self.request, appendix.table
        if table is not None:
            as_of = f"As it was on file on {written.moment(table.taken_at)}. {table.note}"
            self.paper.add_paragraph(as_of.strip())
            word.filled_table(self.paper, table.head, table.rows)
        elif appendix.kind == "award":
            self._award()
        elif appendix.kind == "metrics":
            self._metrics()
        elif appendix.kind == "answers":
            self.paper.add_paragraph(
                "Answers go into the response workbook. A requirement that is answered with "
                "“compliance” takes one of these:"
            )
            rows = [(each, "Needs an explanation" * (each in NEEDS_WORDS)) for each in COMPLIANCE]
            word.filled_table(self.paper, ("Answer", "Besides"), rows)
        elif appendix.kind == "sites":
            word.filled_table(
                self.paper,
                ("Id", "Site", "Address", "Wanted"),
                [(each.id, each.name, each.address, each.wanted) for each in request.sites],
            )
        else:
            word.filled_table(
                self.paper,
                ("Id", "What", "Site", "Unit", "Quantity"),
                [
                    (*(each.id, each.description, each.site, each.unit), f"{each.quantity:f}")
                    for each in request.prices
                ],
            )

    def _metrics(self) -> None:
        for metric, text, facts in described(self.outline):
            heading = self.paper.add_heading(f"{metric.id} {metric.title}", level=3)
            self._bookmark(heading, metric.id)
            for part in flow(text):
                self._part(part)
            rows = [(fact.name, "\n".join(fact.lines)) for fact in facts]
            word.filled_table(self.paper, ("Fact", "Definition"), rows)

    def _award(self) -> None:
        request, formula = self.request, FACTS[self.request.formula]
        price = f"Price. {formula.title}. {formula.explanation}"
        if request.ceiling is not None:
            price += f" The ceiling is {written.money(request.ceiling, request.currency)}."
        word.filled_table(
            self.paper,
            ("What counts", "Points of 100"),
            [
                (price, written.number(request.price_weight)),
                ("Quality, by the scored requirements", written.number(request.quality_weight)),
            ],
        )
        self.paper.add_paragraph(
            "Formula and weights were fixed before this request was issued. Their SHA-256 is "
            f"{request.commitment}. The SHA-256 of the whole content is {request.digest}."
        )
