"""The computed numbers of a request, and where its texts point to.

Numbers are never stored: whoever moves a clause moves its number, and every reference follows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from retainer.lib.markdown import html_of
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import Piece, RfpClause, RfpRequirement, RfpSection
from rfp.library.placeholders import filled

#: What a person writes to point somewhere; words in Markdown's code are left alone.
MARK = re.compile(r"`[^`]*`|\[\[(?P<code>[A-Z]-\d{3,})\]\]")


@dataclass(frozen=True)
class Numbered:
    """A clause or a requirement with its number."""

    number: str
    piece: RfpClause | RfpRequirement


@dataclass(frozen=True)
class Chapter:
    """A section with its number and what stands in it."""

    number: str
    section: RfpSection
    clauses: list[Numbered] = field(default_factory=list)
    requirements: list[Numbered] = field(default_factory=list)

    @property
    def pieces(self) -> list[Numbered]:
        return [*self.clauses, *self.requirements]


class Contents:
    """A request from beginning to end, numbered as it stands now."""

    def __init__(self, rfp: Rfp) -> None:
        clauses = _by_section(rfp.clauses.select_related("changed_by"))
        wanted = _by_section(rfp.requirements.select_related("changed_by"))
        self.chapters = [
            _chapter(at, section, clauses.get(section.pk, []), wanted.get(section.pk, []))
            for at, section in enumerate(rfp.sections.all(), start=1)
        ]
        self.numbers = dict(self._numbers())

    def _numbers(self) -> Iterator[tuple[str, str]]:
        for chapter in self.chapters:
            yield chapter.section.code, chapter.number
            for each in chapter.pieces:
                yield each.piece.code, each.number

    def linked(self, text: str, address: str = "") -> str:
        """The Markdown with every reference as a link to what it names; the unknown stay."""

        def link(found: re.Match[str]) -> str:
            code = found["code"]
            number = self.numbers.get(code or "")
            if number is None:
                return found.group()
            words = f"{code} ({number})" if code.startswith("R") else f"Section {number}"
            page = f"{address}?section={code}" if address else ""
            return f"[{words}]({page}#{code})"

        return MARK.sub(link, text)

    def lost(self, text: str) -> list[str]:
        """What a text points to that is not in the request."""
        codes = [found["code"] for found in MARK.finditer(text) if found["code"]]
        return [code for code in codes if code not in self.numbers]

    def shown(self, text: str, values: Mapping[str, str], address: str = "") -> SafeString:
        """The text as bidders will read it, with references and blanks filled."""
        return html_of(self.linked(filled(text, dict(values)), address))


def _by_section(pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.section_id, []).append(piece)
    return found


def _chapter(at: int, section: RfpSection, clauses: list[Piece], wanted: list[Piece]) -> Chapter:
    numbered = [
        Numbered(f"{at}.{place}", piece) for place, piece in enumerate([*clauses, *wanted], start=1)
    ]
    return Chapter(str(at), section, numbered[: len(clauses)], numbered[len(clauses) :])
