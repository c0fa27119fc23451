"""What somebody drew so far, between a form and a template's JSON.

The form's fields are named by their place in the JSON, ``tables[0].columns[1].left``, so what a
page shows, what is posted and what a template refuses are one and the same.  A drawing is not a
template yet: whatever is missing is simply not in it.
"""

import re
from collections.abc import Mapping
from typing import Any

Drawn = dict[str, Any]

STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
WHOLE = re.compile(r"-?[0-9]{1,6}")
#: What a template consists of; other fields of the form are not of the drawing.
PARTS = {
    "carrier", "marks", "producer", "conventions", "fields", "tables", "sums", "credit_note",
}  # fmt: skip
#: Parts that are whole numbers, and those that are yes or no.
NUMBERS = {"left", "top", "right", "bottom"}
SWITCHES = {"header_repeats", "are_credits", "may_be_missing"}
#: Parts written one a line.
LINES = {"skipped"}
#: The name of a field that only says which kind of thing follows.
WAY = "way"
#: What each way of finding a text keeps of the fields beside it.
OF_WAY = {"box": ("box", "page", "anchor"), "words": ("words", "side", "page")}
#: A row in which this is empty is no row.
NEEDED = {
    "marks": "words", "columns": "role", "sections": "words", "charge_types": "words",
    "sums": "description", "tables": "columns",
}  # fmt: skip
MOST_PLACES, DEEPEST = 4000, 8


def drawn_in(form: Mapping[str, str]) -> Drawn:
    """The drawing that a posted form holds; a list's gaps are closed."""
    tree: dict[str, Any] = {}
    for name, text in list(form.items())[:MOST_PLACES]:
        steps = STEP.findall(name)
        is_named = 0 < len(steps) <= DEEPEST and "".join(steps) == name.replace(".", "")
        is_ours = is_named and steps[0] in PARTS
        if is_ours and (value := _value(steps[-1], text)) != "":
            _put(tree, steps, value)
    return _tidied("", tree)


def _value(name: str, text: str) -> Any:
    if name in SWITCHES:
        return text == "yes"
    if name in LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if name in NUMBERS and WHOLE.fullmatch(text.strip()):
        return int(text)
    return text.strip()


def _put(tree: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return  # a name that contradicts another; nothing of ours writes one
    tree[steps[-1]] = value


def _tidied(name: str, part: Any) -> Any:
    """The part as JSON has it: lists for numbered places, without what was left empty."""
    if not isinstance(part, dict):
        return part
    if part and all(step.startswith("[") for step in part):
        rows = [_tidied("", part[step]) for step in sorted(part, key=lambda s: int(s[1:-1]))]
        return [row for row in rows if _is_row(name, row)]
    inside = {step: _tidied(step, each) for step, each in part.items()}
    way = inside.pop(WAY, None)
    if way is not None:
        kept = OF_WAY.get(way, ())
        found = {step: each for step, each in inside.items() if step in kept}
        return found if found.get(kept[0] if kept else "") else {}
    return {step: each for step, each in inside.items() if each not in ({}, [])}


def _is_row(name: str, row: Any) -> bool:
    return isinstance(row, dict) and bool(row.get(NEEDED[name]) if name in NEEDED else row)
