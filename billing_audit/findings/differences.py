"""What a proof found changed since the audit, in words for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from billing_audit.checks.catalogue import check_of
from billing_audit.checks.inputs import Input, Kind
from billing_audit.findings.proof import Proof, ProvenOccurrence
from billing_audit.findings.wording import in_words
from retainer.lib import format as written


@dataclass(frozen=True)
class Change:
    """An input whose source says something else by now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """A charge that comes out differently when it is reckoned again."""

    proven: ProvenOccurrence
    changes: list[Change]


def differences(proof: Proof) -> Iterator[Difference]:
    currency = proof.finding.currency
    inputs = {each.name: each for each in check_of(proof.finding.check_code).inputs}
    for proven in proof.occurrences:
        if not proven.equal:
            yield Difference(
                proven,
                [
                    Change(
                        inputs[name].label.capitalize(),
                        _words(inputs[name], before, currency),
                        _words(inputs[name], after, currency),
                    )
                    for name, (before, after) in proven.changed.items()
                ],
            )


def _words(each: Input, value: Any, currency: str) -> str:
    if value is None:
        return "gone"
    if isinstance(value, date):
        return written.day(value)
    if each.kind == Kind.PERIODS:
        return ", ".join(written.period(*days) if days else "gone" for days in value) or "none"
    if each.kind == Kind.VALUES:
        return ", ".join("gone" if one is None else written.number(one) for one in value) or "none"
    return in_words(each.kind, value, currency)
