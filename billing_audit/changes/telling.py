"""A change in words: which row, what was done to it, and each value before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from billing_audit.changes.kinds import KINDS
from billing_audit.changes.models import Change
from retainer.lib import format as written

#: What a row is known by, the first that it has.
NAMES = ("number", "charge_code", "ticket", "reference", "name", "code", "tax", "words", "kind")
#: What nobody reads of a row.
UNTOLD = ("id", "public_id", "client_id")


@dataclass(frozen=True)
class Value:
    """A column of the row, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """A change as people read it."""

    change: Change

    @property
    def row(self) -> str:
        """``Rate PORT``."""
        said = self.change.after or self.change.before or {}
        name = next((str(said[each]) for each in NAMES if said.get(each)), "")
        one = KINDS[self.change.kind].one
        return f"{one[:1].upper()}{one[1:]} {name}".strip()

    @property
    def deed(self) -> str:
        if self.change.before is None:
            return "added"
        return "removed" if self.change.after is None else "changed"

    @property
    def values(self) -> list[Value]:
        """What differs; of a row that was added or removed, what it says."""
        return list(self._values())

    @property
    def sentence(self) -> str:
        """``Rate PORT changed: rate 612 → 580``."""
        if self.deed != "changed":
            return f"{self.row} {self.deed}"
        told = "; ".join(f"{v.label} {v.before} → {v.after}" for v in self.values)
        return f"{self.row} changed: {told}"

    def _values(self) -> Iterator[Value]:
        before, after = self.change.before or {}, self.change.after or {}
        model = apps.get_model(*_label(self.change.kind))
        for field in model._meta.concrete_fields:
            old, new = before.get(field.attname), after.get(field.attname)
            if old != new and field.attname not in UNTOLD:
                yield Value(str(field.verbose_name), _words(field, old), _words(field, new))


def _label(table: str) -> tuple[str, str]:
    """``clients_contractrate`` as app and model, which is how the tables are named."""
    for app in ("billing_audit", "clients"):
        if table.startswith(f"{app}_"):
            return app, table.removeprefix(f"{app}_")
    raise LookupError(table)


def _words(field: models.Field, value: Any) -> str:
    if value is None or value in ("", []):
        return written.UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.ForeignKey):
        named = field.related_model._base_manager.filter(pk=value).first()
        return str(named) if named else "a row that is gone"
    if isinstance(field, DateRangeField):
        return _days(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, str(value))


def _plain(field: models.Field, value: str) -> str:
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(value)):
        return written.moment(moment)
    if isinstance(field, models.DateField) and (day := parse_date(value)):
        return written.day(day)
    if isinstance(field, models.DecimalField):
        return written.number(Decimal(value).normalize())
    return value


def _days(value: str) -> str:
    """A range as PostgreSQL writes it, ``[2026-03-01,2026-06-01)``, in words."""
    first, last = (parse_date(day) for day in value.strip("[]()").split(","))
    begins = written.day(first) if first else "ever"
    return f"{begins} to {written.day(last - timedelta(days=1)) if last else 'further notice'}"
