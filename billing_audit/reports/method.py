"""How the audit works, told by the checks themselves: their words, examples and versions."""

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping
from inspect import cleandoc

from billing_audit.checks.base import Check
from billing_audit.reports.shape import Compared, Method, Paragraph

#: The headings that every check gives to two of its paragraphs.
WHY, ASK = "Why it happens", "What to ask for"
#: Examples of each kind that the appendix prints.
EXAMPLES = 4


def method(checks: Iterable[type[Check]], compared: Mapping[str, list[Compared]]) -> list[Method]:
    """The appendix's entry of each check, with the values it compared with, by code."""
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
            settings=compared.get(check.code, []),
        )
        for check in checks
    ]


def family_of(check: type[Check]) -> tuple[str, str]:
    """The kind of check it is and what such faults are, as its module begins by saying."""
    words = cleandoc(sys.modules[check.__module__].__doc__ or "").split("\n\n")[0]
    title, _, meaning = _one_line(words).partition(": ")
    return title, meaning[:1].upper() + meaning[1:]


def paragraphs(check: type[Check]) -> list[Paragraph]:
    """A check's own words, the headings it gives to its paragraphs set apart."""
    return [_paragraph(_one_line(each)) for each in check.description().split("\n\n")]


def lesson(check: type[Check], heading: str) -> str:
    """What a check says under a heading."""
    return next((each.value for each in paragraphs(check) if each.label == heading), "")


def _paragraph(text: str) -> Paragraph:
    for heading in (WHY, ASK):
        if text.startswith(f"{heading}:"):
            words = text.removeprefix(f"{heading}:").strip()
            return Paragraph(heading, words[:1].upper() + words[1:])
    return Paragraph("", text)


def fingerprint(check: type[Check]) -> str:
    """Changes whenever what the check looks for, or how it reckons, does."""
    rule = "\n".join([check.code, check.sql, *check.formulas().values()])
    return hashlib.sha256(rule.encode()).hexdigest()[:12]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
