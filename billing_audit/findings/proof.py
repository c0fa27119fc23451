"""Proves a finding: reads its sources again and reckons every claim without the audit's SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of, is_made
from billing_audit.checks.inputs import Input, Kind
from billing_audit.findings.formula import evaluate
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.rereading import Rereading
from retainer.lib.money import exponent, half_up
from retainer.lib.refusal import Refused

NUMERIC = (Kind.MONEY, Kind.RATE, Kind.NUMBER)


@dataclass(frozen=True)
class ProvenOccurrence:
    """One charge: what was stored, and what came out when it was reckoned again."""

    occurrence: Occurrence
    stored: Decimal
    #: Nothing, when an input is gone.
    recomputed: Decimal | None
    #: Inputs whose source says something else by now: name to (stored, read again).
    changed: dict[str, tuple[Any, Any]]

    @property
    def equal(self) -> bool:
        return not self.changed and self.stored == self.recomputed


@dataclass(frozen=True)
class Proof:
    finding: Finding
    occurrences: list[ProvenOccurrence]

    @property
    def equal(self) -> bool:
        """Whether every claim stands as it was stored."""
        return all(each.equal for each in self.occurrences)


class NoLongerMade(Refused):
    """Nobody knows any more which rows the check of an earlier release read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            f"{finding.check_code} is a check of an earlier release, so its sources cannot be "
            "read again. What it found stays as it was stored."
        )


def prove(finding: Finding) -> Proof:
    """Reckon every occurrence of a finding again from its sources."""
    if not is_made(finding.check_code):
        raise NoLongerMade(finding)
    occurrences = list(
        finding.occurrences.select_related("invoice__bill_file").order_by("month", "pk")
    )
    sources = Rereading(occurrences)
    places = exponent(finding.currency)
    check = check_of(finding.check_code)
    return Proof(finding, [_proven(each, check, sources, places) for each in occurrences])


def _proven(
    occurrence: Occurrence, check: type[Check], sources: Rereading, places: int
) -> ProvenOccurrence:
    stored = read_inputs(check, occurrence.inputs)
    again = {each.name: sources.value(each, occurrence) for each in check.inputs}
    changed = {name: (stored[name], again[name]) for name in stored if stored[name] != again[name]}
    is_gone = any(after is None or _lacks_one(after) for _, after in changed.values())
    recomputed = None if is_gone else result(occurrence.formula, again, places)
    return ProvenOccurrence(occurrence, half_up(occurrence.result, places), recomputed, changed)


def _lacks_one(value: Any) -> bool:
    """Whether it is a list of which a row is gone."""
    return isinstance(value, list) and None in value


def result(formula: str, inputs: Mapping[str, Any], places: int) -> Decimal:
    """What a check alone asks back: its formula's value, rounded once."""
    return half_up(evaluate(formula, inputs, places), places)


def read_inputs(check: type[Check], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The stored inputs as numbers, days and periods."""
    return {each.name: _read(each, inputs[each.name]) for each in check.inputs}


def _read(each: Input, value: Any) -> Any:
    if value is None:
        return None
    kind = each.kind
    if kind in NUMERIC:
        return Decimal(value)
    if kind == Kind.DATE:
        return date.fromisoformat(value)
    if kind == Kind.PERIODS:
        return [
            (date.fromisoformat(item["period_from"]), date.fromisoformat(item["period_to"]))
            for item in value
        ]
    if kind == Kind.VALUES:
        return [Decimal(item[each.column]) for item in value]
    return value
