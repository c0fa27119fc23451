"""A Word file as the sections, clauses and requirements a request could begin with.

What is proposed is shown and confirmed before anything is stored.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from retainer.lib.refusal import Refused
from retainer.lib.uploads import Kind as FileKind
from retainer.lib.uploads import check_unpacked_size, sniff, spool
from rfp.authoring.beginning import Draft
from rfp.authoring.pieces import LONGEST
from rfp.linter.document import Block, Kind
from rfp.linter.reading import word

#: What a requirement says; a numbered paragraph without it is a clause.
ASKS = re.compile(r"\b(must|shall|required to|describe|state|confirm|provide)\b", re.IGNORECASE)
LARGEST, LARGEST_UNPACKED = 10_000_000, 100_000_000
TITLE = 160
#: Words of a text that make its title where it has no heading.
FIRST = 8
MOST_SECTIONS, MOST_PIECES = 200, 3000


class NotARequest(Refused):
    """Nothing in the file that a request could begin with."""


@dataclass
class Proposed:
    """A clause or a requirement that was read."""

    title: str
    text: str
    is_requirement: bool = False


@dataclass
class ProposedSection:
    """A heading of the file and what stands below it."""

    title: str
    pieces: list[Proposed] = field(default_factory=list)


@dataclass(frozen=True)
class Proposal:
    """What was read from a file."""

    sections: list[ProposedSection]

    @property
    def as_json(self) -> str:
        return json.dumps([asdict(section) for section in self.sections], ensure_ascii=False)

    def count(self, *, of_requirements: bool) -> int:
        pieces = [piece for section in self.sections for piece in section.pieces]
        return sum(piece.is_requirement == of_requirements for piece in pieces)

    @property
    def clauses(self) -> int:
        return self.count(of_requirements=False)

    @property
    def requirements(self) -> int:
        return self.count(of_requirements=True)


def read_request(chunks: Iterable[bytes]) -> Proposal:
    """What a Word file proposes; raises Refused where it is none or says nothing."""
    with spool(chunks, limit=LARGEST) as file:
        kind = sniff(file.path)
        if kind is not FileKind.DOCX:
            raise NotARequest(f"This is {kind.in_words}. Save it as DOCX and choose that.")
        check_unpacked_size(file.path, FileKind.ZIP, limit=LARGEST_UNPACKED)
        with file.path.open("rb") as opened:
            return _proposed(word.read(opened).blocks)


def _proposed(blocks: Iterable[Block]) -> Proposal:
    levels = sorted({each.level for each in blocks if each.kind is Kind.HEADING})
    top = levels[0] if levels else 0
    titled = [each for each in blocks if each.kind is Kind.HEADING and each.level == top]
    if len(titled) == 1 and len(levels) > 1:  # the only one is the title of the whole
        top = levels[1]
    sections: list[ProposedSection] = []
    heading = ""
    row = None
    for block in blocks:
        if block.kind is Kind.HEADING and block.level < top:
            continue  # the title of the whole
        if block.kind is Kind.HEADING and block.level == top:
            sections.append(ProposedSection(block.text.strip()[:TITLE]))
            heading, row = "", None
            continue
        if block.kind is Kind.HEADING:
            heading, row = block.text.strip()[:TITLE], None
            continue
        if not sections:
            sections.append(ProposedSection("Before the first heading"))
        _take(sections[-1], heading, block, row)
        heading, row = "", block.row
    if not any(section.pieces for section in sections):
        raise NotARequest("The file has no text that a request could begin with.")
    return Proposal(sections)


def _take(section: ProposedSection, heading: str, block: Block, row: int | None) -> None:
    """Put a block where it belongs: a requirement, a clause, or the end of the one before."""
    text = block.text.strip()
    is_numbered = bool(block.label) and block.kind is not Kind.CELL
    if is_numbered and ASKS.search(text):
        section.pieces.append(Proposed(heading or _title(text), text, is_requirement=True))
        return
    last = section.pieces[-1] if section.pieces else None
    if heading or last is None or last.is_requirement:
        section.pieces.append(Proposed(heading or _title(text), text))
    elif block.row is not None and block.row == row:
        last.text += f" | {text}"
    else:
        item = "- " if block.kind is Kind.ITEM else ""
        last.text += f"\n\n{item}{text}"


def _title(text: str) -> str:
    words = text.split()
    title = " ".join(words[:FIRST])[:TITLE].rstrip(".,;:")
    return f"{title} …" if len(words) > FIRST else title


def as_drafts(sent: Mapping[str, Any]) -> list[Draft]:
    """What a person confirmed: the proposal without what they left out or turned."""
    try:
        sections = json.loads(str(sent.get("proposal", "")))
        leave_out, as_clause = _ticked(sent, "out"), _ticked(sent, "clause")
        drafts = [
            _confirmed(str(at), section, leave_out, as_clause)
            for at, section in enumerate(sections[:MOST_SECTIONS])
            if str(at) not in leave_out
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise NotARequest("The proposal cannot be read. Choose the file again.") from wrong
    if sum(len(each.clauses) + len(each.requirements) for each in drafts) > MOST_PIECES:
        raise NotARequest(f"That is more than {MOST_PIECES:,} pieces. Split the file.")
    return drafts


def _ticked(sent: Mapping[str, Any], name: str) -> set[str]:
    values = sent.getlist(name) if hasattr(sent, "getlist") else sent.get(name, [])
    return set(values)


def _confirmed(at: str, section: Any, leave_out: set[str], as_clause: set[str]) -> Draft:
    draft = Draft(_said(section["title"])[:TITLE] or "Untitled")
    for place, piece in enumerate(section["pieces"]):
        key = f"{at}.{place}"
        if key in leave_out:
            continue
        title, text = _said(piece["title"])[:TITLE] or "Untitled", _said(piece["text"])[:LONGEST]
        if piece["is_requirement"] is True and key not in as_clause and text:
            draft.requirements.append(
                {
                    "title": title,
                    "text": text,
                    "level": "mandatory",
                    "answer": "compliance",
                    "category": "features",
                }
            )
        else:
            draft.clauses.append({"title": title, "text": text})
    return draft


def _said(value: Any) -> str:
    return str(value).replace("\x00", "").strip()
