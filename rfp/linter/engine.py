"""All rules over one document."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from rfp.linter import rules
from rfp.linter.document import Document
from rfp.linter.rule import Remark, Rule, Surroundings


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule below ``rules/``, by code."""
    for module in iter_modules(rules.__path__):
        import_module(f"{rules.__name__}.{module.name}")
    return tuple(sorted(Rule.__subclasses__(), key=lambda rule: rule.code))


def lint(
    document: Document,
    around: Surroundings = Surroundings(),  # noqa: B008 frozen
    only: Iterable[type[Rule]] = (),
) -> list[Remark]:
    """Every remark on the document in reading order, by all rules or by some."""
    found = [
        Remark(rule, mark.block.place(mark.start), mark)
        for rule in (tuple(only) or all_rules())
        for mark in rule().look(document, around)
    ]
    return sorted(
        found, key=lambda remark: (remark.place.line, remark.place.column, remark.rule.code)
    )
