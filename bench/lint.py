"""How well each rule of the linter marks what was planted, and how fast it reads.

    python -m bench.lint [--words 20000] [--seed 5]

Into a clean request for proposal go planted faults of every rule, one at a time, and sentences
that only look like faults.  Of each rule is told how many of its faults it marked (recall), and how
much of what it marked was one (precision).  What other rules say about a planted sentence is left
out; what any rule says about the clean text or a silent sentence counts against it.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from bench import lint_typing
from rfp.linter.engine import all_rules, lint
from rfp.linter.reading import markdown
from rfp.linter.rule import Remark

HERE = Path(__file__).resolve().parent / "linting"
CLEAN = (HERE / "clean.md").read_text(encoding="utf-8")
#: What contradicts something of the clean text may be marked there, where that comes second.
EITHER_SIDE = ("CON001", "CON002", "CPY002", "DEF003")


@dataclass(frozen=True)
class Planted:
    """A fault of one rule: the paragraphs it goes in with, and the words to be marked."""

    rule: str
    paragraphs: tuple[str, ...]

    @property
    def marked(self) -> list[str]:
        return [
            _one_line(words)
            for paragraph in self.paragraphs
            for words in re.findall("«(.*?)»", paragraph)
        ]

    @property
    def plain(self) -> tuple[str, ...]:
        return tuple(re.sub("[«»]", "", paragraph) for paragraph in self.paragraphs)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _meet(some: str, others: str) -> bool:
    """Whether two marks are of the same words, one a little longer than the other."""
    return some in others or others in some


def _rows(name: str) -> Iterator[str]:
    for row in (HERE / name).read_text(encoding="utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            yield row.replace("⏎", "\n")


def planted() -> list[Planted]:
    """Every fault of the corpus."""
    found = []
    for row in _rows("planted.tsv"):
        rule, text = row.split("\t")
        found.append(Planted(rule, tuple(part.strip() for part in text.split("¶") if part.strip())))
    return found


def into_text(paragraphs: tuple[str, ...], chance: random.Random) -> str:
    """The clean text with these paragraphs in it, in their order, each in a clause of its own."""
    parts = CLEAN.split("\n\n")
    first, last = 8, len(parts) - 2
    places = sorted(chance.sample(range(first, last), len(paragraphs)))
    for place, paragraph in reversed(list(zip(places, paragraphs, strict=True))):
        parts.insert(place, paragraph)
    return "\n\n".join(parts)


def remarks(text: str) -> list[Remark]:
    return lint(markdown.read(text))


def measure(seed: int) -> dict[str, dict[str, int]]:
    """By rule: planted, found, and wrongly marked."""
    chance = random.Random(seed)  # noqa: S311 no secret
    count: dict[str, dict[str, int]] = defaultdict(lambda: {"planted": 0, "found": 0, "wrong": 0})
    for fault in planted():
        marked = [
            _one_line(remark.words)
            for remark in remarks(into_text(fault.plain, chance))
            if remark.rule.code == fault.rule
        ]
        found = [words for words in fault.marked if any(_meet(words, other) for other in marked)]
        if fault.rule in EITHER_SIDE and len(marked) == 1:
            found = list(fault.marked)
        of = count[fault.rule]
        of["planted"] += len(fault.marked)
        of["found"] += len(found)
        of["wrong"] += max(len(marked) - len(found), 0)
    for sentence in _rows("silent.txt"):
        for remark in remarks(into_text((sentence,), chance)):
            count[remark.rule.code]["wrong"] += 1
    return dict(count)


def seconds(words: int) -> tuple[int, float]:
    """How long a text of so many words takes, reading included; the middle of five times."""
    faults = [paragraph for fault in planted() for paragraph in fault.plain]
    chance = random.Random(words)  # noqa: S311 no secret
    text = ""
    while len(text.split()) < words:
        part = CLEAN.split("\n\n")
        for fault in chance.sample(faults, 5):
            part.insert(chance.randrange(len(part)), fault)
        text += "\n\n".join(part) + "\n\n"
    times = []
    for _ in range(5):
        begun = perf_counter()
        remarks(text)
        times.append(perf_counter() - begun)
    return len(text.split()), sorted(times)[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    measured = measure(given.seed)
    rules = {}
    for rule in all_rules():
        of = measured.get(rule.code, {"planted": 0, "found": 0, "wrong": 0})
        marked = of["found"] + of["wrong"]
        rules[rule.code] = of | {
            "recall": str(_share(of["found"], of["planted"])),
            "precision": str(_share(of["found"], marked)),
        }
    count, took = seconds(given.words)
    faults = [paragraph for fault in planted() for paragraph in fault.plain]
    typing = lint_typing.seconds(faults, given.words)
    print(json.dumps({"rules": rules, "words": count, "seconds": round(took, 3), "typing": typing}))


def _share(part: int, whole: int) -> Decimal:
    return round(Decimal(part) / whole, 4) if whole else Decimal(1)


if __name__ == "__main__":
    main()
