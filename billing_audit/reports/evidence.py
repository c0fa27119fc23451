"""The proof of findings: what the bill says beside what was agreed, and the calculation.

Of each finding one charge is shown, the one of the month that claims most.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from billing_audit.bills.models import Line
from billing_audit.findings.calculation import calculation_in_brief
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.reproducing import OtherRules
from billing_audit.findings.sides import Documents, Side
from billing_audit.reports.shape import Proof
from clients.people.models import Client
from retainer.lib import format as written


def proofs(client: Client, month: date, findings: Iterable[Finding]) -> dict[int, Proof]:
    """The proof of each finding, by its key; a handful of queries however many there are."""
    by_key = {finding.pk: finding for finding in findings}
    shown = list(
        Occurrence.objects.filter(
            client=client, finding_id__in=by_key, month=month, supporting=False
        )
        .order_by("finding_id", "-claimed", "-exposure", "pk")
        .distinct("finding_id")
        .select_related("invoice__bill_file")
    )
    for charge in shown:
        charge.finding = by_key[charge.finding_id]
    documents = Documents(shown)
    rules = OtherRules(shown, documents.line)
    return {charge.finding_id: _proof(charge, documents, rules.of(charge)) for charge in shown}


def _proof(charge: Occurrence, documents: Documents, other_rule: str) -> Proof:
    sides = documents.sides(charge)
    if line := documents.line(charge):
        sides[0] = _with_place(sides[0], charge, line)
    steps, result = calculation_in_brief(charge, other_rule)
    return Proof(charge.explanation, sides, steps, result)


def _with_place(side: Side, charge: Occurrence, line: Line) -> Side:
    """The bill's side, leading on to the place in the file the bill came in."""
    row = f"row {written.number(line.source_row)} of " if line.source_row else ""
    return replace(side, source=f"{side.source}; {row}{charge.invoice.bill_file.name}")
