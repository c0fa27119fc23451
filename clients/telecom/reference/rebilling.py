"""The loader of markups on charges that providers bill on."""

from collections.abc import Hashable
from typing import Any

from clients.telecom.models import RebillAgreement
from clients.telecom.models.rebilling import Rebilled, usual_kinds
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import accounts_numbered, days
from clients.telecom.reference.table import BadCell, Column, Row, amount, codes, day, percent, text

#: Under which heading the underlying account stands.
UNDERLYING = "underlying_account_no"


def kinds(value: str) -> list[str]:
    """Reads ``recurring, usage``."""
    found = codes(value.lower())
    if wrong := [kind for kind in found if kind not in Rebilled.values]:
        raise BadCell(f"{wrong[0]} is none of {', '.join(Rebilled.values)}")
    return found


class RebillAgreements(Loader):
    """What providers may add to a carrier's charges that they bill on."""

    model = RebillAgreement
    columns = (
        Column("account_no", text(60), required=True, help="of the provider"),
        Column(UNDERLYING, text(60), required=True, help="of the carrier"),
        Column("markup_percent", percent, required=True),
        Column("markup_cap", amount, help="a month, on each kind of charge of a service"),
        Column("kinds", kinds, help=f"with commas: {', '.join(Rebilled.values)}"),
        Column("eff_from", day, required=True),
        Column("eff_to", day, help="last day; empty while it holds"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.accounts = accounts_numbered(self.client)

    def key_of(self, instance: RebillAgreement) -> Hashable:
        return instance.account_id, instance.underlying_id, instance.valid.lower

    def one_a_day(self, instance: RebillAgreement) -> Hashable:
        return instance.account_id, instance.underlying_id

    def values(self, row: Row) -> dict[str, Any] | None:
        account = self.accounts.one(row, self.outcome)
        underlying = self.accounts.one(row, self.outcome, UNDERLYING)
        if account is None or underlying is None:
            return None
        if account == underlying:
            self.outcome.refuse(row, UNDERLYING, "is the provider's own account")
            return None
        if row["eff_to"] and row["eff_to"] < row["eff_from"]:
            self.outcome.refuse(row, "eff_to", "lies before eff_from")
            return None
        return {
            "client_id": self.client.pk,
            "account_id": account,
            "underlying_id": underlying,
            "markup_percent": row["markup_percent"],
            "markup_cap": row["markup_cap"],
            "kinds": row["kinds"] or usual_kinds(),
            "valid": days(row["eff_from"], row["eff_to"]),
        }
