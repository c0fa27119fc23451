"""The obligations of a relationship from a CSV file; one that is owed already is updated."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q

from clients.obligations.models import Obligation
from clients.obligations.presets import Preset, preset_of, text_of
from clients.obligations.rules import MOST_WORKING_DAYS, Rule, read
from clients.relationships.models import Relationship
from clients.service_hours.reckoning import business_time
from clients.telecom.reference import Loader
from clients.telecom.reference.lookups import present
from clients.telecom.reference.table import BadCell, Column, Row, day, one_of, text
from retainer.lib.refusal import Refused


def working_day(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_WORKING_DAYS):
        raise BadCell(f"not a working day from 1 to {MOST_WORKING_DAYS}")
    return int(value)


class Obligations(Loader):
    """What is owed under one relationship, told apart by who owes it and its words."""

    model = Obligation
    columns = (
        Column("obligation", text(200), required=True, help="what is owed"),
        Column("owes", one_of(Obligation.Owes.values), required=True,
               help=", ".join(Obligation.Owes.values)),
        Column("first_on", day, required=True, help="the first time"),
        Column("how_often", text(120), required=True,
               help=f"{', '.join(Preset.values[:-1])}, or a rule such as FREQ=MONTHLY;BYDAY=1MO"),
        Column("working_day", working_day, help="counted from then, such as 10"),
        Column("clause", text(120)),
        Column("evidence", text(200), help="what shows that it was done"),
    )  # fmt: skip

    def __init__(self, relationship: Relationship) -> None:
        super().__init__(relationship.client)
        self.relationship = relationship

    def prepare(self, rows: list[Row]) -> None:
        self.is_open = business_time().is_open
        standing = Max("fulfilments__due_on", filter=Q(fulfilments__taken_back_at=None))
        met = self.relationship.obligations.annotate(met=standing)
        self.met = {(owes, what): day for owes, what, day in met.values_list("owes", "what", "met")}

    def existing(self) -> Iterator[Obligation]:
        return self.relationship.obligations.iterator()

    def key_of(self, instance: Obligation) -> Hashable:
        return instance.owes, instance.what

    def values(self, row: Row) -> dict[str, Any] | None:
        try:
            rule = self._rule(row)
        except Refused as refusal:
            self.outcome.refuse(row, "how_often", refusal.sentence)
            return None
        met = self.met.get((row["owes"], row["obligation"]))
        return {
            "client_id": self.client.pk,
            "relationship_id": self.relationship.pk,
            "what": row["obligation"],
            "owes": row["owes"],
            "first_on": rule.first_on,
            "rule": rule.text,
            "working_day": rule.working_day,
            "next_due": rule.next_after(met, self.is_open),
            **present(clause=row["clause"], evidence=row["evidence"]),
        }

    def _rule(self, row: Row) -> Rule:
        often, first_on = row["how_often"], row["first_on"]
        if often not in Preset.values:
            return read(first_on, often, row["working_day"], self.is_open)
        counted = row["working_day"]
        if often == Preset.WORKING_DAY and counted is None:
            raise Refused("needs a working_day")
        if often != Preset.WORKING_DAY and counted is not None:
            raise Refused("counts no working days; choose working-day, or write a rule")
        return read(first_on, text_of(often, first_on, ""), counted, self.is_open)


def often_of(first_on: date, rule: str, working_day: int | None) -> str:
    """How a file says a rule that is stored."""
    preset = preset_of(rule, working_day, first_on)
    return rule if preset == Preset.OWN else preset.value
