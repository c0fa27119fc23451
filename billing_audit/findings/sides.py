"""What each document says about a charge, as clients read it on the portal and on paper.

Only what a client user may read is read here: no note, and not the file a bill came in.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from billing_audit.bills.models import Line, LineShelf
from billing_audit.checks.base import Nature
from billing_audit.checks.inputs import SETTING, Input, Kind
from billing_audit.findings.models import Occurrence
from billing_audit.findings.witnesses import WITNESSES
from billing_audit.findings.wording import explanation, in_words
from clients.telecom.models import ContractRate
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written

BILL, CONTRACT, INVENTORY = "The bill says", "The contract says", "The inventory says"
STANDARD = "The standard’s arithmetic"
#: Who says what is read from no row of its own; the rest its witness says, or the bill line.
SPEAKERS = {"faults": STANDARD, "": "Charged before", SETTING: "The check allows"}
#: What is said where no document says otherwise, by what a check tells of.
NOTED = {
    Nature.ERROR: "What is wrong",
    Nature.SAVING: "What could be saved",
    Nature.ALERT: "What to watch",
    Nature.INFORMATION: "What to look at",
}
#: Inputs that the source of their side says already.
IN_THE_SOURCE = {"rate.page"}
#: What a line in brief calls what is in dispute.
IN_BRIEF = {"Rate": "Quantity × rate"}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    #: This is what the documents do not agree about.
    differs: bool = False


@dataclass(frozen=True)
class Side:
    """What one document says about a charge."""

    title: str
    facts: list[Fact]
    source: str = ""


class Documents:
    """The bill lines and the contract rates that some charges of one client name.

    Of each charge ``finding`` and ``invoice`` are loaded.
    """

    def __init__(self, charges: Collection[Occurrence]) -> None:
        clients = {charge.client_id for charge in charges}
        shelves = LineShelf.objects.filter(client__in=clients).values_list("pk", flat=True)
        lines = Line.objects.filter(client__in=clients, shelf_id__in=list(shelves))
        self._lines: dict[int, Line] = lines.select_related(
            "billed_service", "charge_code"
        ).in_bulk([charge.line_id for charge in charges if charge.line_id])
        rates = ContractRate.objects.filter(
            client__in=clients, pk__in=[key for each in charges if (key := _rate_key(each))]
        )
        said = rates.values("pk", "contract__number", "document__title", "page", "valid")
        self._clauses = {rate["pk"]: _clause(rate) for rate in said}

    def line(self, charge: Occurrence) -> Line | None:
        """The bill line, unless the fault is the bill's."""
        return self._lines.get(charge.line_id)

    def sides(self, charge: Occurrence) -> list[Side]:
        """What the bill says, then everything that speaks against it."""
        line, sides = self.line(charge), self._other_sides(charge)
        if line:
            of_bill = [fact for side in sides if side.title == BILL for fact in side.facts]
            others = [side for side in sides if side.title != BILL]
            sides = [_line_side(charge, line, of_bill), *others]
        if len(sides) == 1 and charge.expected is not None:
            due = written.money(charge.expected, charge.finding.currency)
            sides.append(Side("It should say", [Fact("Amount due", due, differs=True)]))
        elif len(sides) == 1:
            why = explanation(charge.finding.found_by, charge)
            sides.append(Side(NOTED[charge.finding.found_by.nature], [Fact("Why", why, True)]))
        return sides

    def _other_sides(self, charge: Occurrence) -> list[Side]:
        check = charge.finding.found_by
        told: dict[str, list[Fact]] = {}
        for each in check.inputs:
            speaker = _speaker(each)
            if speaker and each.source not in IN_THE_SOURCE:
                value = in_words(each.kind, charge.inputs.get(each.name), charge.finding.currency)
                fact = Fact(each.label.capitalize(), value, differs=each.kind != Kind.TEXT)
                told.setdefault(speaker, []).append(fact)
        if not told and any(each.row == "billed_service" for each in check.inputs):
            told[INVENTORY] = [Fact("Service", "not on file", differs=True)]
        if not any(fact.differs for facts in told.values() for fact in facts):
            told = {who: [replace(fact, differs=True) for fact in told[who]] for who in told}
        bill = _bill(charge)
        sources = {BILL: bill, STANDARD: bill, CONTRACT: self._clause(charge)}
        return [Side(title, facts, sources.get(title, "")) for title, facts in told.items()]

    def _clause(self, charge: Occurrence) -> str:
        return self._clauses.get(_rate_key(charge), "The rate is no longer on file")


def _rate_key(charge: Occurrence) -> int | None:
    return charge.inputs.get("rows", {}).get("rate")


def _line_side(charge: Occurrence, line: Line, of_bill: list[Fact]) -> Side:
    """The line, and what its bill says besides."""
    currency = charge.finding.currency
    code = f" ({line.charge_code})" if line.charge_code else ""
    told = {
        "Charge": f"{line.description or 'no description'}{code}",
        "Service": line.billed_service.number if line.billed_service else "",
    }
    if line.period_from or line.period_to:
        told["Period"] = written.period(line.period_from, line.period_to)
    if line.quantity is not None and line.unit_rate is not None:
        rate = written.rate(line.unit_rate, currency)
        told["Quantity × rate"] = f"{written.number(line.quantity)} × {rate}"
    told["Amount"] = written.money(line.amount, currency)
    disputed = _disputed(charge.finding.found_by.inputs)
    facts = [Fact(label, value, label == disputed) for label, value in told.items() if value]
    return Side(BILL, facts + of_bill, f"{_bill(charge)}, line {line.line_no}")


def _speaker(each: Input) -> str:
    """Who says an input; nobody says of a bill line what it says itself."""
    if each.kind == Kind.VALUES and each.row == "line":
        return "Other charges"
    if each.row in WITNESSES:
        return WITNESSES[each.row].speaker
    return SPEAKERS.get(each.row, "")


def _disputed(inputs: tuple[Input, ...]) -> str:
    """What of a bill line is in dispute, by the rows it is held against; else the amount."""
    if any(each.kind == Kind.PERIODS for each in inputs):
        return "Period"
    against = (WITNESSES[each.row].disputed for each in inputs if each.row in WITNESSES)
    named = next((each for each in against if each), "Amount")
    return IN_BRIEF.get(named, named)


def _bill(charge: Occurrence) -> str:
    return f"Bill {charge.invoice.number} of {written.day(charge.invoice.bill_date)}"


def _clause(rate: dict[str, Any]) -> str:
    """Where in which paper a rate stands, and since when."""
    contract = rate["contract__number"]
    parts = [f"Contract {contract}" if contract else "Rate on file", rate["document__title"]]
    if rate["page"]:
        parts.append(f"page {rate['page']}")
    since = written.period(rate["valid"].lower, last_day(rate["valid"]))
    return f"{', '.join(part for part in parts if part)}; valid {since}"
