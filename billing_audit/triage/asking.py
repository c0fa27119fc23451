"""The reasons of each decision as a person picks them: by a number."""

from dataclasses import dataclass
from functools import cache

from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.forms import DECISIONS
from billing_audit.findings.models import Finding
from billing_audit.findings.services import REASONS

Reason = FindingDecision.Reason


@dataclass(frozen=True)
class Choice:
    """A reason with the digits that pick it: in its own decision, and among all."""

    judgement: str
    word: str
    digit: int
    digit_of_all: int
    #: It says nothing without a note.
    needs_note: bool


@dataclass(frozen=True)
class Palette:
    """A decision with its reasons."""

    state: str
    #: The key that opens it.
    key: str
    word: str
    meaning: str
    choices: tuple[Choice, ...]

    @property
    def asks(self) -> bool:
        """Whether the client reads the note, which is a question then."""
        return self.state == Finding.State.ASKED


@cache
def palettes() -> tuple[Palette, ...]:
    """Those of all decisions that people take."""
    made, digit = [], 0
    for state, decision in DECISIONS.items():
        choices = []
        for number, reason in enumerate(REASONS[state], start=1):
            digit += 1
            needs_note = reason == Reason.OTHER or state == Finding.State.ASKED
            choices.append(
                Choice(f"{state}:{reason}", str(reason.label), number, digit, needs_note)
            )
        made.append(
            Palette(
                state, decision.word[0].lower(), decision.word, decision.meaning, tuple(choices)
            )
        )
    return tuple(made)
