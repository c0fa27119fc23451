"""A mutant: a small change of a program or a text, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    #: It never came to an end; nobody would overlook that.
    TIMED_OUT = "timed out"
    #: No program at all, such as a column that is not there: says nothing about the tests.
    INVALID = "invalid"
    #: Somebody has said why it cannot make a difference (``equivalent.py``).
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class Change:
    """One place of a text that reads otherwise: the text's name, and the place before and after."""

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.where}\n  - {self.before}\n  + {self.after}"


@dataclass(frozen=True)
class Verdict:
    """What became of a change in a file, and by whom it was noticed."""

    file: str
    change: Change
    fate: Fate
    by: str = ""
