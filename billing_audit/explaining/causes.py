"""Why a bill came to another sum than the one before: every charge has exactly one cause.

A charge is what a service is billed under a code; its lines on both bills are added up.  The
causes share out all charges, so that their differences lead from the one total to the other.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import Invoice, LineShelf
from retainer.lib.money import in_currency

ZERO = Decimal(0)
#: Charges of one cause that a page shows; the list of lines has them all.
MOST = 100


@dataclass(frozen=True)
class Cause:
    """A reason for a difference, as a person would say it."""

    name: str
    words: str
    meaning: str


CAUSES = (
    Cause("new", "New services", "Not on the bill before."),
    Cause("removed", "Services no longer billed", "On the bill before, and not on this one."),
    Cause("added", "Charges added", "New charges for services you had already."),
    Cause("ended", "Charges that ended", "Charges no longer billed for services that go on."),
    Cause("rate", "Rates that changed", "The same charge at another price."),
    Cause("quantity", "More or fewer units", "The same price for another number of units."),
    Cause("days", "Parts of a month", "The same price for more or fewer days."),
    Cause("usage", "Usage", "Calls, messages and data, which differ from month to month."),
    Cause("once", "One-time charges", "Billed once, on this bill or on the one before."),
    Cause("late", "Late payment charges", "Charged because a bill was said to be paid late."),
    Cause("credits", "Credits and adjustments", "What the carrier gave back or corrected."),
    Cause(
        "levies",
        "Taxes, fees and surcharges",
        "They follow what they are charged on, and rates that authorities and the carrier set.",
    ),
)
NAMES = frozenset(cause.name for cause in CAUSES)

_COMPARED = """
    WITH charge AS (
        SELECT l.billed_service_id, l.charge_code_id, l.charge_type,
            CASE WHEN l.charge_code_id IS NULL THEN l.description END AS words,
            max(l.description) AS description,
            coalesce(sum(l.amount) FILTER (WHERE l.invoice_id = %(bill)s), 0) AS amount,
            coalesce(sum(l.amount) FILTER (WHERE l.invoice_id = %(before)s), 0) AS before,
            count(*) FILTER (WHERE l.invoice_id = %(bill)s) AS lines,
            count(*) FILTER (WHERE l.invoice_id = %(before)s) AS lines_before,
            sum(l.quantity) FILTER (WHERE l.invoice_id = %(bill)s) AS quantity,
            sum(l.quantity) FILTER (WHERE l.invoice_id = %(before)s) AS quantity_before,
            max(l.unit_rate) FILTER (WHERE l.invoice_id = %(bill)s) AS rate,
            max(l.unit_rate) FILTER (WHERE l.invoice_id = %(before)s) AS rate_before
        FROM billing_audit_line l
        WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
            AND l.invoice_id IN (%(bill)s, %(before)s) AND l.charge_type <> %(memo)s
        GROUP BY 1, 2, 3, 4
    ), known AS (
        SELECT *, billed_service_id IS NOT NULL AND NOT bool_or(lines_before > 0) OVER s AS is_new,
            billed_service_id IS NOT NULL AND NOT bool_or(lines > 0) OVER s AS is_gone
        FROM charge WINDOW s AS (PARTITION BY billed_service_id)
    ), compared AS (
        SELECT *, CASE
            WHEN charge_type = ANY (%(levies)s) THEN 'levies'
            WHEN charge_type = ANY (%(credits)s) THEN 'credits'
            WHEN charge_type = %(usage)s THEN 'usage'
            WHEN charge_type = %(once)s THEN 'once'
            WHEN charge_type = %(late)s THEN 'late'
            WHEN is_new THEN 'new'
            WHEN is_gone THEN 'removed'
            WHEN lines_before = 0 THEN 'added'
            WHEN lines = 0 THEN 'ended'
            WHEN amount = before THEN 'same'
            WHEN rate IS DISTINCT FROM rate_before THEN 'rate'
            WHEN quantity IS DISTINCT FROM quantity_before THEN 'quantity'
            WHEN rate IS NOT NULL THEN 'days'
            ELSE 'rate' END AS cause
        FROM known
    )"""
_SUMS = f"""{_COMPARED}
    SELECT cause, sum(amount), sum(before), count(*) FILTER (WHERE amount <> before)
    FROM compared GROUP BY cause"""  # noqa: S608 - ours
_ROWS = f"""{_COMPARED}
    SELECT coalesce(s.number, ''), coalesce(k.code, ''), c.charge_type, c.description,
        c.before, c.amount, c.quantity_before, c.quantity, c.rate_before, c.rate
    FROM compared c
    LEFT JOIN billing_audit_billedservice s ON s.id = c.billed_service_id
    LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
    WHERE c.cause = %(cause)s AND c.amount <> c.before
    ORDER BY abs(c.amount - c.before) DESC, 1, 2, 4 LIMIT {MOST}"""  # noqa: S608 - ours


@dataclass(frozen=True)
class Change:
    """What one cause adds to a bill or takes from it, in how many charges."""

    cause: Cause
    amount: Decimal
    count: int


@dataclass(frozen=True)
class ChangedCharge:
    """One charge on both bills."""

    service: str
    code: str
    charge_type: int
    description: str
    before: Decimal
    amount: Decimal
    quantity_before: Decimal | None
    quantity: Decimal | None
    rate_before: Decimal | None
    rate: Decimal | None

    @property
    def change(self) -> Decimal:
        return self.amount - self.before

    @property
    def charge_in_words(self) -> str:
        return self.description or ChargeType(self.charge_type).in_words.capitalize()


def bill_before(bill: Invoice) -> Invoice | None:
    """The bill of the same account and currency that came before this one."""
    earlier = Invoice.objects.filter(
        client=bill.client_id,
        account=bill.account_id,
        currency=bill.currency,
        bill_date__lt=bill.bill_date,
        superseded_by=None,
    )
    return earlier.order_by("-bill_date", "-pk").first()


def changes(bill: Invoice, before: Invoice) -> list[Change]:
    """What leads from the bill before to this one, cause by cause; it adds up to the coin."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, _values(bill, before))
        sums = {cause: (amount - was, count) for cause, amount, was, count in cursor.fetchall()}
    found = [
        Change(cause, in_currency(sums[cause.name][0], bill.currency), sums[cause.name][1])
        for cause in CAUSES
        if sums.get(cause.name, (ZERO, 0))[1]
    ]
    shown = in_currency(bill.lines_total, bill.currency)
    shown -= in_currency(before.lines_total, bill.currency)
    if rest := shown - sum((change.amount for change in found), ZERO):
        # Each sum is rounded as it is shown; a bill may charge fractions of a coin.
        found.append(Change(Cause("", "Fractions rounded", ""), rest, 0))
    return found


def charges_of(bill: Invoice, before: Invoice, cause: str) -> list[ChangedCharge]:
    """The charges of one cause, the largest difference first."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, _values(bill, before) | {"cause": cause})
        return [ChangedCharge(*row) for row in cursor.fetchall()]


def _values(bill: Invoice, before: Invoice) -> dict[str, object]:
    shelves = LineShelf.objects.filter(client=bill.client_id).values_list("pk", flat=True)
    return {
        "client": bill.client_id,
        "shelves": list(shelves),
        "bill": bill.pk,
        "before": before.pk,
        "memo": ChargeType.MEMO.value,
        "levies": [ChargeType.TAX.value, ChargeType.SURCHARGE.value, ChargeType.FEE.value],
        "credits": [ChargeType.CREDIT.value, ChargeType.ADJUSTMENT.value],
        "usage": ChargeType.USAGE.value,
        "once": ChargeType.ONE_TIME.value,
        "late": ChargeType.LATE_FEE.value,
    }
