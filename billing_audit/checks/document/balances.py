"""Balances: what leads from one bill to the next."""

from django.db.models import Q

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Bill, Billed, bill, example, trap
from billing_audit.checks.inputs import day, money, text
from billing_audit.checks.needs import Need
from billing_audit.checks.settings import threshold

BALANCES = Need(
    "bills that state a previous balance",
    "billing_audit_invoice WHERE client_id = %(client)s AND previous_balance IS NOT NULL",
)


def carried(previous: str, paid: str | None, to_pay: str, **about: str) -> Bill:
    """A bill over 50.00 that carries a balance forward."""
    on = about.get("on", "2026-03-01")
    return bill(
        Billed(amount="50.00", period=(on, f"{on[:8]}28")),
        stated="50.00",
        previous=previous,
        paid=paid,
        due_amount=to_pay,
        **about,
    )


class BalanceIsNotCarriedForward(Check):
    """Balances, payments, adjustments and charges do not come to what is to be paid.

    The bill's own figures are added up: what was due before, less the payments
    it shows, with its adjustments and its current charges. A payment that
    crossed the bill in the mail is on neither side and changes nothing. Where a
    bill asks for its current charges alone, or for nothing because the account
    is in credit, nothing is wrong. Too low an amount is reported, and nothing is
    asked back.

    Why it happens: a payment is shown and not deducted, an adjustment is
    entered twice, or a balance that was disputed and credited comes back.

    What to ask for: a corrected bill, and the ledger of the account between the two bills.
    """

    code = "A04"
    title = "Balance is not carried forward"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.BILL_TOTAL
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(previous_balance__isnull=False, payments__isnull=False, amount_due__isnull=False)
    needs = (BALANCES,)
    inputs = (
        money("previous_balance", "previous balance", "invoice.previous_balance"),
        money("payments", "payments posted", "invoice.payments"),
        money("adjustments", "adjustments", "invoice.adjustments"),
        money("current", "current charges", "bill.current_charges"),
        money("amount_due", "amount to pay", "invoice.amount_due"),
    )
    formula = {
        "plain": "max(0, half_up(amount_due) - half_up(previous_balance + payments + current))",
        "adjusted": "max(0, half_up(amount_due)"
        " - half_up(previous_balance + payments + adjustments + current))",
    }
    clause = "asks for more or less than its balances come to"
    explanation = (
        "{previous_balance} before, {payments} paid and {current} of charges come to {expected}; "
        "{amount_due} is asked for."
    )
    sql = """
        SELECT b.*, b.invoice_id AS bill_id, b.amount_due AS billed,
            CASE WHEN b.adjustments IS NULL THEN 'plain' ELSE 'adjusted' END AS formula,
            greatest(0, round(b.amount_due, b.places) - b.expected) AS claim
        FROM (
            SELECT b.*, c.current,
                round(previous_balance + payments + coalesce(adjustments, 0) + c.current, places)
                    AS expected
            FROM bills b
            CROSS JOIN LATERAL (SELECT coalesce(b.stated_total, b.lines_total) AS current) c
        ) b
        WHERE round(b.amount_due, b.places) NOT IN (b.expected, round(b.current, b.places))
            AND NOT (b.expected < 0 AND b.amount_due = 0)
    """
    examples = (
        example(
            "A payment of 100.00 is shown and not deducted",
            carried("100.00", "-100.00", "150.00", over="100.00"),
        ),
        example(
            "An adjustment of 20.00 in the client's favour is left out",
            carried("100.00", "-100.00", "50.00", adjusted="-20.00"),
            carried("100.00", "0.00", "150.00", adjusted="-20.00", number="1002", over="20.00"),
        ),
        example(
            "Less than the balances come to is reported, and nothing is asked back",
            carried("100.00", "-50.00", "60.00", over="0.00"),
        ),
        example("Everything is carried forward", carried("100.00", "-60.00", "90.00")),
        trap(
            "The payment crossed the bill in the mail and is on the next one",
            carried("100.00", "0.00", "150.00"),
            carried("150.00", "-100.00", "100.00", number="1002", on="2026-04-01"),
        ),
        trap(
            "The bill asks for the new charges alone and leaves the past due to a reminder",
            carried("100.00", "0.00", "50.00"),
        ),
        trap(
            "An account in credit has nothing to pay",
            carried("-80.00", "0.00", "0.00"),
        ),
        example("A bill that shows no payments says too little", carried("100.00", None, "50.00")),
    )


