"""The redline shows quiet changes as tracked ones: rejected, they give what was issued."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn

from rfp.compare.changes import Comparison, compare
from rfp.compare.document import blocks
from rfp.compare.marking import AUTHOR
from rfp.compare.package import Package
from rfp.compare.redline import HEADING, redline
from tests.rfp.compare.conftest import issued, replace_tracked

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def quiet(back: Docx) -> None:
    clause = back.paragraphs[3].runs[0]
    clause.text = clause.text.replace("thirty (30)", "ninety (90)")
    back.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "$664.00"
    back.sections[0].footer.paragraphs[0].runs[0].text = "Version 1.0 as issued, to change"


def quiet_and_tracked(back: Docx) -> None:
    quiet(back)
    replace_tracked(back.paragraphs[2], "10%", "5%")


def come_and_gone(back: Docx) -> None:
    back.paragraphs[1].insert_paragraph_before("1.0 The Client pays the cost of tests.")
    gone = back.paragraphs[5]._p
    gone.getparent().remove(gone)
    row = back.tables[0].add_row()
    row.cells[0].text, row.cells[1].text = "Fuel surcharge", "$80.00"
    taken = back.tables[0].rows[1]._tr
    taken.getparent().remove(taken)


def moved(back: Docx) -> None:
    back.paragraphs[1]._p.addprevious(back.paragraphs[4]._p)


def in_pieces(back: Docx) -> None:
    clause = back.paragraphs[3]
    words = clause.text.replace("Either party", "The Provider")
    for one in list(clause.runs):
        clause._p.remove(one._r)
    for letter in words:
        clause.add_run(letter)


def at_both_ends(back: Docx) -> None:
    for at in (1, 4):
        one = back.paragraphs[at].runs[0]
        one.text = f"Subject to change: {one.text} So it is."


def emptied(back: Docx) -> None:
    back.tables[0].cell(2, 1).paragraphs[0].runs[0].text = ""


@pytest.mark.parametrize(
    "edit", [quiet, quiet_and_tracked, come_and_gone, moved, in_pieces, at_both_ends, emptied]
)
def test_rejecting_the_redline_gives_what_was_issued(
    tmp_path: Path, edit: Callable[[Docx], None]
) -> None:
    first, second, third = (tmp_path / f"{name}.docx" for name in ("issued", "back", "redline"))
    made = issued()
    made.save(str(first))
    edit(made)
    made.save(str(second))
    quietly = [one for one in compare(first, second) if not one.is_disclosed]

    third.write_bytes(redline(Comparison(Package(first), Package(second)), NOW))

    marked = compare(first, third)
    assert quietly
    assert [change for change in marked if not change.is_disclosed] == []
    assert len(marked) >= len(quietly)
    assert _accepted(third) == _accepted(second)


def _accepted(path: Path) -> list[str]:
    """The words of a document with every change taken."""
    return [unit.text for block in blocks(Package(path)) for unit in block.after]


def test_what_a_redline_cannot_show_is_listed_at_its_end(tmp_path: Path) -> None:
    first, second = tmp_path / "issued.docx", tmp_path / "back.docx"
    made = issued()
    made.save(str(first))
    made.paragraphs[3].runs[0].font.hidden = True
    made.core_properties.title = "Final"
    made.save(str(second))

    shown = Document(BytesIO(redline(Comparison(Package(first), Package(second)), NOW)))

    words = [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in shown.element.body.iter(qn("w:p"))
    ]
    assert HEADING in words
    assert any("properties, title: “nothing” became “Final”" in one for one in words)
    authors = {one.get(qn("w:author")) for one in shown.element.body.iter(qn("w:ins"))}
    assert authors == {AUTHOR}
