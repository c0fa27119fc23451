"""Findings and occurrences in plain sentences, from the check's words and the data."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from billing_audit.checks.base import Check, Nature
from billing_audit.checks.inputs import Kind
from retainer.lib import format as written

if TYPE_CHECKING:
    from billing_audit.findings.models import Finding, Occurrence


def sentence(check: type[Check], finding: "Finding") -> str:
    """``PORT100 on A-1 is billed above the contract rate: 9 charges, March to …, $31.50 to …``."""
    return f"{finding.subject} {check.clause}: {_extent(check, finding)}, {_money(check, finding)}."


def _extent(check: type[Check], finding: "Finding") -> str:
    first, last = finding.first_month, finding.last_month
    if finding.occurrence_count == 0:
        return "no longer seen"
    if check.of_bills:
        return written.month(last)
    charges = written.count(finding.occurrence_count, "charge")
    if first == last:
        return f"{charges} in {written.month(last)}"
    return f"{charges} from {written.month(first)} to {written.month(last)}"


def _money(check: type[Check], finding: "Finding") -> str:
    if check.nature != Nature.ERROR:
        return "nothing claimed"
    parts = []
    if finding.claimed:
        parts.append(f"{written.money(finding.claimed, finding.currency)} claimed")
    if finding.exposure:
        at_stake = written.money(finding.exposure, finding.currency)
        parts.append(f"{at_stake} once somebody confirms it")
    if not parts:
        claimed_elsewhere = finding.only_supports and finding.occurrence_count
        parts.append("claimed elsewhere already" if claimed_elsewhere else "nothing claimed")
    return " and ".join(parts)


def explanation(check: type[Check], occurrence: "Occurrence") -> str:
    """The check's explanation with this occurrence's figures; ``currency`` is its finding's."""
    currency = occurrence.finding.currency
    words = {
        value.name: in_words(value.kind, occurrence.inputs.get(value.name), currency)
        for value in check.inputs
    }
    words["expected"] = written.money(occurrence.expected, currency)
    return check.explanation.format_map(words)


def in_words(kind: Kind, value: Any, currency: str) -> str:
    """A value of a proof as people write it."""
    if value is None:
        return written.UNKNOWN
    if kind == Kind.MONEY:
        return written.money(value, currency)
    if kind == Kind.RATE:
        return written.rate(value, currency)
    if kind == Kind.NUMBER:
        return written.number(Decimal(value))
    if kind == Kind.DATE:
        return written.day(date.fromisoformat(value))
    if kind == Kind.PERIODS:
        spans = (
            written.period(date.fromisoformat(x["period_from"]), date.fromisoformat(x["period_to"]))
            for x in value
        )
        return ", ".join(spans) or "none"
    if kind == Kind.VALUES:
        return _several(value, currency)
    return str(value)


#: What a row of a proof is called where that is not its key.
NOUNS = {"first": "line"}


def _several(items: list[dict[str, Any]], currency: str) -> str:
    """``12 lines, $340.00 in all``."""
    if not items:
        return "none"
    # The key of a row is a number, its value a text.
    row = next(name for name, value in items[0].items() if isinstance(value, int))
    column = next(name for name in items[0] if name != row)
    added = sum((Decimal(item[column]) for item in items), Decimal(0))
    in_all = written.money(added, currency) if column == "amount" else written.number(added)
    return f"{written.count(len(items), NOUNS.get(row, row))}, {in_all} in all"
