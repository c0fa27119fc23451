"""The bills of a month, divided: by cost centre, bill by bill, service by service."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection

from billing_audit.allocating.spreading import NOBODY, Bearer, Share, divide
from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import Invoice, LineShelf
from clients.people.models import Client
from retainer.lib.money import in_currency

ZERO = Decimal(0)
#: Services that a page shows of a cost centre, the dearest first.
MOST = 200

# A service is borne by whoever its assignment of the bill's day names.
_LINES = """
    FROM billing_audit_line l
    JOIN billing_audit_invoice i ON i.id = l.invoice_id
    LEFT JOIN billing_audit_billedservice b ON b.id = l.billed_service_id
    LEFT JOIN clients_costassignment a ON a.client_id = %(client)s
        AND a.service_id = b.service_id AND a.valid @> i.bill_date
    WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        AND l.invoice_id = ANY (%(bills)s) AND l.charge_type <> %(memo)s"""
_SUMS = f"""
    SELECT l.invoice_id, l.billed_service_id IS NULL, coalesce(a.cost_centre, ''),
        coalesce(a.ledger_code, ''), sum(l.amount) {_LINES}
    GROUP BY 1, 2, 3, 4"""
_SERVICES = f"""
    SELECT b.number, i.currency, count(*), sum(l.amount) {_LINES}
        AND l.billed_service_id IS NOT NULL
        AND coalesce(a.cost_centre, '') = %(centre)s AND coalesce(a.ledger_code, '') = %(ledger)s
    GROUP BY 1, 2 ORDER BY 4 DESC, 1 LIMIT {MOST}"""
_COMMON = f"""
    SELECT i.number, i.currency, count(*), sum(l.amount) {_LINES}
        AND l.billed_service_id IS NULL
    GROUP BY 1, 2 ORDER BY 4 DESC, 1 LIMIT {MOST}"""


@dataclass(frozen=True)
class Row:
    """What somebody bears of the month's bills in one currency."""

    bearer: Bearer
    own: Decimal
    spread: Decimal

    @property
    def total(self) -> Decimal:
        return self.own + self.spread


@dataclass
class Allocation:
    """The month's bills in one currency; the rows come to the sum of the bills."""

    currency: str
    bills: list[Invoice] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((in_currency(bill.lines_total, self.currency) for bill in self.bills), ZERO)

    @property
    def unallocated(self) -> Decimal:
        return sum((row.total for row in self.rows if row.bearer.is_nobody), ZERO)


@dataclass(frozen=True)
class Part:
    """What one service, or the common charges of one bill, come to."""

    name: str
    currency: str
    lines: int
    amount: Decimal


class Month:
    """A client's bills of a month, as they are divided."""

    def __init__(self, client: Client, month: date) -> None:
        self.client, self.month = client, month
        bills = Invoice.objects.filter(client=client, month=month, superseded_by=None)
        self.bills = list(
            bills.select_related("account__carrier")
            .only(
                *("number", "bill_date", "currency", "lines_total", "client_id"),
                *("account__number", "account__carrier__name"),
            )
            .order_by("account__carrier__name", "account__number", "number", "pk")
        )

    def shares(self) -> Iterator[tuple[Invoice, Bearer, Share]]:
        """Every bill divided, one after the other."""
        own: dict[int, dict[Bearer, Decimal]] = defaultdict(dict)
        common: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for bill, is_common, centre, ledger, amount in self._ask(_SUMS):
            if is_common:
                common[bill] += amount
            else:
                own[bill][Bearer(centre, ledger)] = amount
        for bill in self.bills:
            for bearer, share in divide(own[bill.pk], common[bill.pk], bill.currency).items():
                yield bill, bearer, share

    def allocations(self) -> list[Allocation]:
        """By currency, whoever bears most first and what nobody bears last."""
        found: dict[str, Allocation] = {}
        sums: dict[tuple[str, Bearer], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
        for bill in self.bills:
            found.setdefault(bill.currency, Allocation(bill.currency)).bills.append(bill)
            sums[bill.currency, NOBODY]  # its row stands there even when it is empty
        for bill, bearer, share in self.shares():
            held = sums[bill.currency, bearer]
            held[0] += share.own
            held[1] += share.spread
        for (currency, bearer), (own, spread) in sums.items():
            found[currency].rows.append(Row(bearer, own, spread))
        for allocation in found.values():
            allocation.rows.sort(key=lambda row: (row.bearer.is_nobody, -row.total, row.bearer))
        return [found[currency] for currency in sorted(found)]

    def services(self, bearer: Bearer) -> list[Part]:
        """What the services of a cost centre are charged; of nobody, those without one."""
        asked = {"centre": bearer.cost_centre, "ledger": bearer.ledger_code}
        return [Part(*row) for row in self._ask(_SERVICES, **asked)]

    def common(self) -> list[Part]:
        """What each bill charges without naming a service."""
        return [Part(*row) for row in self._ask(_COMMON)]

    def _ask(self, sql: str, **more: object) -> list[tuple]:
        shelves = LineShelf.objects.filter(client=self.client).values_list("pk", flat=True)
        values = {
            "client": self.client.pk,
            "shelves": list(shelves),
            "bills": [bill.pk for bill in self.bills],
            "memo": ChargeType.MEMO.value,
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, values | more)
            return cursor.fetchall()
