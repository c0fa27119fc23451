"""Pieces of a request: numbers given once, editions, moves, and a history that brings back."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import User
from rfp.authoring.beginning import copy
from rfp.authoring.measuring import faults
from rfp.authoring.numbering import Contents
from rfp.authoring.services import (
    PieceRefused,
    StaleEdition,
    add,
    move,
    remove,
    restore,
    save,
    save_facts,
    set_many,
)
from rfp.models import Rfp, RfpClause, RfpMetric
from tests.rfp.authoring.conftest import asked


def clause(rfp: Rfp, number: int) -> RfpClause:
    return rfp.clauses.get(number=number)


def test_a_number_is_never_given_twice(rfp: Rfp, casey: User) -> None:
    section = rfp.sections.get(number=1)
    last = add(rfp=rfp, letter="C", content={"section": section, "title": "New"}, by=casey)
    remove(piece=last, by=casey)

    again = add(rfp=rfp, letter="C", content={"section": section, "title": "Newer"}, by=casey)

    assert (last.code, again.code) == ("C-004", "C-005")


def test_whoever_saves_second_is_shown_both_texts_and_nothing_is_lost(
    rfp: Rfp, casey: User, pat: User
) -> None:
    first = clause(rfp, 1)
    save(piece=first, edition=1, content={"text": "By Casey."}, by=casey)

    with pytest.raises(StaleEdition) as stale:
        save(piece=first, edition=1, content={"text": "By Pat."}, by=pat)
    assert (stale.value.theirs.text, stale.value.mine["text"]) == ("By Casey.", "By Pat.")
    save(piece=first, edition=2, content={"text": "By Casey and Pat."}, by=pat)

    changes = rfp.changes.filter(letter="C", number=1)
    assert [(each.edition, each.by.name, each.content["text"]) for each in changes] == [
        (3, "Pat Page", "By Casey and Pat."),
        (2, "Casey Cole", "By Casey."),
        (1, "Casey Cole", "Lines for {{client}}; see [[C-003]]."),
    ]


def test_the_same_save_twice_is_one(rfp: Rfp, casey: User) -> None:
    for _ in range(2):  # as a network does that lost the answer
        held = save(piece=clause(rfp, 2), edition=1, content={"text": "Once."}, by=casey)

    assert held.edition == 2
    assert rfp.changes.filter(letter="C", number=2).count() == 2


def test_what_was_removed_comes_back_to_its_place_with_its_number(rfp: Rfp, casey: User) -> None:
    first = clause(rfp, 1)
    remove(piece=first, by=casey)
    assert Contents(rfp).numbers["C-002"] == "1.1"

    restore(change=rfp.changes.filter(letter="C", number=1, act="made").get(), by=casey)

    assert Contents(rfp).numbers["C-001"] == "1.1"
    assert clause(rfp, 1).edition == 2


def test_a_section_goes_and_comes_back_with_all_in_it(rfp: Rfp, casey: User) -> None:
    before = Contents(rfp).numbers
    remove(piece=rfp.sections.get(number=2), by=casey)
    assert not rfp.requirements.exists()

    restore(change=rfp.changes.filter(letter="S", number=2).first(), by=casey)

    assert Contents(rfp).numbers == before


def test_a_clause_whose_section_is_gone_comes_back_into_the_last(rfp: Rfp, casey: User) -> None:
    remove(piece=rfp.sections.get(number=2), by=casey)

    back = restore(change=rfp.changes.filter(letter="C", number=3).first(), by=casey)

    assert back.section.number == 1


def test_restoring_an_earlier_text_is_a_save_of_its_own(rfp: Rfp, casey: User) -> None:
    save(piece=clause(rfp, 2), edition=1, content={"text": "Otherwise."}, by=casey)

    restore(change=rfp.changes.get(letter="C", number=2, edition=1), by=casey)

    assert clause(rfp, 2).text == "In two phases."
    assert clause(rfp, 2).edition == 3


def test_an_issued_request_does_not_change(rfp: Rfp, casey: User) -> None:
    Rfp.objects.filter(pk=rfp.pk).update(state="issued")

    with pytest.raises(PieceRefused, match="Begin an addendum"):
        save(piece=clause(rfp, 1), edition=1, content={"text": "Secretly."}, by=casey)
    Rfp.objects.filter(pk=rfp.pk).update(addendum_open=True)
    save(piece=clause(rfp, 1), edition=1, content={"text": "By addendum."}, by=casey)


def test_a_requirement_that_is_not_scored_has_no_weight(rfp: Rfp, casey: User) -> None:
    first = rfp.requirements.get(number=1)
    with pytest.raises(PieceRefused, match="Set it to 0"):
        save(piece=first, edition=1, content={"level": "mandatory"}, by=casey)
    content = {"level": "mandatory", "weight": 0}
    assert set_many(pieces=rfp.requirements.all(), content=content, by=casey) == 2


def test_facts_are_saved_upon_the_edition_that_was_read(rfp: Rfp, casey: User, pat: User) -> None:
    save_facts(rfp=rfp, edition=1, content={"title": "Voice and lines"}, by=casey)

    with pytest.raises(StaleEdition):
        save_facts(rfp=rfp, edition=1, content={"title": "Lines and voice"}, by=pat)


def test_a_copy_keeps_numbers_so_that_its_references_hold(rfp: Rfp, casey: User) -> None:
    remove(piece=clause(rfp, 2), by=casey)
    new = Rfp(client=rfp.client, reference="N-2", title="Again", lead=casey, contact="a@b.test")

    made = copy(of=rfp, rfp=new, by=casey)

    assert Contents(made).numbers == Contents(rfp).numbers
    added = add(
        rfp=made,
        letter="C",
        content={"section": made.sections.first(), "title": "More"},
        by=casey,
    )
    assert added.code == "C-004"
    assert made.copied_from == rfp


def test_a_reference_is_shown_with_its_computed_number(rfp: Rfp, casey: User) -> None:
    move(piece=clause(rfp, 3), to=0, section=rfp.sections.get(number=1), by=casey)

    shown = Contents(rfp).shown(clause(rfp, 1).text, {"client": "Acme"})

    assert '<a href="#C-003">Section 1.1</a>' in shown
    assert "Lines for Acme" in shown
    assert Contents(rfp).lost("See [[C-099]] and [[R-001]], not `[[C-098]]`.") == ["C-099"]


def test_a_metric_computes_by_its_examples() -> None:
    metric = RfpMetric(
        title="Availability",
        inputs="down, minutes out of service, min\ntotal, minutes of the month, min",
        formula="100 * (total - down) / total",
        places=2,
        rounding="half_up",
        direction="higher",
        target=99,
        examples="down = 43.2, total = 43200 -> 99.90",
    )
    assert faults(metric) == []

    metric.examples = "down = 43.2, total = 43200 -> 99.95\nnonsense"

    assert faults(metric) == [
        "Example “down = 43.2, total = 43200 -> 99.95”: It comes to 99.90.",
        "Example “nonsense”: Write it as name = number, name = number -> value.",
    ]


MOVES = st.tuples(
    st.sampled_from(["S-1", "S-2", "C-1", "C-2", "C-3", "R-1", "R-2", "R-3"]),
    st.integers(0, 4),
    st.sampled_from([None, 1, 2]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=12))
def test_whatever_moves_where_numbers_count_from_one_and_references_follow(
    rfp: Rfp, casey: User, moves: list[tuple]
) -> None:
    with transaction.atomic():  # each example begins with the request as it was
        support = {"section": rfp.sections.get(number=2), **asked("Support")}
        add(rfp=rfp, letter="R", content=support, by=casey)
        kinds = {"S": rfp.sections, "C": rfp.clauses, "R": rfp.requirements}
        for code, to, number in moves:
            letter, at = code.split("-")
            section = rfp.sections.get(number=number) if number and letter != "S" else None
            move(piece=kinds[letter].get(number=int(at)), to=to, section=section, by=casey)
        contents = Contents(rfp)
        transaction.set_rollback(True)

    assert [chapter.number for chapter in contents.chapters] == ["1", "2"]
    for chapter in contents.chapters:
        counted = [f"{chapter.number}.{at}" for at in range(1, len(chapter.pieces) + 1)]
        assert [each.number for each in chapter.pieces] == counted
        stands = [each.piece.letter for each in chapter.pieces]
        assert stands == sorted(stands), "clauses first, then requirements"
    assert len(contents.numbers) == 8
    for code, number in contents.numbers.items():
        label = f"{code} ({number})" if code.startswith("R") else f"Section {number}"
        assert contents.linked(f"[[{code}]]") == f"[{label}](#{code})"
