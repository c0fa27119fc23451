"""The charges of a finding with all that proves them: both sides, the sum, who else claims.

The rows that proofs name are read together, one query for each kind, however
many charges a page shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from billing_audit.bills.models import BilledService, Invoice, Line, LineShelf
from billing_audit.findings import exhibits
from billing_audit.findings.calculation import CalculationStep, calculation_steps
from billing_audit.findings.exhibits import Exhibit
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.rereading import ROWS
from clients.telecom.models import ContractRate, Service

RELATED = {
    Line: ("billed_service", "charge_code", "invoice__bill_file"),
    Invoice: ("bill_file", "account__carrier"),
    ContractRate: ("contract", "document", "site", "service"),
    Service: ("site",),
    BilledService: ("service",),
}
#: What of a bill line is in dispute, by the row that speaks against it.
DISPUTED = {"rate": "Rate", "service": "Period", "billed_service": "Service"}


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
    rows = _Rows(occurrences)
    others = _other_findings(occurrences)
    return [_charge(each, rows, others) for each in occurrences]


def _charge(
    occurrence: Occurrence,
    rows: "_Rows",
    others: dict[tuple[int, int | None], list[Finding]],
) -> Charge:
    *steps, claim = calculation_steps(occurrence)
    return Charge(
        occurrence=occurrence,
        line=rows.get(Line, occurrence.line_id),
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


class _Rows:
    """The rows that proofs name."""

    def __init__(self, occurrences: list[Occurrence]) -> None:
        self._clients = {each.client_id for each in occurrences}
        keys: dict[type[Model], set[int]] = defaultdict(set)
        for occurrence in occurrences:
            for name, key in occurrence.inputs["rows"].items():
                if name in ROWS:
                    keys[ROWS[name]].add(key)
            for name in ("earlier", "given_back"):
                keys[Line].update(each["line"] for each in occurrence.inputs.get(name) or ())
            keys[Line].update({occurrence.line_id} - {None})
            keys[Invoice].add(occurrence.invoice_id)
        self._found = {model: self._fetch(model, wanted) for model, wanted in keys.items()}

    def _fetch(self, model: type[Model], keys: set[int]) -> dict[int, Any]:
        rows = model.objects.filter(client__in=self._clients, pk__in=keys)
        if model is Line:
            shelves = LineShelf.objects.filter(client__in=self._clients)
            rows = rows.filter(shelf_id__in=list(shelves.values_list("pk", flat=True)))
        return {row.pk: row for row in rows.select_related(*RELATED[model])}

    def get(self, model: type[Model], key: int | None) -> Any:
        return self._found.get(model, {}).get(key)


def _sides(occurrence: Occurrence, rows: _Rows) -> Iterator[Exhibit]:
    """What the bill says, then everything that speaks against it."""
    inputs = occurrence.inputs
    named = inputs["rows"]
    disputed = next((DISPUTED[name] for name in named if name in DISPUTED), "Amount")
    if "earlier" in inputs:
        disputed = "Period"
    if line := rows.get(Line, occurrence.line_id):
        yield exhibits.of_line("The bill says", line, disputed)
    elif invoice := rows.get(Invoice, occurrence.invoice_id):
        yield exhibits.of_bill("The bill says", invoice)
    if rate := rows.get(ContractRate, named.get("rate")):
        yield exhibits.of_rate(rate)
    if service := rows.get(Service, named.get("service")):
        yield exhibits.of_service(service)
    if billed := rows.get(BilledService, named.get("billed_service")):
        yield exhibits.of_inventory(billed)
    if first := rows.get(Line, named.get("first")):
        yield exhibits.of_line("The same was charged before", first, "")
    if other := rows.get(Invoice, named.get("other")):
        yield exhibits.of_bill("The bill before it", other)
    if occurrence.rule:
        yield exhibits.of_rule(occurrence.rule, inputs.get("detail") or "")
    for name, title in (("earlier", "Charged before"), ("given_back", "Credited")):
        lines = [rows.get(Line, each["line"]) for each in inputs.get(name) or ()]
        if any(lines):
            yield exhibits.of_days(title, [line for line in lines if line])
