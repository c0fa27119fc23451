"""What can be said of a bill from the bill alone."""

from dataclasses import asdict, dataclass, field
from typing import Literal

State = Literal["pass", "fail", "cannot-check"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that the bill breaks."""

    check: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of ``check_invoice`` for one file."""

    format: str | None
    verdict: Literal["clean", "finding", "cannot-check", "unreadable"]
    rules: dict[str, State] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def unreadable(cls, sentence: str) -> "Verdict":
        return cls(format=None, verdict="unreadable", warnings=(sentence,))

    def as_json(self) -> dict[str, object]:
        return asdict(self)
