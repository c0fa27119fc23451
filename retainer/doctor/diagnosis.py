"""What an examination answers: one line for each thing it looked at."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a fault keeps the product, or a promise of it, from working."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Diagnosis:
    """One thing, how it is, and what to do about it."""

    level: Level
    says: str
    mend: str = ""
    #: Subjects that need this one cannot be examined.
    is_dead_end: bool = False


@dataclass(frozen=True)
class Request:
    """What the person who called the doctor asked for."""

    deep: bool = False
    mail_to: str = ""
    #: What an examination needs to stay for those after it, such as a server.
    until_the_end: ExitStack = field(default_factory=ExitStack)


Examination = Callable[[Request], Iterator[Diagnosis]]


def ok(says: str) -> Diagnosis:
    """It is as it should be."""
    return Diagnosis(Level.OK, says)


def warning(says: str, mend: str) -> Diagnosis:
    """It works, but should not stay so."""
    return Diagnosis(Level.WARNING, says, mend)


def fault(says: str, mend: str) -> Diagnosis:
    """It does not work."""
    return Diagnosis(Level.FAULT, says, mend)


def dead_end(says: str, mend: str) -> Diagnosis:
    """It does not work, and what stands on it cannot even be looked at."""
    return Diagnosis(Level.FAULT, says, mend, is_dead_end=True)


def first_line(problem: BaseException) -> str:
    """The first line of what an exception says, for a report that is one line a thing."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    return lines[0] if lines else type(problem).__name__
