"""The library's text as it ships, read from Markdown. The format is told in text/README.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path

from rfp.library.placeholders import filled

TEXT = Path(__file__).resolve().parent / "text"
LEVELS = ("mandatory", "scored", "information")
ANSWERS = ("compliance", "yes or no", "number", "text", "date", "file", "price")
CATEGORIES = (
    *("coverage", "capacity", "performance", "resilience", "features", "emergency", "numbering"),
    *("security", "support", "ordering", "billing", "reporting", "training", "transition"),
    *("regulatory", "commercial"),
)
#: The most that a scored requirement weighs among its like.
HEAVIEST = 8
HEAD = re.compile(r"\A---\n(?P<facts>.*?)\n---\n", re.DOTALL)
CLAUSE = re.compile(r"^## (?P<title>.+?) \{(?P<code>[a-z0-9-]+)\}$", re.MULTILINE)
REQUIREMENTS = re.compile(r"^## Requirements$", re.MULTILINE)
REQUIREMENT = re.compile(r"^### (?P<title>.+?) \{(?P<code>[A-Z]{2,5}-\d{2,3})\}$", re.MULTILINE)
FACT = re.compile(r"^- (?P<name>[a-z]+): (?P<value>.+(?:\n  .+)*)$", re.MULTILINE)


class BadText(ValueError):
    """A file of the library that is not in its format; says which and where."""


@dataclass(frozen=True)
class ShippedClause:
    """A clause in Markdown, without its heading."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class ShippedRequirement:
    """One thing that is needed, and how it is answered and scored."""

    code: str
    title: str
    text: str
    level: str
    answer: str
    category: str
    unit: str = ""
    weight: int = 0
    evidence: str = ""
    scorer: str = ""


@dataclass(frozen=True)
class ShippedPart:
    """One file: a section of the request, or the pack of a service."""

    code: str
    title: str
    is_pack: bool
    reviewed: date
    order: int = 0
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    clauses: tuple[ShippedClause, ...] = ()
    requirements: tuple[ShippedRequirement, ...] = field(default=(), repr=False)


@cache
def sections() -> tuple[ShippedPart, ...]:
    """The sections in the order of a request."""
    return tuple(sorted(_parts("sections", is_pack=False), key=lambda part: part.order))


@cache
def packs() -> tuple[ShippedPart, ...]:
    """The packs of services by title."""
    return tuple(sorted(_parts("packs", is_pack=True), key=lambda part: part.title))


def _parts(folder: str, *, is_pack: bool) -> Iterator[ShippedPart]:
    for path in sorted((TEXT / folder).glob("*.md")):
        try:
            yield read_part(path.read_text(encoding="utf-8"), is_pack=is_pack)
        except (BadText, KeyError, ValueError) as problem:
            raise BadText(f"{folder}/{path.name}: {problem}") from problem


def read_part(text: str, *, is_pack: bool) -> ShippedPart:
    """The part that a file's text is; raises BadText, KeyError or ValueError with what is wrong."""
    head = HEAD.match(text)
    if head is None:
        raise BadText("begins with no facts between two lines ---")
    facts = dict(row.split(": ", 1) for row in head["facts"].splitlines())
    body = text[head.end() :]
    begin = REQUIREMENTS.search(body)
    clauses = body[: begin.start()] if begin else body
    wanted = body[begin.end() :] if begin else ""
    return ShippedPart(
        code=facts["code"],
        title=facts["title"],
        is_pack=is_pack,
        reviewed=date.fromisoformat(facts["reviewed"]),
        order=int(facts.get("order", "0")),
        services=_listed(facts.get("services", "")),
        tags=_listed(facts.get("tags", "")),
        clauses=tuple(
            ShippedClause(found["code"], found["title"], words)
            for found, words in _under(CLAUSE, clauses)
        ),
        requirements=tuple(
            _requirement(found["code"], found["title"], words)
            for found, words in _under(REQUIREMENT, wanted)
        ),
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _under(heading: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each heading with the text below it; text before the first is an error."""
    found = list(heading.finditer(text))
    before = text[: found[0].start()] if found else text
    if before.strip():
        raise BadText(f"“{before.strip().splitlines()[0][:60]}” stands under no heading")
    for match, following in zip_longest(found, found[1:]):
        end = following.start() if following else len(text)
        yield match, text[match.end() : end].strip()


def _requirement(code: str, title: str, text: str) -> ShippedRequirement:
    facts = {found["name"]: " ".join(found["value"].split()) for found in FACT.finditer(text)}
    words = FACT.sub("", text).strip()
    answer, _, unit = facts.pop("answer").partition(" (")
    made = ShippedRequirement(
        code,
        title,
        " ".join(words.split()),
        facts.pop("level"),
        answer,
        facts.pop("category"),
        unit.removesuffix(")"),
        int(facts.pop("weight", "0")),
        facts.pop("evidence", ""),
        facts.pop("scorer", ""),
    )
    for value, allowed in (
        (made.level, LEVELS),
        (made.answer, ANSWERS),
        (made.category, CATEGORIES),
    ):
        if value not in allowed:
            raise BadText(f"{code}: “{value}” is none of {', '.join(allowed)}")
    if facts:
        raise BadText(f"{code}: nobody knows the fact “{', '.join(facts)}”")
    if not made.text or (made.level == "scored") != (made.weight > 0) or made.weight > HEAVIEST:
        raise BadText(f"{code}: needs a text, and a weight of 1 to 8 exactly when it is scored")
    return made


def as_request(values: dict[str, str]) -> str:
    """The whole library as one Markdown request, its blanks filled: what the linter reads."""
    lines = [f"# Request of {values['client']}", ""]
    for number, part in enumerate((*sections(), *packs()), start=1):
        lines += [f"## {number} {part.title}", ""]
        for at, clause in enumerate(part.clauses, start=1):
            lines += [f"### {number}.{at} {clause.title}", "", clause.text, ""]
        for wanted in part.requirements:
            lines += [f"{wanted.code} {wanted.text}", ""]
    return filled("\n".join(lines), values)
