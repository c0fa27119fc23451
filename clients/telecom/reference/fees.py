"""Loader of public fees and taxes."""

from collections.abc import Hashable, Iterator
from typing import Any

from clients.telecom.models import PublicFee
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import days
from clients.telecom.reference.table import Column, Row, amount, day, text


class PublicFees(Loader):
    """Fees and taxes set by an authority; they belong to no client."""

    model = PublicFee
    columns = (
        Column("authority", text(120), required=True),
        Column("code", text(40), required=True),
        Column("title", text(160), required=True),
        Column("rate", amount, required=True, help="0.366 for 36.6 per cent"),
        Column("unit", text(8), help="percent or amount"),
        Column("eff_from", day, required=True),
        Column("eff_to", day),
        Column("source", text(300), required=True),
        Column("published_on", day),
    )

    def existing(self) -> Iterator[PublicFee]:
        return PublicFee.objects.iterator()

    def one_a_day(self, instance: PublicFee) -> Hashable:
        return instance.authority, instance.code

    def key_of(self, instance: PublicFee) -> Hashable:
        return *self.one_a_day(instance), instance.valid.lower

    def values(self, row: Row) -> dict[str, Any] | None:
        unit = (row["unit"] or PublicFee.Unit.PERCENT).lower()
        if unit not in PublicFee.Unit.values:
            self.outcome.refuse(row, "unit", "is neither percent nor amount")
            return None
        if row["eff_to"] and row["eff_to"] < row["eff_from"]:
            self.outcome.refuse(row, "eff_to", "lies before eff_from")
            return None
        plain = ("authority", "code", "title", "rate", "source", "published_on")
        return {
            **{name: row[name] for name in plain},
            "unit": unit,
            "valid": days(row["eff_from"], row["eff_to"]),
        }
