"""The proof of findings in words: what the bill says beside what was agreed, and the calculation.

Of each finding one charge is shown, the one of the month that claims most.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from billing_audit.bills.models import Line, LineShelf
from billing_audit.checks.base import Check
from billing_audit.checks.inputs import Input
from billing_audit.findings.calculation import calculation_steps
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.wording import in_words
from billing_audit.reports.shape import Fact, Proof, Side, Step
from clients.people.models import Client
from clients.telecom.models import ContractRate
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written

#: What says something, by the row it was read from.
SIDES = {
    "invoice": "The bill says",
    "bill": "The bill says",
    "rate": "The contract says",
    "service": "The inventory says",
    "first": "The earlier charge",
    "first_bill": "The earlier charge",
    "other": "The earlier bill",
    "faults": "The standard’s arithmetic",
    "": "Days charged before",
}
#: Inputs that the source of their side says already.
IN_THE_SOURCE = {"rate.page"}


def proofs(client: Client, month: date, findings: Iterable[Finding]) -> dict[int, Proof]:
    """The proof of each finding, by its key; a handful of queries however many there are."""
    by_key = {finding.pk: finding for finding in findings}
    shown = list(
        Occurrence.objects.filter(
            client=client, finding_id__in=by_key, month=month, supporting=False
        )
        .order_by("finding_id", "-claimed", "-exposure", "pk")
        .distinct("finding_id")
        .select_related("invoice__bill_file", "invoice__carrier")
    )
    for occurrence in shown:
        occurrence.finding = by_key[occurrence.finding_id]
    lines = _lines(client, shown)
    rates = _rates(client, shown)
    return {
        occurrence.finding_id: _proof(
            occurrence, lines.get(occurrence.line_id), rates.get(_key(occurrence, "rate"))
        )
        for occurrence in shown
    }


def _lines(client: Client, shown: list[Occurrence]) -> Mapping[int, Line]:
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    keys = [occurrence.line_id for occurrence in shown if occurrence.line_id]
    return (
        Line.objects.filter(client=client, shelf_id__in=list(shelves))
        .select_related("billed_service", "charge_code")
        .in_bulk(keys)
    )


def _rates(client: Client, shown: list[Occurrence]) -> Mapping[int, ContractRate]:
    keys = [key for occurrence in shown if (key := _key(occurrence, "rate"))]
    rates = ContractRate.objects.filter(client=client).select_related("contract", "document")
    return rates.in_bulk(keys)


def _key(occurrence: Occurrence, row: str) -> int | None:
    return occurrence.inputs.get("rows", {}).get(row)


def _proof(occurrence: Occurrence, line: Line | None, rate: ContractRate | None) -> Proof:
    check, currency = occurrence.finding.found_by, occurrence.finding.currency
    sides = [_bill_side(occurrence, line, check)] if line else []
    sides += _other_sides(occurrence, check, rate)
    if len(sides) == 1 and occurrence.expected is not None:
        due = Fact("amount due", written.money(occurrence.expected, currency))
        sides.append(Side("It should say", [due], "by our calculation below"))
    steps, result = _calculation(occurrence, check)
    return Proof(occurrence.explanation, sides, steps, result)


def _calculation(occurrence: Occurrence, check: type[Check]) -> tuple[list[Step], Step]:
    """How the claim is reckoned; its inputs stand beside it, as what the documents say."""
    every = calculation_steps(occurrence)[len(check.inputs) :]
    *steps, result = [Step(each.label, each.formula, each.value) for each in every]
    if not re.search(r"[-*/]", occurrence.formula):  # the claim is one of the inputs
        steps = [step for step in steps if step.label not in ("Formula", "In figures")]
    if not steps:
        result = replace(result, formula=f"the {check.inputs[0].label}")
    elif occurrence.exposure:
        result = replace(result, formula="nothing before it is confirmed")
    elif occurrence.claimed == occurrence.result:
        result = replace(result, formula="")
    return steps, result


def _bill_side(occurrence: Occurrence, line: Line, check: type[Check]) -> Side:
    currency = occurrence.finding.currency
    code = f" ({line.charge_code})" if line.charge_code else ""
    facts = [Fact("charge", f"{line.description or 'no description'}{code}")]
    if line.billed_service:
        facts.append(Fact("service", line.billed_service.number))
    if line.period_from or line.period_to:
        facts.append(Fact("period", written.period(line.period_from, line.period_to)))
    amount = written.money(line.amount, currency)
    if line.quantity is not None and line.unit_rate is not None:
        unit_rate = written.rate(line.unit_rate, currency)
        amount += f", for {written.number(line.quantity)} at {unit_rate}"
    facts.append(Fact("amount", amount))
    return Side("The bill says", facts, _place_on_bill(occurrence, line))


def _place_on_bill(occurrence: Occurrence, line: Line | None) -> str:
    invoice = occurrence.invoice
    bill = f"Bill {invoice.number} of {written.day(invoice.bill_date)}"
    if line is None:
        return bill
    row = f", row {written.number(line.source_row)}" if line.source_row else ""
    return f"{bill}, line {line.line_no}{row} of {invoice.bill_file.name}"


def _other_sides(
    occurrence: Occurrence, check: type[Check], rate: ContractRate | None
) -> list[Side]:
    facts: dict[str, list[Fact]] = {}
    for each in check.inputs:
        if each.row in SIDES and each.source not in IN_THE_SOURCE:
            facts.setdefault(SIDES[each.row], []).append(_fact(each, occurrence))
    if not facts and check.inputs[-1].row == "billed_service":
        return [Side("The inventory says", [Fact("service", "not on file")], "")]
    bill = _place_on_bill(occurrence, None)
    sources = {
        SIDES["bill"]: bill,
        SIDES["faults"]: bill,
        SIDES["rate"]: _clause(rate),
    }
    return [Side(title, told, sources.get(title, "")) for title, told in facts.items()]


def _fact(each: Input, occurrence: Occurrence) -> Fact:
    value = in_words(each.kind, occurrence.inputs.get(each.name), occurrence.finding.currency)
    return Fact(each.label, value)


def _clause(rate: ContractRate | None) -> str:
    """Where in which paper the rate stands, and since when."""
    if rate is None:
        return "The rate is no longer on file"
    parts = [f"Contract {rate.contract.number}" if rate.contract else "Rate on file"]
    if rate.document:
        parts.append(rate.document.title)
    if rate.page:
        parts.append(f"page {rate.page}")
    return f"{', '.join(parts)}; valid {written.period(rate.valid.lower, last_day(rate.valid))}"
