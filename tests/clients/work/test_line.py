"""One line read as an entry: what it means, what is the matter with it, what it writes back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.work.line import Context, Entry, Reading, begin_line, write_line
from clients.work.models import Mode
from clients.work.naming import Place

THURSDAY = date(2026, 3, 12)
AUDIT = Place("1", "acme", "Acme Logistics", "carrier-bill-audit", "Carrier bill audit")
SOURCING = Place("2", "acme", "Acme Logistics", "sd-wan-sourcing", "SD-WAN sourcing")
HEALTH = Place("3", "globex", "Globex Health", "bill-audit", "Bill audit")
ACORN = Place("4", "acorn", "Acorn Foods", "renewal", "Contract renewal")
ALL = (AUDIT, SOURCING, HEALTH, ACORN)


def read(line: str, *, places: tuple[Place, ...] = ALL, **context: object) -> Reading:
    return Reading(line, Context(places, THURSDAY, **context))


def told(line: str, **context: object) -> list[tuple[str, str]]:
    """The problems of a line, each with the words it is about."""
    problems = read(line, **context).problems
    return [(line[problem.start : problem.end], problem.sentence) for problem in problems]


def test_the_line_everybody_is_taught() -> None:
    reading = read('1.5h acme audit "Verizon dispute call" @yesterday #R-12')

    assert reading.entry == Entry(
        Decimal("1.5"), AUDIT, "Verizon dispute call", date(2026, 3, 11), "R-12"
    )


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        ('2 acme/sd-wan-sourcing "x"', SOURCING, "x"),
        ("2 acme sourcing called three carriers", SOURCING, "called three carriers"),
        ("2 acme logistics carrier bill audit called Jim", AUDIT, "called Jim"),
        ('2 ACM wan "x"', SOURCING, "x"),
        ("2 globex read the october bill", HEALTH, "read the october bill"),
        ('2 ac renew "x"', ACORN, "x"),
        ('2 "x" globex', None, "x globex"),
        ("2 renewal read it", ACORN, "read it"),
        ("2 acme audit bill of October", AUDIT, "bill of October"),
        ('2 acme audit "said ""no"" twice"', AUDIT, 'said "no" twice'),
        ("2 acme audit “typed on a phone”", AUDIT, "typed on a phone"),
        ('2 acme audit "still being written', AUDIT, "still being written"),
    ],
)
def test_names_are_read_as_people_shorten_them(line: str, place: Place | None, text: str) -> None:
    reading = read(line)

    assert (reading.place, reading.text) == (place, text)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("1.5", "1.50"),
        ("1h 30m", "1.50"),
        ("45 min", "0.75"),
        ("1 h 5 min", "1.08"),
        ("9:15-10:45", "1.50"),
        ("9:15–11", "1.75"),
        ("22:30-24", "1.50"),
    ],
)
def test_a_length_of_time_is_said_in_any_form(said: str, hours: str) -> None:
    reading = read(f'{said} acme audit "call"')

    assert (reading.hours, reading.text) == (Decimal(hours), "call")


def test_the_length_may_stand_anywhere_but_a_bare_number_only_first() -> None:
    assert read("acme audit called 2 carriers 30m").hours == Decimal("0.5")
    assert read("acme audit called 2 carriers").hours is None
    assert read("#7 2 acme audit called").hours == 2


@pytest.mark.parametrize(
    ("mark", "field", "value"),
    [
        ("+do", "mode", "do"),
        ("+over", "mode", "oversee"),
        ("!30m", "unbilled", Decimal("0.5")),
        ("!all", "unbilled", Decimal(2)),
        ("@-2", "worked_on", date(2026, 3, 10)),
        ("#R-12", "reference", "R-12"),
    ],
)
def test_marks_may_stand_anywhere(mark: str, field: str, value: object) -> None:
    first, last = read(f'{mark} 2h acme audit "call"'), read(f'2h acme audit "call" {mark}')

    assert getattr(first.entry, field) == getattr(last.entry, field) == value


@pytest.mark.parametrize(
    ("line", "words", "sentence"),
    [
        ('2 amce audit "x"', "amce", "No client or project begins with ‘amce’. Did you mean Acme"),
        ('2 nobody "x"', "nobody", "There are Acme Logistics, Globex Health and Acorn Foods."),
        ('2 ac "x"', "ac", "‘ac’ could be Acme Logistics or Acorn Foods. Write more of the name."),
        ('2 acme "x"', "acme", "Acme Logistics has 2 projects: Carrier bill audit and SD-WAN"),
        ('2 acme adit "x"', "adit", "Acme Logistics has no project that begins with ‘adit’."),
        ("2 bill read it", "bill", "‘bill’ could be Acme Logistics, Carrier bill audit or Globex"),
        ('acme audit "x"', "", "Say how long it took"),
        ('25h acme audit "x"', "25h", "A day has 24 hours."),
        ('1h acme audit "x" !2h', "!2h", "No more"),
        ('10:45-9:15 acme audit "x"', "10:45-9:15", "10:45-9:15 ends before it begins."),
        ('2 acme audit "x" @soon', "@soon", "‘soon’ is no day."),
        ('2 acme audit "x" @2027-01-01', "@2027-01-01", "That day has not come yet."),
        ('2 acme audit "x" @mon @tue', "@tue", "The day is said twice."),
        ('2 acme audit "x" +watch', "+watch", "‘watch’ is no mode. There are +do, +train"),
        ('2 acme audit "x" !much', "!much", "‘much’ is no length of time. Write !30m"),
        ("2 acme audit", "", "Say what was done"),
        (f"2 acme audit {'x' * 501}", "", "Shorten the text: it has 501 characters of 500."),
    ],
)
def test_a_problem_names_its_place_and_what_to_do(line: str, words: str, sentence: str) -> None:
    assert any(said == words and sentence in because for said, because in told(line)), told(line)


def test_what_is_left_out_means_what_the_last_line_meant() -> None:
    reading = read("1h called Verizon again", place=SOURCING, day=date(2026, 3, 9))

    assert reading.entry is not None
    assert (reading.place, reading.worked_on) == (SOURCING, date(2026, 3, 9))
    assert reading.assumed == {"project", "worked_on"}
    assert read('1h acme "call"', place=SOURCING).place == SOURCING
    assert read('1h globex "call"', place=SOURCING).place == HEALTH


def test_a_slip_in_a_name_is_not_taken_for_the_text() -> None:
    assert "Did you mean" in told("1h amce audit call", place=HEALTH)[0][1]


def test_who_has_one_project_need_not_name_it() -> None:
    assert read("1h called Verizon", places=(HEALTH,)).place == HEALTH
    assert told("1h call", places=())[0][1] == "No project takes time from you yet."


def test_a_line_begun_for_somebody_waits_only_for_its_hours() -> None:
    line = begin_line(
        AUDIT.path, 'Port "A"', worked_on=date(2026, 3, 9), reference="B01", mode="do"
    )

    assert line == 'acme/carrier-bill-audit "Port ""A""" @2026-03-09 #B01 +do'
    assert [problem.field for problem in read(line).problems] == ["hours"]


