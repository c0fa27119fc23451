"""A rule of the linter: one class with its words, its severity, and examples that are its tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from rfp.linter.document import Block, Document, Place, Sentence


class Severity(StrEnum):
    """How much stands against issuing the document as it is."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Surroundings:
    """What a rule may know beyond the text: who the document is for, and who else there is.

    ``others`` are names and sites of the practice's other clients, each with the client's name.
    ``glossary`` has the firm's expansions of acronyms.
    """

    client: str = ""
    others: dict[str, str] = field(default_factory=dict)
    glossary: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule marks: a stretch of one block, why, and what could stand there instead.

    ``fix`` is a sentence for the writer; ``instead`` replaces the stretch word for word, and is
    only given where nothing but the words changes.
    """

    block: Block
    start: int
    end: int
    message: str
    fix: str = ""
    instead: str | None = None

    @classmethod
    def of(cls, sentence: Sentence, start: int, end: int, message: str, **more: str) -> "Mark":
        """A mark in a sentence, whose offsets count from the sentence's beginning."""
        return cls(sentence.block, sentence.start + start, sentence.start + end, message, **more)


@dataclass(frozen=True, slots=True)
class Remark:
    """One mark of one rule, with its place in the file."""

    rule: type["Rule"]
    place: Place
    mark: Mark

    @property
    def words(self) -> str:
        """The words that are marked."""
        return self.mark.block.text[self.mark.start : self.mark.end]

    def as_json(self) -> dict[str, object]:
        """As ``lint_document`` prints it."""
        return {
            "line": self.place.line,
            "column": self.place.column,
            "rule": self.rule.code,
            "title": self.rule.title,
            "severity": str(self.rule.severity),
            "message": self.mark.message,
            "fix": self.mark.fix or None,
        }


class Rule:
    """Something a careful reader marks. The docstring says why it matters, to a writer.

    ``wrong`` are texts in which the rule marks exactly the words between ``«`` and ``»``;
    ``right`` are texts in which it stays silent. Both are Markdown.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]
    wrong: ClassVar[tuple[str, ...]]
    right: ClassVar[tuple[str, ...]]
    #: Whether it looks at one block at a time, so that nothing elsewhere changes what it says.
    is_local: ClassVar[bool] = False

    def look(self, document: Document, around: Surroundings) -> Iterator[Mark]:
        """Every mark of this rule in reading order."""
        raise NotImplementedError
