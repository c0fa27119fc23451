"""The charges of a finding with all that proves them: both sides, the sum, who else claims.

The rows that proofs name are read together, one query for each kind, however
many charges a page shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from billing_audit.bills.models import Line
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.inputs import LISTS, Input, Kind
from billing_audit.findings import exhibits
from billing_audit.findings.calculation import CalculationStep, calculation_steps
from billing_audit.findings.exhibits import Exhibit
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.reproducing import OtherRules
from billing_audit.findings.rereading import Rows
from billing_audit.findings.witnesses import WITNESSES


@dataclass(frozen=True)
class Charge:
    """One occurrence as its page shows it."""

    occurrence: Occurrence
    #: The bill line, unless the fault is the bill's.
    line: Line | None
    exhibits: list[Exhibit]
    #: The calculation, and what it ends in.
    steps: list[CalculationStep]
    claim: CalculationStep
    #: Other findings on the same bill line, and those that claim the bill itself.
    others: list[Finding]


def charges(occurrences: Iterable[Occurrence]) -> list[Charge]:
    """The occurrences of one finding with everything that is laid out about them."""
    occurrences = list(occurrences)
    rows = Rows(occurrences, with_related=True)
    others = _other_findings(occurrences)
    rules = OtherRules(occurrences, lambda each: rows.of("line", each.line_id))
    return [_charge(each, rows, others, rules) for each in occurrences]


def _charge(
    occurrence: Occurrence,
    rows: Rows,
    others: dict[tuple[int, int | None], list[Finding]],
    rules: OtherRules,
) -> Charge:
    *steps, claim = calculation_steps(occurrence, rules.of(occurrence))
    return Charge(
        occurrence=occurrence,
        line=rows.of("line", occurrence.line_id),
        exhibits=list(_sides(occurrence, rows)),
        steps=steps,
        claim=claim,
        others=list(dict.fromkeys(others[occurrence.invoice_id, occurrence.line_id])),
    )


def _other_findings(occurrences: list[Occurrence]) -> dict[tuple[int, int | None], list[Finding]]:
    """By bill and line; what claims a bill whole is found on each of its lines."""
    found: dict[tuple[int, int | None], list[Finding]] = defaultdict(list)
    if not occurrences:
        return found
    bills = {each.invoice_id for each in occurrences}
    lines = [each.line_id for each in occurrences if each.line_id]
    there = Q(line_id__in=lines) | Q(line_id=None, claimed__gt=0)
    others = (
        Occurrence.objects.filter(there, client=occurrences[0].client_id, invoice__in=bills)
        .exclude(finding=occurrences[0].finding_id)
        .select_related("finding")
        .order_by("-claimed", "pk")
    )
    for other in others:
        for each in occurrences:
            if each.invoice_id == other.invoice_id and other.line_id in (None, each.line_id):
                found[each.invoice_id, each.line_id].append(other.finding)
    return found


def _sides(occurrence: Occurrence, rows: Rows) -> Iterator[Exhibit]:
    """What the bill says, then everything that speaks against it."""
    inputs, check = occurrence.inputs, check_of(occurrence.check_code)
    lists = [each for each in check.inputs if each.kind in LISTS and inputs.get(each.name)]
    if line := rows.of("line", occurrence.line_id):
        yield exhibits.of_line("The bill says", line, _disputed(inputs["rows"], lists))
    elif invoice := rows.of("invoice", occurrence.invoice_id):
        yield exhibits.of_bill("The bill says", invoice)
    for name, key in inputs["rows"].items():
        if name in WITNESSES and (show := WITNESSES[name].exhibit) and (row := rows.of(name, key)):
            yield show(row)
    if "faults" in inputs["rows"]:
        yield exhibits.of_rule(occurrence.rule, inputs.get("detail") or "")
    for each in lists:
        yield from _listed(each, inputs[each.name], rows)


def _disputed(named: dict[str, int], lists: list[Input]) -> str:
    """What of a bill line its witnesses speak against."""
    if any(each.kind == Kind.PERIODS for each in lists):
        return "Period"
    against = (WITNESSES[name].disputed for name in named if name in WITNESSES)
    return next((each for each in against if each), "Amount")


def _listed(each: Input, items: list[dict[str, Any]], rows: Rows) -> Iterator[Exhibit]:
    """The lines that an input names, as far as a page can hold them."""
    lines = [rows.of("line", item["line"]) for item in items if "line" in item]
    if found := [line for line in lines if line]:
        yield exhibits.of_lines(each.label.capitalize(), found)
