"""The linter's rules as a page shows them: why, and what they mark in their own examples."""

import inspect
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from retainer.lib.markdown import html_of
from rfp.linter.engine import all_rules


@dataclass(frozen=True)
class Shown:
    """A rule in the words of its class."""

    code: str
    title: str
    severity: str
    why: SafeString
    wrong: tuple[SafeString, ...]
    right: tuple[SafeString, ...]


def shown_rules() -> list[Shown]:
    """Every rule, by code."""
    return [
        Shown(
            rule.code,
            rule.title,
            str(rule.severity),
            html_of(inspect.cleandoc(rule.__doc__ or "")),
            tuple(map(_marked, rule.wrong)),
            tuple(map(_marked, rule.right)),
        )
        for rule in all_rules()
    ]


def _marked(example: str) -> SafeString:
    """An example with the words it marks; all else of it is escaped."""
    safe = escape(example).replace("«", "<mark>").replace("»", "</mark>")
    return mark_safe(safe)  # noqa: S308 escaped in the line above
