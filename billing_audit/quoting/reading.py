"""Quotes beside the first bills of their services, and why they differ.

Where no quote is on file, what an order of a new service agreed stands in for it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import LineShelf
from clients.people.models import Client
from clients.telecom.models import OrderItem, Quote
from retainer.lib.money import in_currency

ZERO = Decimal(0)
#: Bills that a quote is held against.
FIRST = 3
#: The newest quotes that a page holds.
MOST = 100

# The first bills that charge a service by the month, with what each charges it, kind by kind. A
# bill before them may charge for the installation.
_BILLED = f"""
    WITH charged AS (
        SELECT b.service_id, q.said_on, l.invoice_id, i.number, i.public_id, i.bill_date,
            sum(l.amount) FILTER (WHERE l.charge_type = %(recurring)s) AS monthly,
            sum(l.amount) FILTER (WHERE l.charge_type = %(once)s) AS once,
            sum(l.amount) FILTER (WHERE l.charge_type = ANY (%(levies)s)) AS on_top,
            sum(l.amount) FILTER (WHERE l.charge_type = %(usage)s) AS usage,
            sum(l.amount) FILTER (WHERE l.charge_type = ANY (%(credits)s)) AS credits,
            bool_or(l.charge_type = %(recurring)s
                AND l.period_to - l.period_from < 27) AS is_part
        FROM unnest(%(services)s::bigint[], %(days)s::date[]) AS q (service_id, said_on)
        JOIN billing_audit_billedservice b
            ON b.client_id = %(client)s AND b.service_id = q.service_id
        JOIN billing_audit_line l ON l.billed_service_id = b.id
        JOIN billing_audit_invoice i ON i.id = l.invoice_id AND i.bill_date >= q.said_on
        WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        GROUP BY 1, 2, 3, 4, 5, 6
    ), counted AS (
        SELECT *, row_number() OVER (
                PARTITION BY service_id, said_on ORDER BY bill_date, invoice_id
            ) AS place
        FROM charged
    )
    SELECT service_id, said_on, number, public_id, bill_date,
        coalesce(monthly, 0), coalesce(once, 0),
        coalesce(on_top, 0), coalesce(usage, 0), coalesce(credits, 0), coalesce(is_part, false)
    FROM counted WHERE place <= {FIRST} ORDER BY service_id, said_on, place"""  # noqa: S608 - ours


@dataclass(frozen=True)
class Cause:
    """One reason why a bill charges another sum than was quoted."""

    words: str
    amount: Decimal


@dataclass(frozen=True)
class FirstBill:
    """One of the first bills of a service, beside its quote."""

    number: str
    public_id: object
    bill_date: date
    monthly: Decimal
    once: Decimal
    on_top: Decimal
    usage: Decimal
    credits: Decimal
    is_part: bool

    @property
    def total(self) -> Decimal:
        return self.monthly + self.once + self.on_top + self.usage + self.credits


@dataclass
class Quoted:
    """What was said a service would cost, and by which paper."""

    service_id: int
    service: str
    carrier: str
    paper: str
    said_on: date
    currency: str
    monthly: Decimal
    once: Decimal
    #: ``None`` when nothing was said of taxes, fees and surcharges.
    on_top: Decimal | None
    is_order: bool = False
    bills: list[FirstBill] = field(default_factory=list)

    @property
    def a_month(self) -> Decimal:
        """All that was said of an ordinary month."""
        return self.monthly + (self.on_top or ZERO)

    @property
    def compared(self) -> list[tuple[FirstBill, Decimal, list[Cause]]]:
        """Each of its first bills, what it charges beyond the quote, and why."""
        found = []
        once = self.once
        for bill in self.bills:
            expected_once = once if bill.once else ZERO
            once -= expected_once
            causes = self._causes(bill, expected_once)
            found.append((bill, sum((cause.amount for cause in causes), ZERO), causes))
        return found

    def _causes(self, bill: FirstBill, once: Decimal) -> list[Cause]:
        higher = bill.monthly > self.monthly
        monthly = "The monthly charge is above the quote"
        if not higher:
            monthly = "Only a part of the month" if bill.is_part else "The monthly charge is lower"
        elif bill.is_part:
            monthly = "A part of a month is billed with the next one"
        on_top = "Taxes, fees and surcharges the quote did not name"
        if self.on_top is not None:
            on_top = "Taxes, fees and surcharges other than quoted"
        every = (
            Cause(monthly, bill.monthly - self.monthly),
            Cause("One-time charges beyond the quote", bill.once - once),
            Cause(on_top, bill.on_top - (self.on_top or ZERO)),
            Cause("Usage, which no quote names", bill.usage),
            Cause("Credits", bill.credits),
        )
        rounded = (Cause(each.words, in_currency(each.amount, self.currency)) for each in every)
        return [cause for cause in rounded if cause.amount]

    @property
    def is_above(self) -> bool:
        """Whether it costs more than was said: by the whole month, or once."""
        once = sum((bill.once for bill in self.bills), ZERO)
        return once > self.once or any(
            bill.monthly > self.monthly and not bill.is_part for bill in self.bills
        )

    @property
    def adds(self) -> bool:
        """Whether a bill adds taxes, fees or usage beyond what was said."""
        said = self.on_top or ZERO
        return any(bill.on_top > said or bill.usage > ZERO for bill in self.bills)


def quoted(client: Client) -> list[Quoted]:
    """What services were quoted at, the newest first, each with its first bills."""
    rows = _quotes(client) + _orders(client)
    rows = sorted(rows, key=lambda row: (row.said_on, row.paper, row.service), reverse=True)[:MOST]
    bills = _first_bills(client, sorted({(row.service_id, row.said_on) for row in rows}))
    for row in rows:
        row.bills = bills[row.service_id, row.said_on]
    return rows


def _quotes(client: Client) -> list[Quoted]:
    kept = Quote.objects.filter(client=client).values_list(
        *("service_id", "service__number", "carrier__name", "number", "quoted_on", "currency"),
        *("monthly", "once", "on_top"),
    )
    return [Quoted(*row) for row in kept.order_by("-quoted_on", "-pk")[:MOST]]


def _orders(client: Client) -> list[Quoted]:
    """New services whose order agreed a monthly rate, and that no quote is on file of."""
    ordered = OrderItem.objects.filter(
        client=client, what=OrderItem.What.NEW, monthly_rate__isnull=False,
        order__cancelled_on=None, service__quotes=None,
    ).values_list(
        *("service_id", "service__number", "order__carrier__name", "order__number"),
        *("order__placed_on", "monthly_rate", "order__charge_agreed", "order__charge_waived"),
    )  # fmt: skip
    return [
        Quoted(
            *(service, number, carrier, paper, placed, client.currency, monthly),
            once=ZERO if waived else once or ZERO,
            on_top=None,
            is_order=True,
        )
        for service, number, carrier, paper, placed, monthly, once, waived in ordered.order_by(
            "-order__placed_on", "-pk"
        )[:MOST]
    ]


def _first_bills(
    client: Client, said: Sequence[tuple[int, date]]
) -> dict[tuple[int, date], list[FirstBill]]:
    """The first bills of services since the day something was said of them."""
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    values = {
        "client": client.pk,
        "shelves": list(shelves),
        "services": [service for service, _ in said],
        "days": [day for _, day in said],
        "recurring": ChargeType.RECURRING.value,
        "once": ChargeType.ONE_TIME.value,
        "usage": ChargeType.USAGE.value,
        "levies": [ChargeType.TAX.value, ChargeType.SURCHARGE.value, ChargeType.FEE.value],
        "credits": [ChargeType.CREDIT.value, ChargeType.ADJUSTMENT.value],
    }
    found: dict[tuple[int, date], list[FirstBill]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_BILLED, values)
        for service, said_on, *bill in cursor.fetchall():
            found[service, said_on].append(FirstBill(*bill))
    return found
