"""``rate_usage``: a line in, a line out, in the same order, whatever stands on it."""

import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from billing_audit.rating.asking import answer

MINUTE = {"group_start": "0", "connect_fee": "0", "rate": "1", "rate_unit": "60", "increment": "60"}
SECOND = MINUTE | {"rate_unit": "1", "increment": "1"}
ASKED = {
    "case": "a",
    "slots": [MINUTE],
    "usage": "61",
    "rounding_method": "up",
    "rounding_decimals": 2,
}


def rate(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> tuple[list[Any], str, int]:
    """The answers, what a person is told, and how it ended."""
    stdin = type("Stdin", (), {"buffer": BytesIO(b"".join(lines))})
    monkeypatch.setattr("sys.stdin", stdin)
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("rate_usage", jsonl=True, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), status


def test_answers_come_in_the_order_of_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps(ASKED | {"case": case}).encode() + b"\r\n" for case in ("b", "a", "b")]

    answers, said, status = rate(monkeypatch, b"\xef\xbb\xbf", *lines)

    assert answers == [{"case": case, "cost": "2.00"} for case in ("b", "a", "b")]
    assert (said, status) == ("", 0)


def test_a_bad_line_is_named_by_its_number_and_the_others_are_rated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = json.dumps(ASKED).encode() + b"\n"

    answers, said, status = rate(monkeypatch, good, b"\n", b"{\n", good)

    assert [each["cost"] for each in answers] == ["2.00", None, "2.00"]
    assert said.startswith("Line 3: This is not JSON")
    assert status == 0


def test_where_nothing_could_be_rated_the_command_ends_with_three(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert rate(monkeypatch, b"[]\n")[2] == 3
    assert rate(monkeypatch)[2] == 0


def test_there_is_no_other_form_of_answer() -> None:
    with pytest.raises(CommandError) as wrong:
        call_command("rate_usage")

    assert wrong.value.returncode == 2


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"slots": []}, "slots must be a list"),
        ({"slots": "x"}, "slots must be a list"),
        ({"slots": [1]}, "Each slot must be an object."),
        ({"slots": [MINUTE, 1]}, "Each slot must be an object."),
        ({"slots": [[MINUTE], MINUTE]}, "Each slot must be an object."),
        ({"slots": [MINUTE | {"rate": None}]}, "rate must be a number"),
        ({"slots": [MINUTE | {"rate": True}]}, "rate must be a number"),
        ({"slots": [MINUTE | {"rate": "1_0"}]}, "rate is not a number: 1_0."),
        ({"slots": [MINUTE | {"rate": "NaN"}]}, "rate is not a number: NaN."),
        ({"slots": [MINUTE | {"rate": "x" * 41}]}, f"rate is not a number: {'x' * 40}."),
        ({"slots": [MINUTE | {"rate": "1e500"}]}, "more than 20 digits"),
        ({"usage": "1" * 21}, "usage has more than 20 digits"),
        ({"usage": "0." + "1" * 21}, "usage has more than 20 digits"),
        ({"slots": [MINUTE | {"increment": "0"}]}, "more than 0"),
        ({"slots": [MINUTE, MINUTE]}, "same place"),
        ({"usage": "-1"}, "usage must not be negative."),
        ({"usage": "1:00"}, "usage is not a number: 1:00."),
        ({"rounding_method": "half"}, "up, middle or down"),
        ({"rounding_decimals": "1.5"}, "whole number"),
        ({"rounding_decimals": "13"}, "whole number"),
        ({"slots": [[MINUTE]]}, "usage is like 23:50:00-00:30:00"),
        ({"slots": [[MINUTE]], "usage": "23:50:00-00:30:00"}, "touches 2 days; there are 1"),
        ({"slots": [[MINUTE]], "usage": "23:50:00-24:00:00"}, "usage 23:50:00-24:00:00 touches"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(change: dict[str, Any], why: str) -> None:
    given = answer(json.dumps(ASKED | change))

    assert given["cost"] is None
    assert given["case"] == "a"
    assert why in given["error"]


def test_numbers_may_be_written_as_json_writes_them_and_lose_nothing() -> None:
    line = '{"slots": [{"group_start": 0, "connect_fee": 0, "rate": 0.1, "rate_unit": 1, '
    line += '"increment": 1}], "usage": 3, "rounding_method": "down", "rounding_decimals": 12}'

    assert answer(line) == {"case": None, "cost": "0.300000000000"}


@pytest.mark.parametrize(
    ("change", "cost"),
    [
        ({"usage": "0"}, "0.00"),
        ({"usage": "0.5"}, "1.00"),
        ({"usage": "0." + "0" * 19 + "1"}, "1.00"),
        ({"usage": "6" + "0" * 19}, "1" + "0" * 18 + ".00"),
        ({"rounding_decimals": 0}, "2"),
        ({"slots": [[SECOND]], "usage": "10:03:05-10:05:11"}, "126.00"),
        ({"slots": [[SECOND]], "usage": "09:03:05-11:05:11"}, "7326.00"),
        ({"slots": [[SECOND]], "usage": "10:00:00-10:00:00"}, "0.00"),
        ({"slots": [[SECOND], [SECOND | {"rate": "10"}]], "usage": "23:59:50-00:00:05"}, "60.00"),
    ],
)
def test_what_is_asked_at_its_edges(change: dict[str, Any], cost: str) -> None:
    assert answer(json.dumps(ASKED | change)) == {"case": "a", "cost": cost}


def test_usage_by_the_clock_within_a_day_has_one_list() -> None:
    asked = ASKED | {"slots": [[MINUTE]], "usage": "10:00:00-10:01:01"}

    assert answer(json.dumps(asked))["cost"] == "2.00"
