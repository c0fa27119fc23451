"""One requirement that is mandatory here and desirable there."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rfp.linter.document import Block, Document, Kind
from rfp.linter.rule import Mark, Rule, Severity, Surroundings
from rfp.linter.sentences import sentences
from rfp.linter.words import word_list

WEAK = re.compile(
    r"\b(?:(?:is|are|would\s+be|will\s+be)\s+(?:highly\s+|considered\s+)?(?:an?\s+)?(?:desirable|desired|preferred|optional|advantageous|an\s+advantage"
    r"|a\s+plus|nice\s+to\s+have|not\s+(?:required|mandatory))|desirable|desired|optional"
    r"|preferred|should|(?-i:may|might)(?!\s+not)"
    r"|nice[\s-]to[\s-]have)\b(?:\s*,?\s*(?:but|and|though)\s+not\s+(?:required|mandatory|essential))?",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(?:(?:is|are)\s+(?:mandatory|required|compulsory|essential|an?\s+must)|mandatory|essential|must|shall|will|is\s+to|are\s+to|required)\b",
    re.IGNORECASE,
)
#: Words that say nothing of what is wanted.
SMALL = word_list("small.txt")


@dataclass(frozen=True)
class _Wish:
    """A requirement's own words, and the stretch that says how much it is wanted."""

    words: frozenset[str]
    block: Block
    start: int
    end: int


class MandatoryAndDesirable(Rule):
    """One requirement, mandatory here and desirable there.

    Nobody can score it: an offer without it is both excluded and admitted.
    """

    code = "CON002"
    title = "Mandatory here, desirable there"
    severity = Severity.ERROR
    wrong = (
        "The Provider must send bills as CSV files.\n\n«Bills sent as CSV files are desirable.»",
        "| Requirement | Level |\n|---|---|\n"
        "| Support of 4,000 simultaneous voice calls | Mandatory |\n"
        "| «Support of 4,000 simultaneous voice calls» | Desirable |",
    )
    right = (
        "The Provider must send bills as CSV files.\n\nBills on paper are desirable.",
        "The service must support video.\n\nSupport of captions during video calls is desirable.",
    )

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        strong, weak = _wishes(document)
        index: dict[str, list[_Wish]] = defaultdict(list)
        for wish in strong:
            for word in wish.words:
                index[word].append(wish)
        for wish in weak:
            seen: dict[int, tuple[int, _Wish]] = {}
            for word in wish.words:
                for other in index[word]:
                    count, _ = seen.get(id(other), (0, other))
                    seen[id(other)] = (count + 1, other)
            alike = [
                other
                for shared, other in seen.values()
                if _are_one(wish.words, other.words, shared)
            ]
            if alike:
                where = alike[0].block.called(alike[0].start)
                yield Mark(
                    wish.block,
                    wish.start,
                    wish.end,
                    f"It is mandatory in {where}.",
                    fix="Decide for one level.",
                )


def _are_one(some: frozenset[str], others: frozenset[str], shared: int) -> bool:
    """Whether two wishes want the same: one or two words must all agree, of more most."""
    if shared < 3:
        return shared == len(some) == len(others)
    return shared / len(some | others) >= Decimal("0.7")


