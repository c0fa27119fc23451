"""Reads the rows a proof names once more, whatever kinds of row they are.

Sums are added up again from the lines rather than taken from where the import
keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from billing_audit.bills.models import ArithmeticFault, Invoice, Line, LineShelf
from billing_audit.checks.inputs import SETTING, Input, Kind
from billing_audit.findings.models import Occurrence
from billing_audit.findings.witnesses import RECKONED, WITNESSES, related_of


class Rows:
    """The rows that some occurrences' proofs name, fetched together, one query for each kind."""

    def __init__(self, occurrences: Iterable[Occurrence], *, with_related: bool = False) -> None:
        self._clients: set[int] = set()
        keys: dict[type[Model], set[int]] = defaultdict(set)
        for occurrence in occurrences:
            self._clients.add(occurrence.client_id)
            keys[Line].update({occurrence.line_id} - {None})
            keys[Invoice].add(occurrence.invoice_id)
            for name, key in occurrence.inputs["rows"].items():
                if name in WITNESSES:
                    keys[WITNESSES[name].model].add(key)
            for listed in occurrence.inputs.values():
                for name, key in _listed(listed):
                    keys[WITNESSES[name].model].add(key)
        self._found = {
            model: self._fetch(model, wanted, related_of(model) if with_related else ())
            for model, wanted in keys.items()
        }

    def _fetch(
        self, model: type[Model], keys: set[int], related: tuple[str, ...]
    ) -> dict[int, Any]:
        rows = model.objects.filter(pk__in=keys)
        if not any(each.is_public for each in WITNESSES.values() if each.model is model):
            rows = rows.filter(client__in=self._clients)
        if model is Line:
            shelves = LineShelf.objects.filter(client__in=self._clients)
            rows = rows.filter(shelf_id__in=list(shelves.values_list("pk", flat=True)))
        return {row.pk: row for row in rows.select_related(*related)}

    def of(self, name: str, key: int | None) -> Any:
        """The row that a proof calls so, ``None`` when it is gone."""
        return self._found.get(WITNESSES[name].model, {}).get(key)


def _listed(value: Any) -> Iterable[tuple[str, int]]:
    """The rows that an input names object by object."""
    if isinstance(value, list):
        for each in value:
            yield from ((name, key) for name, key in each.items() if name in WITNESSES)


class Rereading:
    """The values of some occurrences' proofs, as their rows have them now."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        self._rows = Rows(occurrences)

    def value(self, each: Input, occurrence: Occurrence) -> Any:
        """The input as its source row has it now; ``None`` when the row or value is gone."""
        stored = occurrence.inputs[each.name]
        if each.row == SETTING:
            return None if stored is None else Decimal(stored)
        if each.kind == Kind.PERIODS:
            return [self._period(period["line"]) for period in stored]
        if each.kind == Kind.VALUES:
            return [self._of_row(each, item[each.row]) for item in stored]
        key = occurrence.inputs["rows"][each.row]
        if each.row == "faults":
            return self._fault(each.column, key, occurrence.rule)
        return self._of_row(each, key)

    def _of_row(self, each: Input, key: int | None) -> Any:
        row = self._rows.of(each.row, key)
        if row is None:
            return None
        if reckon := RECKONED.get(each.source):
            return reckon(row)
        value = getattr(row, each.column)
        # Formulas reckon with decimals alone; some columns hold whole numbers.
        return Decimal(value) if each.kind == Kind.NUMBER and value is not None else value

    def _period(self, line: int) -> tuple[date, date] | None:
        row = self._rows.of("line", line)
        return row and (row.period_from, row.period_to)

    @staticmethod
    def _fault(column: str, invoice: int, rule: str) -> Any:
        faults = ArithmeticFault.objects.filter(invoice_id=invoice, rule=rule).order_by("pk")
        if column == "excess":
            return sum((fault.excess for fault in faults), Decimal(0))
        if column == "detail":
            return "; ".join(fault.detail for fault in faults)
        return rule if faults else None
