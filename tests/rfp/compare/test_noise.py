"""What programs write anew at every saving is no change, in whatever shape it comes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.rfp.compare.conftest import Compared, issued, replace_tracked, run

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def element(xml: str) -> Any:
    """An element of a document from its text, with the names it may use."""
    names = f"{nsdecls('w', 'r')} {W14}"
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {names}", xml))


def every_letter_a_run(back: Docx) -> None:
    for paragraph in back.paragraphs:
        words = paragraph.text
        for one in list(paragraph.runs):
            paragraph._p.remove(one._r)
        for letter in words:
            paragraph.add_run(letter)


def proofing_marks(back: Docx) -> None:
    for paragraph in back.paragraphs:
        paragraph._p.insert(0, element('<w:proofErr w:type="spellStart"/>'))
        paragraph._p.append(element('<w:proofErr w:type="spellEnd"/>'))
        paragraph._p.append(element('<w:bookmarkStart w:id="9" w:name="_GoBack"/>'))
        paragraph._p.append(element('<w:bookmarkEnd w:id="9"/>'))
        paragraph.runs[0]._r.insert(0, element("<w:lastRenderedPageBreak/>"))


def saving_numbers(back: Docx) -> None:
    for paragraph in back.element.body.iter(qn("w:p")):
        paragraph.set(qn("w:rsidR"), "00AB12CD")
        paragraph.set(qn("w:rsidRDefault"), "00AB12CD")


def curly_quotes_and_soft_hyphens(back: Docx) -> None:
    one = back.paragraphs[1].runs[0]
    one.text = one.text.replace("Provider", "Pro\u00advider").replace(" hours", "\u00a0hours")


def a_content_control(back: Docx) -> None:
    paragraph = back.paragraphs[2]._p
    control = element("<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    control.find(qn("w:sdtContent")).append(paragraph)


def a_control_around_words(back: Docx) -> None:
    paragraph = back.paragraphs[2]._p
    control = element("<w:sdt><w:sdtContent/></w:sdt>")
    first = paragraph.find(qn("w:r"))
    first.addprevious(control)
    control.find(qn("w:sdtContent")).append(first)


def spelling_language(back: Docx) -> None:
    for paragraph in back.paragraphs:
        properties = paragraph.runs[0]._r.get_or_add_rPr()
        properties.append(element('<w:lang w:val="en-US"/>'))
        properties.append(element("<w:noProof/>"))


def empty_paragraphs(back: Docx) -> None:
    back.paragraphs[2].insert_paragraph_before("")
    back.add_paragraph("")


def merged_cells_without_words(back: Docx) -> None:
    row = back.tables[0].rows[1]._tr
    properties = row.tc_lst[0].get_or_add_tcPr()
    properties.append(element('<w:shd w:val="clear" w:fill="EEEEEE"/>'))


def saved_by_another_program(back: Docx) -> None:
    back.core_properties.revision = 44
    back.core_properties.last_modified_by = "Carrier"


@pytest.mark.parametrize(
    "edit",
    [
        every_letter_a_run,
        proofing_marks,
        saving_numbers,
        curly_quotes_and_soft_hyphens,
        a_content_control,
        a_control_around_words,
        spelling_language,
        empty_paragraphs,
        merged_cells_without_words,
        saved_by_another_program,
    ],
)
def test_noise_is_no_change(compared: Compared, edit: Callable[[Docx], None]) -> None:
    assert compared(edit) == []


def field_of(code: str, result: str, *, cut: int | None = None) -> list[Any]:
    """A field as Word writes it, its code in one or two runs."""
    codes = [code] if cut is None else [code[:cut], code[cut:]]
    return [
        element('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
        *(
            element(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>')
            for one in codes
        ),
        element('<w:r><w:fldChar w:fldCharType="separate"/></w:r>'),
        element(f"<w:r><w:t>{result}</w:t></w:r>"),
        element('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ]


def with_field(code: str, result: str) -> Callable[[], Docx]:
    def start() -> Docx:
        made = issued()
        paragraph = made.sections[0].footer.paragraphs[0]._p
        for one in field_of(code, result):
            paragraph.append(one)
        return made

    return start


def another_field(code: str, result: str, cut: int | None = None) -> Callable[[Docx], None]:
    def edit(back: Docx) -> None:
        paragraph = back.sections[0].footer.paragraphs[0]._p
        for one in paragraph.findall(qn("w:r"))[1:]:
            paragraph.remove(one)
        for one in field_of(code, result, cut=cut):
            paragraph.append(one)

    return edit


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        (" PAGE ", "1", "12"),
        (" NUMPAGES ", "9", "10"),
        (" PAGEREF _Toc11 \\h ", "3", "iv"),
        (' DATE \\@ "yyyy" ', "2025", "2026"),
        (" FILENAME ", "issued.docx", "back.docx"),
    ],
)
def test_what_a_program_counts_is_no_change(
    compared: Compared, code: str, before: str, after: str
) -> None:
    assert compared(another_field(code, after, cut=3), with_field(code, before)) == []


def test_words_in_place_of_a_page_number_are_a_change(compared: Compared) -> None:
    [change] = compared(another_field(" PAGE ", "prices may rise"), with_field(" PAGE ", "1"))

    assert (change.part, change.is_disclosed) == ("footer", False)
    assert change.after.endswith("prices may rise")


def test_a_computed_sum_of_its_own_is_a_change(compared: Compared) -> None:
    changes = compared(another_field(" =SUM(ABOVE) ", "2600"), with_field(" =SUM(ABOVE) ", "2540"))

    assert [str(change.kind) for change in changes] == ["changed"]


def test_a_box_written_twice_for_older_programs_is_told_once(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        box = "<w:txbxContent><w:p><w:r><w:t>Valid 180 days</w:t></w:r></w:p></w:txbxContent>"
        made.add_paragraph("Beside it:")._p.append(
            parse_xml(
                f"<w:r {nsdecls('w')}"
                ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
                ' xmlns:v="urn:schemas-microsoft-com:vml">'
                f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}'
                "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
                f"{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        return made

    def edit(back: Docx) -> None:
        for text in back.element.body.iter(qn("w:t")):
            text.text = text.text.replace("180", "30")

    [change] = compared(edit, start)

    assert (change.part, change.before, change.after) == (
        "textbox",
        "Valid 180 days",
        "Valid 30 days",
    )


def test_bold_by_a_style_and_bold_by_hand_look_the_same(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        heading = back.paragraphs[0]
        assert heading.style is not None
        heading.runs[0].bold = True
        heading.runs[0].font.size = Pt(14)

    assert compared(edit) == []


def test_what_was_issued_with_tracked_changes_comes_back_with_them(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        replace_tracked(made.paragraphs[2], "10%", "15%")
        return made

    def edit(back: Docx) -> None:
        replace_tracked(back.paragraphs[3], "thirty (30)", "ninety (90)")

    assert compared(lambda _: None, start) == []
    [change] = compared(edit, start)
    assert change.is_disclosed
    assert "ninety" in change.after


def test_what_was_issued_with_tracked_changes_may_come_back_with_them_taken(
    compared: Compared,
) -> None:
    def start() -> Docx:
        made = issued()
        replace_tracked(made.paragraphs[2], "10%", "15%")
        return made

    def edit(back: Docx) -> None:
        for gone in list(back.element.body.iter(qn("w:del"))):
            gone.getparent().remove(gone)
        for new in list(back.element.body.iter(qn("w:ins"))):
            for one in list(new):
                new.addprevious(one)
            new.getparent().remove(new)

    assert compared(edit, start) == []


def test_a_tracked_break_inside_a_paragraph_hides_nothing(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        clause = back.paragraphs[2]
        words = clause.text
        for one in list(clause.runs):
            clause._p.remove(one._r)
        clause.add_run(words[:30])
        clause._p.get_or_add_pPr().append(element('<w:rPr><w:ins w:id="3" w:author="C"/></w:rPr>'))
        clause._p.addnext(element(f"<w:p>{run(words[30:])}</w:p>"))

    assert all(change.is_disclosed for change in compared(edit))


def test_a_tracked_joining_of_paragraphs_hides_nothing(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        mark = element('<w:rPr><w:del w:id="3" w:author="C"/></w:rPr>')
        back.paragraphs[2]._p.get_or_add_pPr().append(mark)

    changes = compared(edit)
    assert changes
    assert all(change.is_disclosed for change in changes)
