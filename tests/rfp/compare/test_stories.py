"""Changes outside of the body: headers, comments, boxes, fields, numbering, properties."""

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from rfp.compare.changes import Kind
from tests.rfp.compare.conftest import Compared


def test_headers_of_every_kind_are_read(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        section = made.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "Request 12"
        section.first_page_header.paragraphs[0].text = "Confidential"
        return made

    def edit(back: Docx) -> None:
        back.sections[0].first_page_header.paragraphs[0].runs[0].text = "Public"

    [change] = compared(edit, start)

    assert (change.part, change.before, change.after) == ("header", "Confidential", "Public")


def test_a_comment_of_theirs_is_disclosed_and_one_of_ours_that_changed_is_not(
    compared: Compared,
) -> None:
    def start() -> Docx:
        made = Document()
        paragraph = made.add_paragraph("The term is 36 months.")
        made.add_comment(paragraph.runs, text="Not negotiable.", author="Us")
        return made

    def edit(back: Docx) -> None:
        next(iter(back.comments)).paragraphs[0].runs[-1].text = "Negotiable."
        back.add_comment(back.paragraphs[0].runs, text="We offer 24.", author="Carrier")

    changes = compared(edit, start)

    assert [(str(c.kind), c.before, c.after, c.is_disclosed) for c in changes] == [
        ("changed", "Not negotiable.", "Negotiable.", False),
        ("inserted", "", "We offer 24.", True),
    ]


def boxed(made: Docx, words: str) -> None:
    made.add_paragraph("Beside it:")._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        )
    )


def test_text_boxes_are_read(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        boxed(made, "Valid for 180 days")
        return made

    def edit(back: Docx) -> None:
        next(t for t in back.element.body.iter(qn("w:t")) if "Valid" in t.text).text = "Valid today"

    [change] = compared(edit, start)

    assert (change.part, change.where) == ("textbox", "text box 1, paragraph 1")


def test_a_field_that_computes_something_else_is_a_change(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        made.add_paragraph("Total: ")._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" =SUM(ABOVE) "><w:r><w:t>12</w:t></w:r>'
                "</w:fldSimple>"
            )
        )
        return made

    def edit(back: Docx) -> None:
        back.element.body.find(f".//{qn('w:fldSimple')}").set(qn("w:instr"), " =SUM(ABOVE)*2 ")

    [change] = compared(edit, start)

    assert (change.before, change.after) == ("=SUM(ABOVE)", "=SUM(ABOVE)*2")


def test_another_way_of_numbering_is_told(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        made.add_paragraph("Must", style="List Number")
        numbering = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        )
        made.paragraphs[0]._p.get_or_add_pPr().append(numbering)
        return made

    def edit(back: Docx) -> None:
        back.element.body.find(f".//{qn('w:numId')}").set(qn("w:val"), "5")

    [change] = compared(edit, start)

    assert change.kind is Kind.FORMATTING
    assert change.where == "paragraph 1, numbering"


def test_properties_that_people_set_are_compared(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.core_properties.subject = "Offer subject to change"
        back.core_properties.revision = 44

    [change] = compared(edit)

    assert (change.part, change.where, change.kind) == ("properties", "subject", Kind.INSERTED)
