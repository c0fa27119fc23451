"""The request in Word."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from rfp.compare.changes import compare
from rfp.issuing.docx import draw
from rfp.issuing.flow import Grid, Run, Text, flow
from rfp.issuing.shape import IssuedClause, IssuedSection
from rfp.linter.document import Kind
from rfp.linter.reading import word
from tests.rfp.request import REQUEST


def test_word_sees_its_headings_and_requirements() -> None:
    blocks = word.read(BytesIO(draw(REQUEST))).blocks

    headings = [(block.level, block.label, block.text) for block in blocks if block.level]
    assert (1, "1", "Definitions") in headings
    assert (2, "1.1", "Terms") in headings
    assert "R-002" in [block.text for block in blocks if block.kind in (Kind.LABEL, Kind.CELL)]


def test_a_clause_keeps_its_lists_tables_and_stress() -> None:
    assert flow("A **bold** word.\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| c | *d* |\n") == [
        Text("paragraph", (Run("A "), Run("bold", is_bold=True), Run(" word."))),
        Text("bullet", (Run("one"),)),
        Text("bullet", (Run("two"),), 1),
        Grid((((Run("a"),), (Run("b"),)), ((Run("c"),), (Run("d", is_italic=True),)))),
    ]


def test_the_same_request_gives_a_file_without_changes(tmp_path: Path) -> None:
    for name in ("one.docx", "other.docx"):
        (tmp_path / name).write_bytes(draw(REQUEST))

    assert compare(tmp_path / "one.docx", tmp_path / "other.docx") == []


def test_a_template_brings_its_looks_and_not_its_text() -> None:
    template = Document()
    template.add_paragraph("Lorem of the template")
    template.sections[0].header.paragraphs[0].text = "Letterhead of the firm"
    file = BytesIO()
    template.save(file)
    file.seek(0)

    made = Document(BytesIO(draw(REQUEST, file)))

    assert made.sections[0].header.paragraphs[0].text == "Letterhead of the firm"
    assert not any("Lorem" in paragraph.text for paragraph in made.paragraphs)
    assert any(paragraph.text == "Access for ten sites" for paragraph in made.paragraphs)


def test_hidden_weights_stay_hidden() -> None:
    made = Document(BytesIO(draw(replace(REQUEST, shows_weights=False))))

    words = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert not any("weight" in text for text in words)


@pytest.mark.parametrize("text", ["", "<b>x</b>", "![p](http://x/y.png)", "1. a\n2. b"])
def test_odd_markdown_is_drawn(text: str) -> None:
    section = IssuedSection("Odd", (IssuedClause("Clause", text),))
    assert draw(replace(REQUEST, sections=(section,)))


@given(st.text(alphabet="ab *_-|\n1.#", max_size=60))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    shown = ""
    for part in flow(text):
        rows = part.rows if isinstance(part, Grid) else ((part.runs,),)
        shown += "".join(run.text for row in rows for cell in row for run in cell)
    assert sorted(letter for letter in text if letter in "ab") == sorted(
        letter for letter in shown if letter in "ab"
    )
