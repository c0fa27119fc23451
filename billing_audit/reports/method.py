"""How the audit works, told by the checks themselves: their words, examples and versions."""

import hashlib
import re
import sys
from collections.abc import Iterable
from inspect import cleandoc

from billing_audit.checks.base import Check
from billing_audit.reports.shape import Method

#: Examples of each kind that the appendix prints.
EXAMPLES = 4


def method(checks: Iterable[type[Check]]) -> list[Method]:
    """The appendix's entry of each check."""
    return [
        Method(
            code=check.code,
            title=check.title,
            family=family_of(check)[0],
            paragraphs=paragraphs(check),
            severity=check.severity,
            confidence=check.confidence,
            finds=[each.title for each in check.examples if each.is_caught][:EXAMPLES],
            spares=[each.title for each in check.examples if not each.is_caught][:EXAMPLES],
            fingerprint=fingerprint(check),
        )
        for check in checks
    ]


def family_of(check: type[Check]) -> tuple[str, str]:
    """The kind of check it is and what such faults are, as its module begins by saying."""
    words = cleandoc(sys.modules[check.__module__].__doc__ or "").split("\n\n")[0]
    title, _, meaning = _one_line(words).partition(": ")
    return title, meaning[:1].upper() + meaning[1:]


def paragraphs(check: type[Check]) -> list[str]:
    return [_one_line(each) for each in check.description().split("\n\n")]


def lesson(check: type[Check], heading: str) -> str:
    """The paragraph of a check's words that begins with the heading, without it."""
    for paragraph in paragraphs(check):
        if paragraph.startswith(heading):
            words = paragraph.removeprefix(heading).strip()
            return words[:1].upper() + words[1:]
    return ""


def fingerprint(check: type[Check]) -> str:
    """Changes whenever what the check looks for, or how it reckons, does."""
    rule = "\n".join([check.code, check.sql, *check.formulas().values()])
    return hashlib.sha256(rule.encode()).hexdigest()[:12]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
