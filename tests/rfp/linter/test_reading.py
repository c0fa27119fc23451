"""Markdown and Word files become blocks whose words know where they stand."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as NewDocx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from rfp.linter.document import Kind, Place
from rfp.linter.engine import lint
from rfp.linter.reading import UnknownKind, markdown, read, word

WORDS = st.text(alphabet="abcdefg XYZ,.*_`[](){}#|-\n", max_size=200)


def test_markup_is_taken_off_and_places_stay() -> None:
    [heading, first, second] = markdown.read(
        "## 4.2 *Scope* of work\n\nA [link](x.md) and\n`code` here.\n\n- One **two** three\n"
    ).blocks

    assert (heading.kind, heading.label, heading.text) == (Kind.HEADING, "4.2", "Scope of work")
    assert first.text == "A link and code here."
    assert first.place(first.text.index("code")) == Place(4, 2)
    assert (second.kind, second.text) == (Kind.ITEM, "One two three")
    assert second.place(second.text.index("three")) == Place(6, 15)


def test_cells_of_a_table_have_their_columns() -> None:
    blocks = markdown.read("| Name | Means |\n|---|---|\n| RCA | cause |\n").blocks

    assert [(block.kind, block.text, block.row) for block in blocks] == [
        (Kind.LABEL, "Name", 1),
        (Kind.LABEL, "Means", 1),
        (Kind.CELL, "RCA", 2),
        (Kind.CELL, "cause", 2),
    ]
    assert blocks[3].place(0) == Place(3, 9)


def test_clauses_without_empty_lines_between_them_are_parted() -> None:
    blocks = markdown.read("2. Services\n2.1 One duty.\n2.2 Another\nduty.\n").blocks

    assert [(block.label, block.text) for block in blocks] == [
        ("2", "Services"),
        ("2.1", "One duty."),
        ("2.2", "Another duty."),
    ]


def test_front_matter_and_code_are_not_read_and_lines_still_count() -> None:
    [block] = markdown.read("---\nclient: acme\n---\n\n```\nTBD\n```\n\nText.\n").blocks

    assert block.place(0) == Place(9, 1)


@given(WORDS)
def test_every_place_is_in_the_file(text: str) -> None:
    lines = text.split("\n")
    for block in markdown.read(text).blocks:
        for offset, letter in enumerate(block.text):
            place = block.place(offset)
            assert letter == " " or lines[place.line - 1][place.column - 1] == letter


@given(WORDS)
def test_any_text_can_be_marked(text: str) -> None:
    for remark in lint(markdown.read(text)):
        assert 0 <= remark.mark.start < remark.mark.end <= len(remark.mark.block.text)


def saved(made: object) -> BytesIO:
    file = BytesIO()
    made.save(file)  # type: ignore[attr-defined]
    file.seek(0)
    return file


def test_a_word_file_is_read_by_paragraph_with_headings_and_tables() -> None:
    made = NewDocx()
    made.add_heading("Scope", level=2)
    made.add_paragraph("")
    made.add_paragraph("The Provider must answer.")
    table = made.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "Name", "RCA"

    blocks = word.read(saved(made)).blocks

    assert [(b.kind, b.level, b.text, b.place(0).line) for b in blocks] == [
        (Kind.HEADING, 2, "Scope", 1),
        (Kind.PARAGRAPH, 0, "The Provider must answer.", 3),
        (Kind.LABEL, 0, "Name", 4),
        (Kind.CELL, 0, "RCA", 5),
    ]


def test_what_a_tracked_change_inserts_is_read_and_what_it_deletes_is_not() -> None:
    made = NewDocx()
    paragraph = made.add_paragraph("Pay within ")
    for tag, text, letters in (("w:del", "w:delText", "30"), ("w:ins", "w:t", "90")):
        run = f"<w:r><{text}>{letters}</{text}></w:r>"
        paragraph._p.append(parse_xml(f'<{tag} {nsdecls("w")} w:id="1" w:author="x">{run}</{tag}>'))
    paragraph.add_run(" days.")

    assert [block.text for block in word.read(saved(made)).blocks] == ["Pay within 90 days."]


def test_numbers_that_word_makes_are_counted() -> None:
    made = NewDocx()
    numbering = made.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2"))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for text, level in (("Scope", 0), ("Sites", 1), ("Lines", 1), ("Price", 0), ("Terms", 1)):
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            )
        )
    assert made.element.body.find(qn("w:p")) is not None

    assert [(b.label, b.text) for b in word.read(saved(made)).blocks] == [
        ("1", "Scope"),
        ("1.1", "Sites"),
        ("1.2", "Lines"),
        ("2", "Price"),
        ("2.1", "Terms"),
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.odt"])
def test_other_files_are_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownKind, match="Save it as DOCX or Markdown"):
        read(tmp_path / name)


def test_what_only_calls_itself_docx_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no zip")
    with pytest.raises(word.NotReadable, match="no Word document"):
        read(tmp_path / "a.docx")


def test_text_in_another_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Zürich".encode("latin-1"))
    with pytest.raises(UnknownKind, match="byte 1"):
        read(tmp_path / "a.md")


def test_lines_above_and_below_pages_are_read_once_behind_the_body() -> None:
    made = NewDocx()
    made.add_paragraph("Text.")
    made.add_section()
    for section in made.sections:
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Draft of XX"
    made.sections[0].footer.paragraphs[0].text = "Page"
    body = len(made.element.body.findall(f".//{qn('w:p')}"))

    beside = [block for block in word.read(saved(made)).blocks if block.source]

    assert [(block.text, block.kind) for block in beside] == [
        ("Draft of XX", Kind.LABEL),
        ("Page", Kind.LABEL),
    ]
    assert beside[0].place(9).line == body + 1


def test_a_docx_that_is_broken_inside_is_refused() -> None:
    whole, broken = saved(NewDocx()), BytesIO()
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            is_body = name == "word/document.xml"
            target.writestr(name, source.read(name)[: 200 if is_body else None])

    with pytest.raises(word.NotReadable, match="no Word document"):
        word.read(broken)
