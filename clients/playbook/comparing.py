"""What changed from one version of a playbook to another, section by section."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from clients.playbook.shape import Contents, Part

#: Between the cells of a row.
BETWEEN = " · "


@dataclass(frozen=True)
class Change:
    """A line of a text or a row of a table; empty on the side where it is not."""

    section: str
    before: str
    now: str


def changes(before: Contents, now: Contents) -> list[Change]:
    """Everything that differs, in the order of the sections."""
    return [*_of_texts(before, now), *_of_parts(before, now)]


def _of_texts(before: Contents, now: Contents) -> Iterator[Change]:
    earlier = {text.key: text.text for text in before.texts}
    for text in now.texts:
        old, new = _lines(earlier.pop(text.key, "")), _lines(text.text)
        matcher = SequenceMatcher(a=old, b=new, autojunk=False)
        for tag, first, last, start, end in matcher.get_opcodes():
            if tag != "equal":
                yield Change(text.title, "\n".join(old[first:last]), "\n".join(new[start:end]))
    for text in before.texts:
        if text.key in earlier and text.text.strip():
            yield Change(text.title, text.text, "")


def _of_parts(before: Contents, now: Contents) -> Iterator[Change]:
    earlier = {part.key: part for part in before.parts}
    for part in now.parts:
        yield from _of_rows(part.title, earlier.pop(part.key, None), part)
    for part in earlier.values():
        yield from _of_rows(part.title, part, None)


def _of_rows(title: str, before: Part | None, now: Part | None) -> Iterator[Change]:
    """Rows that begin alike are the same thing, changed."""
    old, new = _rows(before), _rows(now)
    for name in [*new, *(name for name in old if name not in new)]:
        if old.get(name) != new.get(name):
            yield Change(title, old.get(name, ""), new.get(name, ""))


def _rows(part: Part | None) -> dict[tuple[str, int], str]:
    """Each row by what it begins with, and by its place among those that begin alike."""
    rows: dict[tuple[str, int], str] = {}
    alike: Counter[str] = Counter()
    for row in part.rows if part else ():
        rows[row[0], alike[row[0]]] = BETWEEN.join(row)
        alike[row[0]] += 1
    return rows


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]
