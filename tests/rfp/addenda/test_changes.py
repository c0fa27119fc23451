"""What two issues of a request differ in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfp.addenda.changes import Act, changed_ids, changes, is_substantive
from rfp.addenda.deadline import deadline
from rfp.addenda.redline import redline
from rfp.issuing.shape import IssuedClause, IssuedRequest, IssuedSection, IssuedStep
from tests.rfp.request import REQUEST

BEFORE = replace(
    REQUEST,
    sections=(
        IssuedSection("Terms", (IssuedClause("Notice", "Ninety days.", "C-001"),), (), "S-001"),
        replace(REQUEST.sections[1], id="S-002"),
    ),
    steps=(IssuedStep("Due", datetime(2026, 6, 15, 22, tzinfo=UTC), "D-001", "due"),),
)


def with_requirement(place: int, **facts: object) -> IssuedRequest:
    """The request with one requirement of its second section changed."""
    terms, access = BEFORE.sections
    wanted = list(access.requirements)
    wanted[place] = replace(wanted[place], **facts)
    return replace(BEFORE, sections=(terms, replace(access, requirements=tuple(wanted))))


def test_a_request_does_not_differ_from_itself() -> None:
    assert changes(BEFORE, replace(BEFORE, version=2, issued_on=date(2026, 6, 1))) == []


def test_a_requirement_that_reads_otherwise_is_told_word_by_word() -> None:
    now = with_requirement(1, text="The bidder names the delay to the next exchange.", weight=6)

    (change,) = changes(BEFORE, now)

    assert (change.code, change.act) == ("R-002", Act.CHANGED)
    words, weight = change.differences
    assert [each.text for each in words.redline if each.fate != "kept"] == ["nearest ", "next "]
    assert (weight.name, weight.before, weight.now) == ("weight", "4", "6")
    assert changed_ids([change]) == {"R-002"}


def test_what_is_new_what_went_and_what_moved_are_told_apart() -> None:
    terms, access = BEFORE.sections
    two, delay, owners = access.requirements
    fourth = replace(owners, id="R-004", title="Key people")
    now = replace(
        BEFORE,
        sections=(
            replace(terms, requirements=(delay,)),
            replace(access, requirements=(two, fourth)),
        ),
    )

    acts = {change.code: change.act for change in changes(BEFORE, now)}

    assert acts == {"R-002": Act.MOVED, "R-003": Act.GONE, "R-004": Act.NEW}


def test_the_price_formula_is_a_fact_of_its_own() -> None:
    (change,) = changes(BEFORE, replace(BEFORE, price_weight=Decimal(55)))

    assert (change.key, change.differences[0].before, change.differences[0].now) == (
        *("Points for the price", "40", "55"),
    )
    assert is_substantive(change)


@pytest.mark.parametrize(
    ("facts", "matters"),
    [
        ({"level": "mandatory"}, True),
        ({"answer": "text"}, True),
        ({"title": "Delay to the exchange"}, False),
        ({"evidence": "a report"}, False),
    ],
)
def test_only_what_an_answer_rests_on_is_of_substance(facts: dict, matters: bool) -> None:
    (change,) = changes(BEFORE, with_requirement(1, **facts))

    assert is_substantive(change) is matters


def test_a_later_hour_for_proposals_is_of_substance() -> None:
    later = replace(BEFORE.steps[0], at=datetime(2026, 6, 22, 22, tzinfo=UTC))

    (change,) = changes(BEFORE, replace(BEFORE, steps=(later,)))

    assert change.differences[0].now == "22 Jun 2026, 22:00 UTC"
    assert is_substantive(change)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_redline_holds_both_texts_to_the_letter(before: str, now: str) -> None:
    stretches = redline(before, now)

    assert "".join(each.text for each in stretches if each.fate != "gone") == now
    gone = "".join(each.text for each in stretches if each.fate != "new")
    assert gone.split() == before.split()


DUE = datetime(2026, 6, 15, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "is_substantive", "is_erate", "earliest", "stands"),
    [
        (date(2026, 6, 8), True, False, date(2026, 6, 15), True),
        (date(2026, 6, 9), True, False, date(2026, 6, 16), False),
        (date(2026, 6, 14), False, False, date(2026, 6, 14), True),
        (date(2026, 5, 18), True, True, date(2026, 6, 15), True),
        (date(2026, 5, 19), True, True, date(2026, 6, 16), False),
        (date(2026, 5, 19), False, True, date(2026, 5, 19), True),
    ],
)
def test_bidders_have_days_left_after_a_change_of_substance(
    published: date, is_substantive: bool, is_erate: bool, earliest: date, stands: bool
) -> None:
    found = deadline(
        due=DUE, published=published, days=7, is_substantive=is_substantive, is_erate=is_erate
    )

    assert (found.earliest, found.stands) == (earliest, stands)
