"""Reads the rows a proof names once more: bill lines, bills, contract rates, services.

Sums are added up again from the lines rather than taken from where the import
keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Sum

from billing_audit.bills.models import (
    ArithmeticFault,
    BilledService,
    ChargeType,
    Invoice,
    Line,
    LineShelf,
)
from billing_audit.checks.inputs import Input, Kind
from billing_audit.findings.models import Occurrence
from clients.telecom.models import ContractRate, Service

#: What the rows of a proof are.
ROWS: dict[str, type[Model]] = {
    "line": Line,
    "first": Line,
    "invoice": Invoice,
    "bill": Invoice,
    "other": Invoice,
    "first_bill": Invoice,
    "rate": ContractRate,
    "service": Service,
    "billed_service": BilledService,
}


class Rereading:
    """The rows that some occurrences' proofs name, fetched together."""

    def __init__(self, client_id: int, occurrences: Iterable[Occurrence]) -> None:
        self.client_id = client_id
        self._keys: dict[type[Model], set[int]] = defaultdict(set)
        for occurrence in occurrences:
            for row, key in occurrence.inputs["rows"].items():
                if row in ROWS:
                    self._keys[ROWS[row]].add(key)
            for value in occurrence.inputs.values():
                if isinstance(value, list):
                    self._keys[Line].update(period["line"] for period in value)
        self._rows = {model: self._fetch(model, keys) for model, keys in self._keys.items()}

    def _fetch(self, model: type[Model], keys: set[int]) -> dict[int, Model]:
        rows = model.objects.filter(client_id=self.client_id, pk__in=keys)
        if model is Line:
            shelves = LineShelf.objects.filter(client_id=self.client_id)
            rows = rows.filter(shelf_id__in=list(shelves.values_list("pk", flat=True)))
        return {row.pk: row for row in rows}

    def value(self, each: Input, occurrence: Occurrence) -> Any:
        """The input as its source row has it now; ``None`` when the row or value is gone."""
        if each.kind == Kind.PERIODS:
            return [self._period(period["line"]) for period in occurrence.inputs[each.name]]
        key = occurrence.inputs["rows"][each.row]
        if each.row == "faults":
            return self._fault(each.column, key, occurrence.rule)
        row = self._rows[ROWS[each.row]].get(key)
        if row is None:
            return None
        if each.source == "invoice.lines_total":
            return self._sum_of_lines(row)
        if each.source == "bill.total":
            return self._total(row)
        return getattr(row, each.column)

    def _period(self, line: int) -> tuple[date, date] | None:
        row = self._rows[Line].get(line)
        return row and (row.period_from, row.period_to)

    def _sum_of_lines(self, invoice: Invoice) -> Decimal:
        lines = Line.objects.filter(shelf_id=invoice.bill_file.shelf_id, invoice=invoice)
        counted = lines.exclude(charge_type=ChargeType.MEMO)
        return counted.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]

    def _total(self, invoice: Invoice) -> Decimal:
        if invoice.line_count:
            return self._sum_of_lines(invoice)
        stated = (invoice.amount_due, invoice.stated_total, Decimal(0))
        return next(total for total in stated if total is not None)

    def _fault(self, column: str, invoice: int, rule: str) -> Any:
        faults = ArithmeticFault.objects.filter(invoice_id=invoice, rule=rule).order_by("pk")
        if column == "excess":
            return sum((fault.excess for fault in faults), Decimal(0))
        if column == "detail":
            return "; ".join(fault.detail for fault in faults)
        return rule if faults else None
