"""Every change is found, in every part of a document, and told to be disclosed or not."""

from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from rfp.compare.changes import Kind
from tests.rfp.compare.conftest import (
    Compared,
    copy_of,
    mark_of,
    replace_tracked,
    run,
    told,
    tracked,
)


def nothing(_: Docx) -> None:
    pass


def test_an_untouched_document_has_no_change(compared: Compared) -> None:
    assert compared(nothing) == []


def test_three_quiet_edits_and_a_tracked_one(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        replace_tracked(back.paragraphs[2], "10%", "5%")
        clause = back.paragraphs[3].runs[0]
        clause.text = clause.text.replace("thirty (30)", "ninety (90)")
        back.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "$664.00"
        back.sections[0].footer.paragraphs[0].runs[0].text = "Version 1.0  as issued, to change"

    changes = compared(edit)

    assert told(changes) == [
        ("changed", "body", False),
        ("changed", "body", True),
        ("changed", "table", False),
        ("changed", "footer", False),
    ]
    assert changes[0].after == "1.3 Either party may leave with ninety (90) days of notice."
    assert (changes[1].before, changes[1].after) == (
        "1.2 The Provider will credit 10% of the monthly charge for each miss.",
        "1.2 The Provider will credit 5% of the monthly charge for each miss.",
    )
    assert (changes[2].where, changes[2].before, changes[2].after) == (
        "table 1, row 2, column 2",
        "$640.00",
        "$664.00",
    )


def test_a_jigsaw_is_one_change_and_moves(compared: Compared) -> None:
    blocks = (
        *("1 Scope", "The Provider delivers access at 12 sites.", "2 Credits"),
        *("The Provider will credit 10% of the charge.", "3 Term", "The term is 36 months."),
        *("4 Exit", "The Provider will move numbers in 10 days."),
    )

    def start() -> Docx:
        made = Document()
        for words in blocks:
            made.add_paragraph(words)
        return made

    def edit(back: Docx) -> None:
        body = back.element.body
        first = back.paragraphs[0]._p
        for paragraph in (*back.paragraphs[6:8], *back.paragraphs[4:6]):
            first.addprevious(paragraph._p)
        changed = next(p for p in back.paragraphs if "numbers" in p.text)
        changed.runs[0].text = changed.text.replace("10", "30")
        assert len(body) > len(blocks)

    changes = compared(edit, start)

    assert [change.kind for change in changes].count(Kind.CHANGED) == 1
    assert {str(change.kind) for change in changes} == {"changed", "moved"}
    assert next(c for c in changes if c.kind is Kind.CHANGED).after.endswith("30 days.")


def split_runs(back: Docx) -> None:
    for paragraph in back.paragraphs:
        words = paragraph.text
        for one in paragraph.runs[1:]:
            one._r.getparent().remove(one._r)
        paragraph.runs[0].text = words[:3]
        paragraph.add_run(words[3:9])
        paragraph.add_run(words[9:])


def typographic(back: Docx) -> None:
    for paragraph in back.paragraphs:
        paragraph.runs[0].text = paragraph.runs[0].text.replace(" ", "\u00a0", 1) + "\u200b "


@pytest.mark.parametrize("edit", [split_runs, typographic])
def test_what_programs_do_on_their_own_is_no_change(compared: Compared, edit: Any) -> None:
    assert compared(edit) == []


def hide(back: Docx) -> None:
    back.paragraphs[3].runs[0].font.hidden = True


def whiten(back: Docx) -> None:
    back.paragraphs[3].runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def shrink(back: Docx) -> None:
    back.paragraphs[3].runs[0].font.size = Pt(1)


def strike(back: Docx) -> None:
    back.paragraphs[3].runs[0].font.strike = True


@pytest.mark.parametrize(
    ("edit", "look"),
    [(hide, "hidden"), (whiten, "white"), (shrink, "tiny"), (strike, "struck through")],
)
def test_words_taken_out_of_sight_are_a_change(compared: Compared, edit: Any, look: str) -> None:
    [change] = compared(edit)

    assert (change.kind, change.is_disclosed) == (Kind.FORMATTING, False)
    assert look in change.after


def test_new_words_that_nobody_sees_are_told_as_such(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.paragraphs[4].add_run(" Prices rise by 5% a year.").font.hidden = True

    [change] = compared(edit)

    assert (change.kind, change.where) == (Kind.CHANGED, "paragraph 5 (not visible)")
    assert change.after.endswith("Prices rise by 5% a year.")


def test_tracked_paragraphs_come_and_go_disclosed(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        new = copy_of(back.paragraphs[4]._p)
        back.paragraphs[4]._p.addnext(new)
        added = back.paragraphs[5]
        for one in added.runs:
            new.remove(one._r)
        new.append(tracked("w:ins", run("1.5 Prices may rise.")))
        mark_of(added, "w:ins")
        gone = back.paragraphs[1]
        words = gone.text
        for one in gone.runs:
            gone._p.remove(one._r)
        gone._p.append(tracked("w:del", run(words, deleted=True)))
        mark_of(gone, "w:del")

    changes = compared(edit)

    assert told(changes) == [("deleted", "body", True), ("inserted", "body", True)]
    assert changes[1].after == "1.5 Prices may rise."


def test_a_tracked_move_is_one_disclosed_move(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        away = back.paragraphs[4]
        words = away.text
        here = copy_of(away._p)
        for element in (away._p, here):
            for one in element.findall(qn("w:r")):
                element.remove(one)
        away._p.append(tracked("w:moveFrom", run(words)))
        mark_of(away, "w:moveFrom")
        here.append(tracked("w:moveTo", run(words)))
        back.paragraphs[1]._p.addprevious(here)
        mark_of(back.paragraphs[1], "w:moveTo")

    [change] = compared(edit)

    assert (change.kind, change.is_disclosed) == (Kind.MOVED, True)
    assert change.where == "paragraph 2, was paragraph 6"


def test_quiet_paragraphs_come_and_go(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        back.paragraphs[1].insert_paragraph_before("1.0 The Client pays the cost of tests.")
        gone = back.paragraphs[5]._p
        gone.getparent().remove(gone)

    changes = compared(edit)

    assert told(changes) == [("inserted", "body", False), ("deleted", "body", False)]
    assert [change.where for change in changes] == ["paragraph 2", "paragraph 5"]


def test_values_swapped_between_rows_are_two_changes(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        table = back.tables[0]
        table.cell(1, 1).paragraphs[0].runs[0].text = "$1,900.00"
        table.cell(2, 1).paragraphs[0].runs[0].text = "$640.00"

    assert told(compared(edit)) == [("changed", "table", False)] * 2


def test_a_new_row_is_told_as_one(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        table = back.tables[0]
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = "Fuel surcharge", "$80.00"

    [change] = compared(edit)

    assert (change.kind, change.where) == (Kind.INSERTED, "table 1, row 4")
    assert change.after == "Fuel surcharge | $80.00"


def test_a_tracked_row_is_disclosed(compared: Compared) -> None:
    def edit(back: Docx) -> None:
        row = back.tables[0].add_row()
        row.cells[0].text = "Setup"
        row._tr.get_or_add_trPr().append(tracked("w:ins", ""))

    assert told(compared(edit)) == [("inserted", "table", True)]