def _wishes(document: Document) -> tuple[list[_Wish], list[_Wish]]:
    strong: list[_Wish] = []
    weak: list[_Wish] = []
    rows: dict[int, list[Block]] = defaultdict(list)
    under: bool | None = None  # what the last heading says of the items below it
    letters: set[int] = set()  # rows in which a letter is a level
    has_levels = False
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            under = _level(block.text)
        elif block.kind is Kind.LABEL:
            fresh = not rows.get(block.row or 0)
            has_levels = (has_levels and fresh) or LEVEL_HEAD.fullmatch(
                block.text.strip()
            ) is not None
        elif block.row is not None and block.kind is Kind.CELL:
            rows[block.row].append(block)
            if has_levels:
                letters.add(block.row)
        elif under is not None and block.kind is Kind.ITEM and _wanted(block.text) == NOTHING:
            words = _content(block.text)
            if words:
                wish = _Wish(words, block, 0, len(block.text))
                (strong if under else weak).append(wish)
    for row, cells in rows.items():
        levels = [_level(cell.text) for cell in cells]
        if row in letters:
            levels += [LETTERS.get(cell.text.strip().lower()) for cell in cells]
        level = next((level for level in levels if level is not None), None)
        longest = max(
            (cell for cell in cells if _level(cell.text) is None),
            key=lambda cell: len(cell.text),
            default=cells[0],
        )
        words = _content(longest.text)
        if level is not None and words:
            (strong if level else weak).append(_Wish(words, longest, 0, len(longest.text)))
    for sentence in sentences(document):
        if sentence.block.row is not None:
            continue
        is_weak, words = _wanted(sentence.text)
        if len(words) >= 2 or (words and (not is_weak or EXPLICIT.search(sentence.text))):
            wish = _Wish(words, sentence.block, sentence.start, sentence.end)
            (weak if is_weak else strong).append(wish)
    return strong, weak


NOTHING: tuple[bool, frozenset[str]] = (False, frozenset())
#: M1: the system must …; what a requirement is called says nothing of what it wants.
NUMBER_OF_IT = re.compile(r"^\s*[A-Z]{1,3}[-.]?\d{1,3}\s*[:.)]\s")
#: These words say a level even of a thing that one word names.
EXPLICIT = re.compile(
    r"\b(?:desirable|desired|optional|preferred|nice[\s-]to[\s-]have|not\s+(?:required|mandatory))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # the same sentences are read at each key of who writes a request
def _wanted(text: str) -> tuple[bool, frozenset[str]]:
    """Whether a sentence only wishes, and what it is about; nothing where it asks for nothing."""
    text = NUMBER_OF_IT.sub("", text)
    is_weak = WEAK.search(text) is not None
    if not is_weak and not STRONG.search(text):
        return NOTHING
    return is_weak, _content((WEAK if is_weak else STRONG).sub(" ", text))


#: What cells and headings call the two levels.
MANDATORY = re.compile(
    r"(?:mandatory|must(?:[\s-]have)?|required|essential|compulsory)s?"
    r"(?:\s+(?:requirements?|features?|items?|criteria|functions?))?",
    re.IGNORECASE,
)
DESIRABLE = re.compile(
    r"(?:desirable|desired|optional|preferred|nice[\s-]to[\s-]have|should(?:[\s-]have)?"
    r"|could(?:[\s-]have)?)s?(?:\s+(?:requirements?|features?|items?|criteria|functions?))?",
    re.IGNORECASE,
)
#: One letter is a level only in a column that is about levels.
LETTERS = {"m": True, "d": False, "o": False}
LEVEL_HEAD = re.compile(
    r"(?:requirement\s+)?(?:types?|class|priority|levels?|status|category|importance|compliance|m/[do])",
    re.IGNORECASE,
)


def _level(text: str) -> bool | None:
    """Whether a cell or heading says mandatory (True) or desirable (False)."""
    words = text.strip(" .:")
    if MANDATORY.fullmatch(words):
        return True
    return False if DESIRABLE.fullmatch(words) else None


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    words = re.findall(r"[a-z0-9][a-z0-9.,/-]*[a-z0-9]|[a-z0-9]", text.lower())
    return frozenset(
        _stem(word) for word in words if word not in SMALL and not NUMBERED.fullmatch(word)
    )


NUMBERED = re.compile(r"[a-z]{1,4}-\d+")  # R-014 says which, not what
ENDINGS = (
    "ations",
    "ation",
    "ances",
    "ance",
    "ency",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
)
IRREGULAR = {
    "sent": "send",
    "given": "give",
    "made": "make",
    "paid": "pay",
    "held": "hold",
    "kept": "keep",
    "shown": "show",
    "written": "write",
    "built": "build",
    "met": "meet",
    "taken": "take",
}


def _stem(word: str) -> str:
    word = IRREGULAR.get(word, word)
    for ending in (*ENDINGS, "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")
