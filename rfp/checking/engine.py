"""What the linter says of a request: every remark with its piece and the words in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rfp.checking.assembling import Assembled, Source, assemble
from rfp.checking.texts import RequestText
from rfp.linter.engine import all_rules
from rfp.linter.rule import Mark, Rule, Severity, Surroundings

#: As much of the marked words as a pass keeps.
KEPT = 300
BY_CODE = {rule.code: rule for rule in all_rules()}


@dataclass(frozen=True)
class Noted:
    """A remark on a request: the piece and field, the words from ``start`` to ``end`` of it."""

    rule: type[Rule]
    code: str
    field: str
    start: int
    end: int
    words: str
    message: str
    fix: str
    #: What replaces the words, where nothing but the words changes.
    instead: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same remark after an edit elsewhere in the piece."""
        return self.rule.code, self.code, self.words[:KEPT]

    @property
    def is_fixable(self) -> bool:
        """Whether one click can put other words in."""
        return self.instead is not None


def check(
    request: RequestText, values: Mapping[str, str], around: Surroundings
) -> tuple[Noted, ...]:
    """Every remark in reading order."""
    assembled = assemble(request, values)
    order = {id(block): at for at, block in enumerate(assembled.document.blocks)}
    marks = [
        *assembled.marks,
        *(
            (rule, mark)
            for rule in all_rules()
            if not rule.is_local
            for mark in rule().look(assembled.document, around)
        ),
    ]
    marks.sort(key=lambda each: (order[id(each[1].block)], each[1].start, each[0].code))
    found = [
        noted
        for rule, mark in marks
        if (noted := _noted(rule, mark, assembled.sources[id(mark.block)])) is not None
    ]
    return tuple(_with_lost(found, assembled))


def _noted(rule: type[Rule], mark: Mark, source: Source) -> Noted | None:
    if not source.code:  # the name of an appendix, which nobody here wrote
        return None
    start, end = source.written.span(
        *(_offset(mark, at, source) for at in (mark.start, max(mark.end - 1, mark.start)))
    )
    words = " ".join(mark.block.text[mark.start : mark.end].split())
    plain = source.original[start:end] == mark.block.text[mark.start : mark.end]
    return Noted(
        rule,
        source.code,
        source.field,
        start,
        end,
        words,
        mark.message,
        mark.fix,
        mark.instead if plain and source.piece is not None else None,
    )


def _offset(mark: Mark, at: int, source: Source) -> int:
    """Where a character of the mark's block stands in the field as bidders read it."""
    place = mark.block.place(at)
    return source.piece.offset(place) if source.piece else max(place.column - 1, 0)


def _with_lost(found: list[Noted], assembled: Assembled) -> list[Noted]:
    """References to pieces that are gone belong to REF002, in their places."""
    rule = BY_CODE["REF002"]
    lost = {
        Noted(
            rule,
            source.code,
            source.field,
            start,
            end,
            source.original[start:end],
            f"There is no {code} in this request.",
            "Name what is meant, or bring it back.",
        )
        for source in assembled.sources.values()
        for start, end, code in source.written.lost
    }
    if not lost:
        return found
    places = {source.code: at for at, source in enumerate(assembled.sources.values())}
    return sorted(
        [*found, *lost],
        key=lambda each: (places[each.code], each.field != "title", each.start),
    )


def by_severity(notes: tuple[Noted, ...]) -> dict[str, int]:
    """How many of each weight, the gravest first."""
    count = Counter(note.rule.severity for note in notes)
    return {str(severity): count[severity] for severity in Severity}
