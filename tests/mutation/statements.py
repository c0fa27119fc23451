"""The checks' SELECTs, formulas, settings, sources and quotes: their mutants, put in force."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from sys import modules

import pytest

from billing_audit import checks
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.sources import registry, tables_for
from tests.mutation.mutants import Change
from tests.mutation.texts import mutants_of

CHECKS = Path(checks.__path__[0])
PatchWith = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Statement:
    """A mutant of something an audit reads while it runs, and how it is put in force."""

    file: str
    change: Change
    put_in_force: PatchWith
    #: Whether it changes what the audit's temporary tables hold.
    reads_anew: bool = False


def of_check(check: type[Check]) -> Iterator[Statement]:
    """Mutants of a check's own SELECT, formulas and settings."""
    file = str(Path(modules[check.__module__].__file__ or "").relative_to(CHECKS.parent))
    for change, text in mutants_of(check.code, check.sql):
        yield Statement(file, change, _setting(check, "sql", text))
    for name, formula in check.formulas().items():
        for change, text in mutants_of(f"{check.code} formula", formula):
            whole = {**check.formula, name: text} if isinstance(check.formula, dict) else text
            yield Statement(file, change, _setting(check, "formula", whole))
    for each in check.settings:
        other = replace(each, default=each.default + 1)
        changed = tuple(other if one is each else one for one in check.settings)
        change = Change(f"{check.code} {each.name}", str(each.default), str(other.default))
        yield Statement(file, change, _setting(check, "settings", changed))


def of_sources() -> Iterator[tuple[str, list[Statement]]]:
    """Mutants of the sources, by their names."""
    for name, source in registry.declared().items():
        yield (
            name,
            [
                Statement(
                    _file_of("source", name),
                    change,
                    _putting(registry.declared(), name, replace(source, select=text)),
                    reads_anew=True,
                )
                for change, text in mutants_of(f"source {name}", source.select)
            ],
        )


def of_quotes() -> Iterator[tuple[str, list[Statement]]]:
    """Mutants of the texts that SELECTs quote, by their names."""
    for name, text in registry._quotes.items():
        yield (
            name,
            [
                Statement(
                    _file_of("quote", name),
                    change,
                    _putting(registry._quotes, name, mutant),
                    reads_anew=True,
                )
                for change, mutant in mutants_of(f"quote {name}", text)
            ],
        )


def readers_of(name: str) -> list[type[Check]]:
    """The checks that read a source or quote a text, themselves or through what they read."""
    marker = re.compile(rf"\{{{name} |(FROM|JOIN|TABLE) {name}\b")
    return [check for check in all_checks() if marker.search(_whole(check))]


def _whole(check: type[Check]) -> str:
    """Everything a check reads, as it is written: quotes still in their braces too."""
    tables = [registry.declared()[name].select for name in _tables(check)]
    texts = [check.sql, "{taken_back c}" if not check.of_bills else "", *tables]
    quoted = {match for text in texts for match in re.findall(r"\{(\w+) ", text)}
    known = quoted & set(registry._quotes)
    return "\n".join([*texts, *(registry.quoted(name) for name in sorted(known)),
                      *(f"TABLE {name} " for name in _tables(check))])  # fmt: skip


def _tables(check: type[Check]) -> list[str]:
    return list(tables_for(check.sql, []))


def _file_of(kind: str, name: str) -> str:
    return _declaring_files().get((kind, name), "checks")  # some are declared in a loop


@cache
def _declaring_files() -> dict[tuple[str, str], str]:
    """Where each source and each quote is declared."""
    return {
        (kind, name): str(path.relative_to(CHECKS.parent))
        for path in CHECKS.rglob("*.py")
        for kind, name in re.findall(r'^(source|quote)\(\s*"(\w+)"', path.read_text(), re.M)
    }


def _setting(check: type[Check], name: str, value: object) -> PatchWith:
    return lambda patch: patch.setattr(check, name, value)


def _putting(mapping: dict, name: str, value: object) -> PatchWith:
    return lambda patch: patch.setitem(mapping, name, value)