PIECES = st.sampled_from(
    [
        "1.5h", "90m", "9:15-10:45", "0h", "2", "acme", "acme/carrier-bill-audit", "audit", "bill",
        "globex", "amce", '"', '"Dispute call"', "“", "@yesterday", "@12", "@99", "#R-12", "#",
        "+do", "+", "!30m", "!all", "called Verizon", "min", "\x00", "İ", "😀",
    ]
)  # fmt: skip
LINES = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map(" ".join))
CONTEXTS = st.builds(
    Context,
    st.sampled_from([ALL, (HEALTH,), ()]),
    st.just(THURSDAY),
    st.sampled_from([None, date(2026, 3, 9)]),
    st.sampled_from([None, HEALTH]),
)


@given(line=LINES, context=CONTEXTS)
def test_no_line_is_too_odd_to_be_read(line: str, context: Context) -> None:
    reading = Reading(line, context)

    assert (reading.entry is None) == bool(reading.problems)
    for problem in reading.problems:
        assert 0 <= problem.start <= problem.end <= len(line)
        assert problem.sentence.endswith((".", "?"))


@given(line=LINES, context=CONTEXTS)
def test_what_is_accepted_writes_back_to_a_line_that_says_the_same(
    line: str, context: Context
) -> None:
    entry = Reading(line, context).entry
    if entry is None:
        return
    written = write_line(entry)

    again = Reading(written, Context(context.places, context.today)).entry

    assert again == entry
    assert write_line(again) == written


HOURS = st.decimals("0.01", 24, places=2)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    hours = draw(HOURS)
    words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
    return Entry(
        hours=hours,
        place=draw(st.sampled_from(ALL)),
        text=" ".join(draw(words).split()) or "call",
        worked_on=draw(st.dates(date(2000, 1, 1), THURSDAY)),
        reference="".join(draw(st.text(max_size=20)).split()),
        mode=draw(st.sampled_from(Mode.values)),
        unbilled=draw(st.sampled_from([Decimal(0), hours, (hours / 3).quantize(Decimal("0.01"))])),
    )


@given(entry=entries())
def test_every_entry_can_be_written_as_a_line(entry: Entry) -> None:
    assert Reading(write_line(entry), Context(ALL, THURSDAY)).entry == entry