class PreviousBalanceIsNotTheLastTotal(Check):
    """The previous balance is not what the bill before asked for.

    Compared are two bills in a row: their periods meet, or so many days at most
    lie between them that no bill is missing. Where the balance was printed after
    payments or adjustments, or a credit note came between, or the account took
    over the balance of another account of the carrier, the figures explain each
    other and nothing is wrong. A bill that asks for its new charges alone says
    nothing of the balance that was left.

    Why it happens: a charge is added to the ledger between two bills without
    being billed, or a promised credit is taken back.

    What to ask for: the ledger of the account between the two bills, and a
    credit of what no bill ever charged.
    """

    code = "A05"
    title = "Previous balance differs from the last bill"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.BILL_TOTAL
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(previous_balance__isnull=False)
    needs = (BALANCES,)
    settings = (
        threshold(
            "longest_cycle",
            "45",
            "days between two bills in a row, at most",
            "days",
            most="400",
            means=(
                "Bills further apart than this may have one between them that "
                "is not on file, so their balances are not compared."
            ),
        ),
    )
    inputs = (
        money("previous_balance", "previous balance", "invoice.previous_balance"),
        money("other_due", "amount to pay of the bill before", "other.amount_due"),
        text("other_number", "number of the bill before", "other.number"),
        day("other_bill_date", "date of the bill before", "other.bill_date"),
        settings[0].input,
    )
    formula = "max(0, half_up(previous_balance) - half_up(other_due))"
    clause = "begins with a balance that the bill before did not ask for"
    explanation = (
        "It begins with {previous_balance}; bill {other_number} of {other_bill_date} asked for "
        "{other_due}."
    )
    sql = """
        SELECT b.*, o.invoice_id AS other_id, o.number AS other_number,
            o.bill_date AS other_bill_date, o.amount_due AS other_due,
            %(longest_cycle)s::numeric AS longest_cycle,
            b.previous_balance AS billed, o.amount_due AS expected,
            greatest(0, round(b.previous_balance, b.places) - round(o.amount_due, b.places))
                AS claim
        FROM bills b
        JOIN bills_in_a_row r USING (invoice_id)
        JOIN all_bills o ON o.invoice_id = r.other_id
        CROSS JOIN LATERAL (
            SELECT coalesce(o.stated_total, o.lines_total) AS current,
                (
                    SELECT sum(coalesce(n.amount_due, n.stated_total, n.lines_total))
                    FROM all_bills n
                    WHERE n.account_id = b.account_id AND n.document_type = 'credit_note'
                        AND n.bill_date BETWEEN o.bill_date AND b.bill_date
                ) AS credited
        ) x
        CROSS JOIN LATERAL (
            SELECT ARRAY[
                o.amount_due + b.payments, o.amount_due + b.adjustments,
                o.amount_due + b.payments + b.adjustments, o.amount_due + x.credited,
                o.amount_due + x.credited + b.payments,
                o.previous_balance + coalesce(o.payments, 0) + coalesce(o.adjustments, 0)
                    + x.current
            ] AS explained
        ) e
        WHERE (b.period_from = o.period_to + 1
                OR b.bill_date - o.bill_date <= %(longest_cycle)s::numeric)
            AND round(b.previous_balance, b.places) <> round(o.amount_due, b.places)
            AND NOT EXISTS (
                SELECT FROM unnest(e.explained) figure
                WHERE round(figure, b.places) = round(b.previous_balance, b.places)
            )
            AND NOT EXISTS (
                SELECT FROM all_bills a
                WHERE a.carrier_id = b.carrier_id AND a.account_id <> b.account_id
                    AND a.currency = b.currency
                    AND a.bill_date BETWEEN o.bill_date - 45 AND b.bill_date
                    AND round(a.amount_due, b.places)
                        = round(b.previous_balance, b.places) - round(o.amount_due, b.places)
            )
    """
    _APRIL = {"number": "1002", "on": "2026-04-01"}
    examples = (
        example(
            "March asked for 50.00, and April begins with 80.00",
            carried("0.00", "0.00", "50.00"),
            carried("80.00", "-50.00", "80.00", **_APRIL, over="30.00"),
        ),
        example(
            "Less than was asked for is reported, and nothing is asked back",
            carried("0.00", "0.00", "50.00"),
            carried("40.00", "0.00", "90.00", **_APRIL, over="0.00"),
        ),
        example(
            "April begins with what March asked for",
            carried("0.00", "0.00", "50.00"),
            carried("50.00", "-50.00", "50.00", **_APRIL),
        ),
        trap(
            "The bill between the two is missing",
            carried("0.00", "0.00", "50.00"),
            carried("95.00", "-50.00", "95.00", number="1003", on="2026-05-01"),
        ),
        trap(
            "The account took over the balance of another one",
            carried("0.00", "0.00", "50.00"),
            carried("0.00", "0.00", "30.00", account="A-2", number="2001"),
            carried("80.00", "-80.00", "50.00", **_APRIL),
        ),
        trap(
            "What is called the previous balance is what was left after payments",
            carried("0.00", "0.00", "50.00"),
            carried("10.00", "-40.00", "60.00", **_APRIL),
        ),
        trap(
            "A credit note came between the two bills",
            carried("0.00", "0.00", "50.00"),
            bill(
                Billed(amount="-20.00", charge="credit"), stated="-20.00", number="CN1",
                on="2026-03-15", document="credit_note",
            ),
            carried("30.00", "-30.00", "50.00", **_APRIL),
        ),
        trap(
            "March asked for its new charges alone while 100.00 were still open",
            carried("100.00", "0.00", "50.00"),
            carried("150.00", "-150.00", "50.00", **_APRIL),
        ),
    )  # fmt: skip
