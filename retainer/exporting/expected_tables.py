"""What was expected of a client's bills before they came, and how they came."""

from billing_audit.bills.models import ChargeType
from billing_audit.models import Difference, ExpectedBill, ExpectedLine
from retainer.exporting.tables import Column, Table, month
from retainer.exporting.telecom_tables import ACCOUNT

EXPECTED = Column("expected_id", "The bill in expected_bills.csv.", ("expected_bill__public_id",))


def charge_type(number: int) -> str:
    return ChargeType(number).name.lower()


CHARGE = [
    EXPECTED,
    Column("service", "Service number as bills write it.", ("billed_service__number",)),
    Column("new_service", "Number of a service not billed before.", ("service_number",)),
    Column("charge_code", "The carrier's charge code.", ("charge_code__code",)),
    Column("charge_type", "Kind of charge.", ("charge_type",), charge_type),
    Column("description", "What bills say."),
]
TABLES = [
    Table(
        "expected_bills",
        "What bills were expected to come to, and what they came to",
        ExpectedBill,
        [
            Column("id", "Identity of the expected bill.", ("public_id",)),
            Column("carrier", "The carrier's name.", ("account__carrier__name",)),
            ACCOUNT,
            Column("month", "The month the bill belongs to.", ("month",), month),
            Column("due_on", "The day it should be dated."),
            Column("currency", "Its currency."),
            Column("made_at", "When it was written down."),
            Column("made_because", "What it was made for: bill, audit or asked."),
            Column("last_bill", "The invoice it continues.", ("last_bill_id",)),
            Column("last_total", "What that invoice came to."),
            Column("total", "What is expected."),
            Column("low", "The least that is likely."),
            Column("high", "The most that is likely."),
            Column("billed", "What came; empty before."),
            Column("differing", "How many charges came otherwise."),
            Column("matching", "How many charges came exactly as expected."),
            Column("bills", "The invoices that came, as JSON."),
        ],
    ),
    Table(
        "expected_lines",
        "Every charge that was expected, with the reason",
        ExpectedLine,
        [
            *CHARGE,
            Column("quantity", "Quantity."),
            Column("unit_rate", "Price per unit."),
            Column("amount", "Amount; credits are negative."),
            Column("low", "The least that is likely, of an estimate."),
            Column("high", "The most that is likely, of an estimate."),
            Column("before", "What the last bill charged for it."),
            Column("period_from", "First day."),
            Column("period_to", "Last day."),
            Column("sure", "What it rests on: agreed, carried or estimate."),
            Column("rule", "Why it is expected."),
            Column("inputs", "What it was reckoned from, as JSON."),
        ],
        order=("expected_bill_id", "pk"),
    ),
    Table(
        "bill_differences",
        "Charges that came otherwise than expected",
        Difference,
        [
            *CHARGE,
            Column("what", "only_billed, only_expected or changed."),
            Column("expected", "What was expected."),
            Column("billed", "What was billed."),
            Column("reason", "Why, as far as it is known."),
        ],
        order=("expected_bill_id", "pk"),
    ),
]
