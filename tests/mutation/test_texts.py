"""What is changed in SQL and in formulas, and what is left alone."""

from tests.mutation.texts import mutants_of


def changed(text: str) -> list[str]:
    return [mutant for _, mutant in mutants_of("a text", text)]


def test_every_comparison_condition_and_joint_reads_otherwise_once() -> None:
    assert changed("WHERE a.x < b.y AND a.z IS NULL") == [
        "WHERE true AND a.z IS NULL",
        "WHERE a.x <= b.y AND a.z IS NULL",
        "WHERE a.x < b.y OR a.z IS NULL",
        "WHERE a.x < b.y AND true",
        "WHERE a.x < b.y AND a.z IS NOT NULL",
    ]


def test_an_alternative_is_left_out_by_being_false() -> None:
    assert "WHERE c AND (false OR b)" in changed("WHERE c AND (a OR b)")


def test_the_and_of_a_between_joins_no_conditions() -> None:
    assert changed("WHERE a BETWEEN b AND c") == ["WHERE true"]


def test_a_condition_reaches_over_what_its_cases_and_brackets_hold() -> None:
    text = "WHERE a = CASE WHEN b THEN c ELSE d END AND EXISTS (SELECT FROM e WHERE f)"

    mutants = changed(text)

    assert "WHERE true AND EXISTS (SELECT FROM e WHERE f)" in mutants
    assert "WHERE a = CASE WHEN b THEN c ELSE d END AND true" in mutants
    assert text.replace("WHEN b", "WHEN false") in mutants


def test_columns_that_are_easily_confused_are_swapped() -> None:
    assert changed("c.period_from, c.amount AS amount") == [
        "c.period_to, c.amount AS amount",
        "c.period_from, c.unit_rate AS amount",
    ]


def test_a_function_that_hands_on_an_argument_is_left_out() -> None:
    assert changed("coalesce(a, f(b, c))") == ["(a)", "(f(b, c))"]
    assert changed("round(a, 2)")[0] == "(a)"


def test_numbers_and_lengths_of_time_are_off_by_one() -> None:
    assert changed("a + interval '1 month'") == [
        "a - interval '1 month'",
        "a + interval '2 months'",
    ]
    assert changed("a * 30") == ["a / 30", "a * 31"]


def test_what_is_compared_with_nothing_is_asked_by_the_comparison_alone() -> None:
    assert changed("WHERE a > 0") == ["WHERE true", "WHERE a >= 0"]


def test_stars_words_for_people_and_planners_are_left_alone() -> None:
    assert changed("SELECT *, c.*, count(*), 'Bill ' || n FROM c OFFSET 0") == []


def test_a_quoted_type_becomes_another() -> None:
    assert changed("{type recurring}") == ["{type usage}"]
    assert changed("{taken_back c}") == []


def test_what_is_changed_is_told_by_its_whole_lines() -> None:
    change, _ = next(iter(mutants_of("A01", "SELECT a\n    FROM b\n    WHERE a < b")))

    assert (change.before, change.after) == ("WHERE a < b", "WHERE true")
