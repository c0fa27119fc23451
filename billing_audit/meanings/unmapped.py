"""Which charges of a client nobody understands yet, by what they cost.

A charge is understood when somebody said what it means, when its name says it,
when it is a tax or a credit, or when a contract prices it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db import connection
from django.db.models import Max

from billing_audit.bills.models import Invoice, LineShelf
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.meanings import MEANINGS, is_called, said
from billing_audit.checks.sources import filled_in
from clients.people.models import Client
from retainer.lib.months import shifted

#: What the trade holds to be enough, and how many bills are looked at.
TARGET = Decimal("0.98")
MONTHS = 3
#: Rows of the page; they are the dearest, and the next ones follow when these are named.
MOST = 100
#: The checks declare the meanings when they are imported.
KNOWN_BY = all_checks

_CHARGES = """
    WITH named AS (
        SELECT i.carrier_id, l.charge_code_id,
            CASE WHEN l.charge_code_id IS NULL THEN l.description END AS words,
            i.currency, min(l.charge_type) AS charge_type, min(l.description) AS description,
            count(*) AS lines, sum(abs(l.amount)) AS amount
        FROM billing_audit_line l JOIN billing_audit_invoice i ON i.id = l.invoice_id
        WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
            AND i.client_id = %(client)s AND i.month >= %(since)s
            AND l.charge_type NOT IN ({type memo}, {type tax}, {type credit}, {type late_fee})
        GROUP BY 1, 2, 3, 4
    )
    SELECT n.carrier_id, r.name, r.public_id, coalesce(k.code, ''), n.description, n.currency,
        n.charge_type, n.lines, n.amount, EXISTS (
            SELECT FROM clients_contractrate c
            WHERE c.client_id = %(client)s AND c.carrier_id = n.carrier_id
                AND c.charge_code = k.code
        ) OR SAID OR MEANT AS is_understood
    FROM named n
    JOIN clients_carrier r ON r.id = n.carrier_id
    LEFT JOIN billing_audit_chargecode k ON k.id = n.charge_code_id
    ORDER BY n.amount DESC, n.carrier_id, n.charge_code_id, n.description"""


@dataclass(frozen=True)
class UnmappedCharge:
    """A charge code, or a description without one, and what it came to."""

    carrier_id: int
    carrier: str
    carrier_key: str
    code: str
    description: str
    currency: str
    charge_type: int
    lines: int
    amount: Decimal
    is_understood: bool


class Unmapped:
    """A client's charges of the last months billed."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def since(self) -> date | None:
        """First day of the first month looked at; none without bills."""
        latest = Invoice.objects.filter(client=self.client).aggregate(month=Max("month"))["month"]
        return latest and shifted(latest, 1 - MONTHS)

    @cached_property
    def charges(self) -> list[UnmappedCharge]:
        """Every charge, the dearest first."""
        if self.since is None:
            return []
        shelves = LineShelf.objects.filter(client=self.client).values_list("pk", flat=True)
        values = {"client": self.client.pk, "shelves": list(shelves), "since": self.since}
        with connection.cursor() as cursor:
            cursor.execute(_sql(), values)
            return [UnmappedCharge(*row) for row in cursor.fetchall()]

    @property
    def unknown(self) -> list[UnmappedCharge]:
        return [each for each in self.charges if not each.is_understood]

    @property
    def share(self) -> Decimal | None:
        """How much of the spend is understood; spend is compared within one currency only."""
        own = [each for each in self.charges if each.currency == self.client.currency]
        whole = sum((each.amount for each in own), Decimal(0))
        known = sum((each.amount for each in own if each.is_understood), Decimal(0))
        return known / whole if whole else None

    @property
    def is_enough(self) -> bool:
        return self.share is not None and self.share >= TARGET

    def table(self) -> Iterator[tuple[object, ...]]:
        """The unknown charges for a spreadsheet."""
        for each in self.unknown:
            yield (
                each.carrier, each.code, each.description, each.currency, each.lines, each.amount
            )  # fmt: skip


def _sql() -> str:
    """The query with every meaning there is; names are compared once for each charge code."""
    meant = " OR ".join(is_called(name) for name in MEANINGS).replace("x.", "n.")
    somebody_said = said().replace("x.", "n.")
    return filled_in(_CHARGES.replace("SAID", somebody_said).replace("MEANT", f"({meant})"))
