"""What several registers look up, and make when it is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from clients.people.models import Client
from clients.telecom.models import Carrier, Site
from clients.telecom.reference.table import Outcome, Row

ONE_DAY = timedelta(days=1)


def days(first: date, last: date | None) -> DateRange:
    """A range that includes both days; without a last day, or up to 9999-12-31, it has no end."""
    return DateRange(first, last + ONE_DAY if last and last < date.max else None)


def last_day(valid: DateRange) -> date | None:
    """The last day of a range, ``None`` when it has no end."""
    return valid.upper - ONE_DAY if valid.upper else None


def overlap(one: DateRange, other: DateRange) -> bool:
    """Whether two ranges share a day."""
    return (one.upper is None or other.lower < one.upper) and (
        other.upper is None or one.lower < other.upper
    )


def named(rows: list[Row], column: str) -> set[str]:
    """Everything a column names."""
    return {row[column] for row in rows if row[column]}


def present(**values: object) -> dict[str, object]:
    """Only the values that the file gives; an empty cell leaves what is stored."""
    return {name: value for name, value in values.items() if value is not None}


def carriers_named(names: set[str], currency: str) -> dict[str, Carrier]:
    """Carriers by upper-case name; those not known yet are made."""
    known = {carrier.name.upper(): carrier for carrier in Carrier.objects.all()}
    for name in sorted(names):
        if name.upper() not in known:
            known[name.upper()] = Carrier.objects.create(name=name, currency=currency)
    return known


def sites_coded(client: Client, codes: set[str]) -> dict[str, int]:
    """Keys of the client's sites by code; sites not known yet are made."""
    known = dict(Site.objects.filter(client=client).values_list("code", "pk"))
    missing = sorted(codes - known.keys())
    made = Site.objects.bulk_create(Site(client=client, code=code, name=code) for code in missing)
    return known | {site.code: site.pk for site in made}


@dataclass(frozen=True)
class Accounts:
    """Keys of a client's billing accounts by number, which two carriers may both use."""

    keys: dict[str, list[int]]

    def one(self, row: Row, outcome: Outcome, column: str = "account_no") -> int | None:
        """The account that a row names; a row whose account is not clear is refused."""
        keys = self.keys.get(row[column], [])
        if len(keys) == 1:
            return keys[0]
        reason = (
            "is used by two carriers; the row cannot say which"
            if keys
            else "is no billing account of this client; load it first"
        )
        outcome.refuse(row, column, reason)
        return None


def accounts_numbered(client: Client) -> Accounts:
    keys: dict[str, list[int]] = {}
    for pk, number in client.accounts.values_list("pk", "number"):
        keys.setdefault(number, []).append(pk)
    return Accounts(keys)
