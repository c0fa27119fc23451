"""Tables that give each metric its target: which cell has the value, and what stands beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rfp.linter.document import Block, Document, Kind

#: What the column of the values is called.
VALUE_HEAD = re.compile(
    r"(?:service\s+)?(?:targets?|values?|required|requirements?|objectives?|levels?|commitments?"
    r"|thresholds?|limits?|minimum|maximum|sla|goals?)(?:\s+(?:values?|levels?))?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
NUMBER_OF_ROW = re.compile(r"[A-Z]{0,3}-?[\d.]+")


@dataclass(frozen=True)
class Target:
    """What a cell with a value belongs to: the cell that names it, and the row's other words."""

    name: str
    others: frozenset[str]


def targets(document: Document) -> dict[int, Target]:
    """By the identity of the cell that has the value."""
    found: dict[int, Target] = {}
    for head, cells in _rows(document):
        if len(cells) != len(head) or len(cells) < 2:
            continue
        at = [index for index, name in enumerate(head) if VALUE_HEAD.fullmatch(name)]
        index = at[0] if len(at) == 1 else 1
        if (len(at) != 1 and len(cells) != 2) or index == 0 or not DIGIT.search(cells[index].text):
            continue
        beside = [
            cell.text.strip()
            for number, cell in enumerate(cells)
            if number != index and not NUMBER_OF_ROW.fullmatch(cell.text.strip())
        ]
        named = [words for words in beside if not DIGIT.search(words)]
        if named:
            name = named[0]
            others = frozenset(words.lower() for words in named[1:])
            found[id(cells[index])] = Target(name, others)
    return found


def _rows(document: Document) -> Iterator[tuple[list[str], list[Block]]]:
    """Each row of each table with its table's head."""
    head: list[str] = []
    cells: list[Block] = []
    row: int | None = None
    for block in document.blocks:
        if block.row != row:
            if cells:
                yield head, cells
                cells = []
            if block.kind is Kind.LABEL:
                head = []
            row = block.row
        if block.kind is Kind.LABEL:
            head.append(block.text.strip())
        elif block.kind is Kind.CELL:
            cells.append(block)
    if cells:
        yield head, cells
