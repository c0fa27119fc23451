"""One charge and its proof as a company reads it: the bill, what it was held against, the sum."""

from dataclasses import dataclass

from billing_audit.bills.models import Line, LineShelf
from billing_audit.checks.inputs import Kind
from billing_audit.findings.calculation import CalculationStep, calculation_steps
from billing_audit.findings.models import Occurrence
from billing_audit.findings.wording import in_words
from clients.telecom.models import ContractRate
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written

#: What says something, by the row an input was read from; the rest is the bill line itself.
SIDES = {
    "invoice": "Your bill says",
    "bill": "Your bill says",
    "rate": "Your contract says",
    "": "Charged before",
    "service": "Your inventory says",
    "first": "The earlier charge",
    "first_bill": "The earlier charge",
    "other": "The earlier bill",
    "faults": "The bill's own arithmetic",
}
#: Where the contract is cited, with the paper the page belongs to.
CITED = {"rate.page"}
#: What to look at on the bill line, by the row it is held against; else the amount.
LOOK_AT = {"rate": "Quantity × rate", "service": "Period", "": "Period"}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    differs: bool = False


@dataclass(frozen=True)
class Side:
    """What one document says."""

    title: str
    facts: list[Fact]
    source: str = ""


@dataclass(frozen=True)
class Proof:
    """Why a charge is wrong, and by how much."""

    occurrence: Occurrence
    sides: list[Side]
    steps: list[CalculationStep]
    result: CalculationStep


def lines_of(occurrences: list[Occurrence]) -> dict[int, Line]:
    """The bill lines of some charges of one client, by their key."""
    if not occurrences:
        return {}
    client = occurrences[0].client_id
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    keys = [occurrence.line_id for occurrence in occurrences if occurrence.line_id]
    return (
        Line.objects.filter(client=client, shelf_id__in=list(shelves))
        .select_related("billed_service", "charge_code")
        .in_bulk(keys)
    )


def proof_of(occurrence: Occurrence, line: Line | None) -> Proof:
    """The proof of one charge, ``finding`` and ``invoice`` of which are loaded."""
    given = len(occurrence.finding.found_by.inputs)  # the sides say these already
    *steps, result = calculation_steps(occurrence)[given:]
    sides = [_line_side(occurrence, line)] if line else []
    sides += _other_sides(occurrence)
    return Proof(occurrence, sides, steps, result)


def _line_side(occurrence: Occurrence, line: Line) -> Side:
    currency = occurrence.finding.currency
    told = {
        "Charge": line.description or str(line.charge_code or ""),
        "Service": line.billed_service.number if line.billed_service else "",
        "Bill date": written.day(occurrence.invoice.bill_date),
    }
    if line.period_from or line.period_to:
        told["Period"] = written.period(line.period_from, line.period_to)
    if line.quantity is not None and line.unit_rate is not None:
        rate = written.rate(line.unit_rate, currency)
        told["Quantity × rate"] = f"{written.number(line.quantity)} × {rate}"
    told["Amount"] = written.money(line.amount, currency)
    rows = (each.row for each in occurrence.finding.found_by.inputs)
    wrong = next((LOOK_AT[row] for row in rows if row in LOOK_AT), "Amount")
    facts = [Fact(label, value, label == wrong) for label, value in told.items() if value]
    return Side("Your bill says", facts, f"{occurrence.invoice.number}, line {line.line_no}")


def _other_sides(occurrence: Occurrence) -> list[Side]:
    check, currency = occurrence.finding.found_by, occurrence.finding.currency
    told: dict[str, list[Fact]] = {}
    for each in check.inputs:
        if each.row in SIDES and each.source not in CITED:
            value = in_words(each.kind, occurrence.inputs.get(each.name), currency)
            fact = Fact(each.label.capitalize(), value, differs=each.kind != Kind.TEXT)
            told.setdefault(SIDES[each.row], []).append(fact)
    if rate := told.get(SIDES["rate"]):
        rate += _clause(occurrence)
    if not told and occurrence.expected is not None:
        due = written.money(occurrence.expected, currency)
        told["It should say"] = [Fact("Amount", due, differs=True)]
    number = occurrence.invoice.number
    return [
        Side(title, facts, number if title == SIDES["bill"] else "")
        for title, facts in told.items()
    ]


def _clause(occurrence: Occurrence) -> list[Fact]:
    """In which paper an agreed rate stands, and on which page."""
    key = occurrence.inputs.get("rows", {}).get("rate")
    rates = ContractRate.objects.filter(client=occurrence.client_id, pk=key)
    rate = rates.values("contract__number", "document__title", "page", "valid").first()
    if rate is None:
        return []
    told = {
        "Contract": rate["contract__number"],
        "Paper": rate["document__title"],
        "Page": rate["page"],
        "Valid": written.period(rate["valid"].lower, last_day(rate["valid"])),
    }
    return [Fact(label, str(value)) for label, value in told.items() if value]
