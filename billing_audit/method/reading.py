"""The checks as pages tell of them: found by word and family, with one client's own values."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from billing_audit.checks.base import Check, Nature
from billing_audit.checks.catalogue import all_checks, is_made
from billing_audit.checks.describing import outcome
from billing_audit.checks.examples import Example
from billing_audit.checks.families import FAMILIES, family_of
from billing_audit.checks.not_made import NOT_MADE
from billing_audit.findings.calculation import formula_in_words
from billing_audit.reports.method import fingerprint, paragraphs
from billing_audit.reports.shape import Paragraph
from billing_audit.tuning.listing import SettingRow, rows_of
from clients.people.models import Client

#: What a check tells of, as people say it.
TELLS_OF = {
    Nature.ERROR: "an error",
    Nature.SAVING: "a saving",
    Nature.ALERT: "something to act on",
    Nature.INFORMATION: "something to look at",
}
#: What the list can be narrowed to besides a family.
SHOWN = [("", "Made"), ("own", "Changed"), ("none", "Not made yet")]


@dataclass(frozen=True)
class ToldExample:
    """An example in a sentence, with what the check makes of it."""

    title: str
    outcome: str
    is_caught: bool
    is_trap: bool


@dataclass(frozen=True)
class ToldCheck:
    """A check, and what one client changed of it."""

    check: type[Check]
    settings: list[SettingRow]

    @property
    def tells_of(self) -> str:
        return TELLS_OF[self.check.nature]

    @property
    def needs(self) -> str:
        return ", ".join(need.words for need in self.check.needs) or "nothing but the bills"

    @property
    def family(self) -> str:
        return family_of(self.check.code)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs(self.check)

    @property
    def summary(self) -> str:
        """What it looks for, in its first sentence."""
        return self.paragraphs[0].value

    @property
    def formulas(self) -> list[str]:
        """How the amount follows from what was read; none where nothing is asked back."""
        formulas = [each for each in self.check.formulas().values() if each != "0"]
        return [formula_in_words(self.check, each) for each in formulas]

    @property
    def own(self) -> list[SettingRow]:
        """The settings that were changed for the client."""
        return [row for row in self.settings if row.own is not None]

    @property
    def examples(self) -> list[ToldExample]:
        return [_told(each) for each in self.check.examples]

    @property
    def version(self) -> str:
        return fingerprint(self.check)

    def says(self, words: str) -> bool:
        """Whether all the words looked for stand somewhere in it."""
        parts = (self.check.code, self.check.title, self.check.description(), self.needs)
        text = " ".join(parts).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True)
class NotMade:
    """A check that the trade knows and audits here do not make."""

    code: str
    title: str
    missing: str

    def says(self, words: str) -> bool:
        text = f"{self.code} {self.title} {self.missing}".casefold()
        return all(word in text for word in words.casefold().split())


def _told(example: Example) -> ToldExample:
    return ToldExample(example.title, outcome(example), example.is_caught, example.is_trap)


def told_checks(client: Client | None) -> list[ToldCheck]:
    """Every check by its code; the settings are a client's, if one is asked about."""
    settings: dict[str, list[SettingRow]] = {}
    for row in rows_of(client):
        settings.setdefault(row.check.code, []).append(row)
    checks = sorted(all_checks(), key=lambda check: check.code)
    return [ToldCheck(check, settings.get(check.code, [])) for check in checks]


def told_check(code: str, client: Client | None) -> ToldCheck | None:
    if not is_made(code):
        return None
    return next(each for each in told_checks(client) if each.check.code == code)


def not_made(words: str, family: str) -> list[NotMade]:
    every = (NotMade(code, *told) for code, told in NOT_MADE.items())
    return [each for each in every if each.says(words) and each.code.startswith(family)]


def by_family(checks: list[ToldCheck]) -> Iterator[tuple[str, list[ToldCheck]]]:
    """The checks under the names of their families."""
    for family, members in groupby(checks, lambda each: each.family):
        yield family, list(members)


class Choice(NamedTuple):
    value: str
    word: str
    chosen: bool


def family_choices(chosen: str) -> list[Choice]:
    return [Choice(letter, words, letter == chosen) for letter, words in FAMILIES.items()]
