"""Ways to change a document that a reader of the page would not notice."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree
from PIL import Image

from rfp.compare.changes import Kind
from tests.rfp.compare.conftest import Compared, issued, run, told, tracked
from tests.rfp.compare.test_noise import element, field_of


def faint(back: Docx) -> None:
    back.paragraphs[3].runs[0].font.color.rgb = RGBColor(0xF7, 0xF7, 0xF5)


def by_style(back: Docx) -> None:
    style = back.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    back.paragraphs[3].runs[0].style = style


def by_style_of_all(back: Docx) -> None:
    back.styles["Heading 1"].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def black_on_black(back: Docx) -> None:
    properties = back.paragraphs[3].runs[0]._r.get_or_add_rPr()
    properties.append(element('<w:color w:val="000000"/>'))
    properties.append(element('<w:shd w:val="clear" w:fill="000000"/>'))


def by_theme(back: Docx) -> None:
    properties = back.paragraphs[3].runs[0]._r.get_or_add_rPr()
    properties.append(element('<w:color w:val="auto" w:themeColor="background1"/>'))


def flattened(back: Docx) -> None:
    properties = back.paragraphs[3]._p.get_or_add_pPr()
    properties.append(element('<w:spacing w:line="10" w:lineRule="exact"/>'))


@pytest.mark.parametrize(
    ("edit", "look"),
    [
        (faint, "white"),
        (by_style, "hidden"),
        (by_style_of_all, "white"),
        (black_on_black, "in the colour of its background"),
        (by_theme, "white"),
        (flattened, "tiny"),
    ],
)
def test_hiding_by_any_means_is_a_change(
    compared: Compared, edit: Callable[[Docx], None], look: str
) -> None:
    [change] = compared(edit)

    assert (change.kind, change.is_disclosed) == (Kind.FORMATTING, False)
    assert look in change.after


def test_a_hidden_row_is_a_change(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.tables[0].rows[1]._tr.get_or_add_trPr().append(element("<w:hidden/>"))

    assert told(compared(edit)) == [("formatting", "table", False)] * 2


def test_tables_in_tables_are_read(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        inner = made.tables[0].cell(2, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Setup", "$50.00"
        return made

    def edit(back: Docx) -> None:
        inner = back.tables[0].cell(2, 1).tables[0]
        inner.cell(0, 1).paragraphs[0].runs[0].text = "$500.00"

    [change] = compared(edit, start)

    assert (change.part, change.after) == ("table", "$500.00")
    assert change.where == "table 1, row 3, column 2, table 1, row 1, column 2"


def note(name: str, words: str) -> str:
    return f'<w:footnote w:id="{name}"><w:p>{run(words)}</w:p></w:footnote>'


def with_notes(made: Docx, *notes: tuple[str, str], is_tracked: bool = False) -> None:
    """Footnotes of a document, each referred to at the end of its second paragraph."""
    part = next(
        (
            relation.target_part
            for relation in made.part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
        ),
        None,
    )
    inside = "".join(note(*one) for one in notes)
    content = element(f"<w:footnotes>{inside}</w:footnotes>")
    if part is None:
        from_docx = made.part.package
        part = _new_part(from_docx)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    part._blob = _xml(content)
    paragraph = made.paragraphs[1]._p
    for one in list(paragraph.iter(qn("w:footnoteReference"))):
        one.getparent().remove(one)
    for name, _ in notes:
        reference = f'<w:r><w:footnoteReference w:id="{name}"/></w:r>'
        paragraph.append(tracked("w:ins", reference) if is_tracked else element(reference))


def _new_part(package: Any) -> Any:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return Part(PackURI("/word/footnotes.xml"), kind, b"", package)


def _xml(tree: Any) -> bytes:
    return etree.tostring(tree)


def test_a_footnote_that_says_something_else_is_a_change(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        with_notes(made, ("2", "Measured monthly."), ("3", "Taxes included."))
        return made

    def edit(back: Docx) -> None:
        with_notes(back, ("2", "Measured yearly."), ("3", "Taxes included."))

    [change] = compared(edit, start)

    assert (change.part, change.before, change.after) == (
        "footnote",
        "Measured monthly.",
        "Measured yearly.",
    )


def test_a_footnote_whose_mark_is_tracked_is_disclosed(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        with_notes(back, ("2", "Except on holidays."), is_tracked=True)

    assert told(compared(edit)) == [("inserted", "footnote", True)]


def test_a_footnote_without_its_mark_is_gone(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        with_notes(made, ("2", "Measured monthly."))
        return made

    def edit(back: Docx) -> None:
        for one in list(back.element.body.iter(qn("w:footnoteReference"))):
            one.getparent().remove(one)

    assert told(compared(edit, start)) == [("deleted", "footnote", False)]


def linked(address: str) -> Callable[[Docx], None]:
    def edit(made: Docx) -> None:
        name = made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        for old in list(made.element.body.iter(qn("w:hyperlink"))):
            old.getparent().remove(old)
        link = element(f'<w:hyperlink r:id="{name}">{run("our terms")}</w:hyperlink>')
        made.paragraphs[4]._p.append(link)

    return edit


def test_a_link_that_leads_elsewhere_is_a_change(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        linked("https://client.example/terms")(made)
        return made

    [change] = compared(linked("https://carrier.example/terms"), start)

    assert change.where == "paragraph 5, address of a link"
    assert change.after == "https://carrier.example/terms"


def test_a_link_written_as_a_field_is_the_same_link(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        linked("https://client.example/terms")(made)
        return made

    def edit(back: Docx) -> None:
        link = next(back.element.body.iter(qn("w:hyperlink")))
        for one in field_of(' HYPERLINK "https://client.example/terms" ', "our terms"):
            link.addprevious(one)
        link.getparent().remove(link)

    assert compared(edit, start) == []


def numbered(restart_at: int | None) -> Callable[[], Docx]:
    """Six clauses in a list; from the fourth on counted anew if so asked."""

    def start() -> Docx:
        made = Document()
        numbering = made.part.numbering_part.element
        for one in list(numbering):
            numbering.remove(one)
        numbering.append(
            element(
                '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            )
        )
        numbering.append(element('<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
        if restart_at:
            numbering.append(
                element(
                    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
                    f'<w:startOverride w:val="{restart_at}"/></w:lvlOverride></w:num>'
                )
            )
        for number in range(6):
            paragraph = made.add_paragraph(f"Clause about matter {'abcdef'[number]} of the deal.")
            name = 2 if restart_at and number > 2 else 1
            paragraph._p.get_or_add_pPr().append(
                element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>')
            )
        return made

    return start


def test_a_list_that_counts_anew_is_one_change(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        other = numbered(1)()
        back.part.numbering_part._element = other.part.numbering_part.element
        for one, source in zip(back.paragraphs, other.paragraphs, strict=True):
            one._p.getparent().replace(one._p, source._p)

    [change] = compared(edit, numbered(None))

    assert (change.kind, change.where) == (Kind.FORMATTING, "paragraph 4, numbering")


def test_a_list_whose_first_clause_went_counts_from_the_next(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        first = back.paragraphs[0]._p
        first.getparent().remove(first)

    assert told(compared(edit, numbered(None))) == [("deleted", "body", False)]


def test_another_pattern_of_a_list_is_told_by_its_style(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        made.add_paragraph("Mandatory.", style="List Number")
        return made

    def edit(back: Docx) -> None:
        for level in back.part.numbering_part.element.iter(qn("w:lvl")):
            style = level.find(qn("w:pStyle"))
            if style is not None and style.get(qn("w:val")) == "ListNumber":
                level.find(qn("w:numFmt")).set(qn("w:val"), "lowerLetter")

    [change] = compared(edit, start)

    assert change.kind is Kind.FORMATTING
    assert change.where.endswith(", numbering")


def test_a_footer_of_one_section_is_told(compared: Compared) -> None:
    def start() -> Docx:
        made = issued()
        second = made.add_section()
        second.footer.is_linked_to_previous = False
        second.footer.paragraphs[0].text = "Annex"
        return made

    def edit(back: Docx) -> None:
        back.sections[1].footer.paragraphs[0].runs[0].text = "Annex, for information only"

    assert told(compared(edit, start)) == [("changed", "footer", False)]


def test_a_tick_in_a_form_is_a_change(compared: Compared) -> None:
    def box(is_set: int) -> Any:
        return element(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
            f'<w:default w:val="0"/><w:checked w:val="{is_set}"/></w:checkBox></w:ffData>'
            "</w:fldChar></w:r>"
        )

    def start() -> Docx:
        made = issued()
        made.paragraphs[4]._p.append(box(1))
        return made

    def edit(back: Docx) -> None:
        old = next(back.element.body.iter(qn("w:fldChar"))).getparent()
        old.getparent().replace(old, box(0))

    [change] = compared(edit, start)

    assert (change.before[-1], change.after[-1]) == ("☒", "☐")


def test_a_column_put_between_is_told_by_its_cells(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        for row, words in zip(back.tables[0].rows, ("Setup", "$9.00", "$8.00"), strict=True):
            cell = element(f"<w:tc><w:p>{run(words)}</w:p></w:tc>")
            row._tr.tc_lst[0].addnext(cell)

    changes = compared(edit)

    assert told(changes) == [("inserted", "table", False)] * 3
    assert [change.after for change in changes] == ["Setup", "$9.00", "$8.00"]


def test_cells_merged_with_all_their_words_are_no_change(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.tables[0].cell(1, 0).merge(back.tables[0].cell(1, 1))

    assert compared(edit) == []


def test_a_paragraph_that_moved_and_changed_is_one_change(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        clause = back.paragraphs[1]
        clause.runs[0].text = clause.text.replace("four", "forty")
        back.paragraphs[4]._p.addnext(clause._p)

    [change] = compared(edit)

    assert change.kind is Kind.CHANGED
    assert change.where == "paragraph 5, was paragraph 2"


def test_two_paragraphs_that_changed_places_are_one_move(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.paragraphs[2]._p.addprevious(back.paragraphs[3]._p)

    assert told(compared(edit)) == [("moved", "body", False)]


def test_every_short_answer_that_changed_is_one_change(compared: Compared) -> None:
    def start() -> Docx:
        made = Document()
        for words in ("Payment", "Net 90", "Currency", "USD", "Liability", "No", "Indexed", "No"):
            made.add_paragraph(words)
        return made

    def edit(back: Docx) -> None:
        back.paragraphs[3].runs[0].text = "EUR"
        back.paragraphs[7].runs[0].text = "Yes"

    assert told(compared(edit, start)) == [("changed", "body", False)] * 2


def test_a_picture_put_in_place_of_another_is_told_where_it_is(compared: Compared) -> None:
    def picture(colour: str) -> BytesIO:
        file = BytesIO()
        Image.new("RGB", (4, 4), colour).save(file, "PNG")
        file.seek(0)
        return file

    def start() -> Docx:
        made = issued()
        made.add_picture(picture("red"))
        return made

    def edit(back: Docx) -> None:
        drawn = back.paragraphs[-1]._p
        drawn.getparent().remove(drawn)
        back.add_picture(picture("blue"))

    [change] = compared(edit, start)

    assert (change.kind, change.part) == (Kind.CHANGED, "body")
    assert change.before.startswith("[picture ")


def test_an_untracked_and_a_tracked_change_in_one_paragraph_are_told_apart(
    compared: Compared,
) -> None:
    def edit(back: Docx) -> None:
        clause = back.paragraphs[2]
        for one in list(clause.runs):
            clause._p.remove(one._r)
        clause.add_run("1.2 The Provider will credit ")
        clause._p.append(tracked("w:del", run("10%", deleted=True)))
        clause._p.append(tracked("w:ins", run("5%")))
        clause.add_run(" of the yearly charge for each miss.")

    changes = compared(edit)

    assert told(changes) == [("changed", "body", False), ("changed", "body", True)]
    assert "10% of the yearly" in changes[0].after
    assert "5% of the yearly" in changes[1].after


def test_a_replaced_letter_that_looks_the_same_is_a_change(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        one = back.paragraphs[1].runs[0]
        one.text = one.text.replace("o", "о", 1)

    assert told(compared(edit)) == [("changed", "body", False)]


def test_the_author_and_a_property_of_ones_own_are_told(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.core_properties.author = "Carrier Legal"
        back.core_properties.title = "Final"

    assert [(c.part, c.where) for c in compared(edit)] == [
        ("properties", "creator"),
        ("properties", "title"),
    ]


def test_small_type_is_a_change_only_where_nobody_reads_it(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.paragraphs[1].runs[0].font.size = Pt(9)
        back.paragraphs[2].runs[0].font.size = Pt(3)

    [change] = compared(edit)
    assert "tiny" in change.after
