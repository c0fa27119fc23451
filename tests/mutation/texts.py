"""Mutants of SQL and of formulas: one word, condition or argument at a time."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.mutation.conditions import conditions
from tests.mutation.lexing import Token, arguments, tokens
from tests.mutation.mutants import Change

#: One for the other, both ways.
_BOTH_WAYS = {
    "<": "<=",
    ">": ">=",
    "=": "<>",
    "+": "-",
    "~*": "!~*",
    "AND": "OR",
    "MIN": "MAX",
    "GREATEST": "LEAST",
    "LOWER": "UPPER",
    "LAG": "LEAD",
    "BOOL_AND": "BOOL_OR",
    "CEIL": "FLOOR",
    "DESC": "ASC",
    "PERIOD_FROM": "PERIOD_TO",
    "VALID_FROM": "VALID_UNTIL",
    "AMOUNT": "UNIT_RATE",
}
OTHERWISE = {
    **_BOTH_WAYS,
    **{after: before for before, after in _BOTH_WAYS.items()},
    "*": "/",
    "/": "*",
    "SUM": "MAX",
    "ANY": "ALL",
    "ALL": "ANY",
}
#: Functions that hand on one of their arguments: without them, the first or the last alone.
PASSING = {"COALESCE": (0, -1), "ROUND": (0,), "TRUNC": (0,), "HALF_UP": (0,), "GREATEST": (0, -1),
           "LEAST": (0, -1)}  # fmt: skip
#: Texts that have a natural opposite; any other reads a little otherwise.
OPPOSITES = {"'infinity'": "'-infinity'", "'-infinity'": "'infinity'", "'[]'": "'[)'", "''": "'?'"}


def mutants_of(where: str, text: str) -> Iterator[tuple[Change, str]]:
    """Every mutant of a text with what it changes, in the order of the text; none comes twice."""
    seen = {text}
    for start, end, instead in sorted(_places(text), key=lambda place: place[:2]):
        mutated = text[:start] + instead + text[end:]
        if mutated not in seen:
            seen.add(mutated)
            yield _change(where, text, start, end, instead), mutated


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """From where to where something else could stand, and what."""
    found = tokens(text)
    for first, last, instead in conditions(found):
        yield found[first].start, found[last].end, instead
    for place, token in enumerate(found):
        before = found[place - 1] if place else Token("", "", 0)
        after = found[place + 1] if place + 1 < len(found) else Token("", "", 0)
        instead = _instead(before, token, after, found[:place])
        if instead is not None:
            yield token.start, token.end, instead
        if token.word in PASSING and after.text == "(":
            parts = arguments(found, place + 1)
            for which in PASSING[token.word]:
                first, last = parts[which]
                yield token.start, parts[-1][1] + 1, f"({text[first:last].strip()})"


def _instead(before: Token, token: Token, after: Token, earlier: list[Token]) -> str | None:
    if token.kind == "number":
        # OFFSET 0 is a word to the planner; what is compared with 0 is the sign, and < or <= tell.
        is_sign = token.text == "0" and before.text in ("<", ">", "<=", ">=", "=", "<>")
        return None if before.word == "OFFSET" or is_sign else str(Decimal(token.text) + 1)
    if token.kind == "text":
        return _other_text(before, token.text, after)
    if token.kind == "quote":
        other = "usage" if "recurring" in token.text else "recurring"
        return f"{{type {other}}}" if token.text.startswith("{type ") else None
    if token.text == "*" and before.kind not in ("word", "number", "quote") and before.text != ")":
        return None
    if (token.text == "*" and before.word == "SELECT") or token.text.endswith(".*"):
        return None
    if token.word == "AND" and _is_of_between(earlier):
        return None
    return _other_word(before, token, after)


def _other_word(before: Token, token: Token, after: Token) -> str | None:
    match token.word:
        case "NOT":
            return ""
        case "IS" if after.word != "NOT":
            return "IS NOT"
        case "LEFT" if after.word == "JOIN":
            return ""
        case "DISTINCT" if before.text == "(":
            return ""
        case "ALL" if before.word == "UNION":
            return None
    head, dot, name = token.text.rpartition(".")
    is_call = after.text == "("
    other = OTHERWISE.get(name.upper())
    names_a_function = name.upper() in ("MIN", "MAX", "LOWER", "UPPER", "SUM", "FLOOR", "CEIL")
    if other is None or before.word == "AS" or (names_a_function and not is_call):
        return None
    return head + dot + (other if name.isupper() else other.lower())


def _other_text(before: Token, text: str, after: Token) -> str | None:
    """Another text, or another length of time; words for people and keys are left alone."""
    if "||" in (before.text, after.text) or before.word == "AS":
        return None
    if text in OPPOSITES:
        return OPPOSITES[text]
    if counted := re.fullmatch(r"'(\d+) (day|month|year)s?'", text):
        return f"'{int(counted[1]) + 1} {counted[2]}s'"
    return None if " " in text else f"{text[:-1]}?'"


def _is_of_between(earlier: list[Token]) -> bool:
    """Whether the AND that comes now belongs to a BETWEEN."""
    depth = 0
    for token in reversed(earlier):
        depth += {")": 1, "(": -1}.get(token.text, 0)
        if depth < 0 or (depth == 0 and token.word in ("AND", "OR", "WHERE", "ON", "WHEN")):
            return False
        if depth == 0 and token.word == "BETWEEN":
            return True
    return False


def _change(where: str, text: str, start: int, end: int, instead: str) -> Change:
    """The whole lines a change is in, so that a reader finds it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before = text[first:last]
    after = text[first:start] + instead + text[end:last]
    return Change(where, " ".join(before.split()), " ".join(after.split()))
