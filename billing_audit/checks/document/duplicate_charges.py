"""Duplicate charges: a charge comes twice.

Two lines are the same charge only when both name the same service: two desk
telephones at one price are two telephones.  Where lines carry no charge code,
their description stands in for it.  A charge that a credit on its own bill takes
back never happened.
"""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, UNIT_RATE, day, money, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING

APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")


class SameChargeTwiceOnOneBill(Check):
    """One bill charges the same service twice: same code, period, rate and amount.

    The first line stands, every further one is claimed whole. Lines that differ
    in any of these, in the tax authority they name, or in the service, are no
    copies; nor are lines without a service. One code often stands for all taxes
    or all calls, so lines other than recurring charges must say the same, too, and
    name the same line as the one they are on. For each time that the very charge
    was given back, one copy is settled.

    Why it happens: an order is keyed twice, or a service is moved and its old
    record stays on the bill.

    What to ask for: a credit of each further copy, and its removal.
    """

    code = "A09"
    title = "Same charge twice on one bill"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.COPY_ON_A_BILL
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        UNIT_RATE,
        PERIOD_FROM,
        PERIOD_TO,
        text("line_no", "line", "line.line_no"),
        text("first_line_no", "same as line", "first.line_no"),
        money("first_amount", "amount of that line", "first.amount"),
    )
    formula = "amount"
    clause = "is billed more than once on one bill"
    explanation = "Line {line_no} repeats line {first_line_no}: {amount} for the same period."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM (
            SELECT c.*, row_number() OVER same AS copy,
                first_value(c.line_id) OVER same AS first_id,
                first_value(c.line_no) OVER same AS first_line_no, c.amount AS first_amount
            FROM repeats c
            WHERE c.amount > 0 AND c.invoice_id IN (SELECT b.invoice_id FROM bills b)
            WINDOW same AS (
                PARTITION BY invoice_id, billed_service_id, {same_code c}, jurisdiction,
                    period_from, period_to, unit_rate, amount,
                    CASE WHEN charge_type <> {type recurring} THEN (description, parent_line) END
                ORDER BY {line_order c}
            )
        ) c
        WHERE c.copy > 1 AND c.copy - 1 > {times_given_back c}
    """
    examples = (
        example(
            "One port twice",
            Billed(amount="612.00", rate="612.00", quantity="1"),
            Billed(amount="612.00", rate="612.00", quantity="1", over="612.00"),
        ),
        example(
            "Three times the same: both further copies",
            Billed(amount="5.00"),
            Billed(amount="5.00", over="5.00"),
            Billed(amount="5.00", over="5.00"),
        ),
        example(
            "A port and its class of service, both keyed twice",
            Billed(amount="612.00"),
            Billed(amount="45.00", code="COS"),
            Billed(amount="612.00", over="612.00"),
            Billed(amount="45.00", code="COS", over="45.00"),
        ),
        example(
            "Usage that is listed twice",
            Billed(amount="11.02", quantity="595.65", rate="0.0185", charge="usage"),
            Billed(amount="11.02", quantity="595.65", rate="0.0185", charge="usage", over="11.02"),
        ),
        example(
            "Two services at one price",
            Billed(amount="612.00"),
            Billed(amount="612.00", service="315-200-0014"),
        ),
        example(
            "Two periods of one service",
            Billed(amount="612.00"),
            Billed(amount="612.00", period=WHOLE_APRIL),
        ),
        example(
            "Two rates", Billed(amount="6.00", rate="6.00"), Billed(amount="6.00", rate="3.00")
        ),
        example(
            "Two desk telephones on lines that name no service",
            Billed(amount="129.00", service="", charge="one_time"),
            Billed(amount="129.00", service="", charge="one_time"),
        ),
        example(
            "Two features at one price whose lines carry no code",
            Billed(amount="5.00", code="", description="Caller ID"),
            Billed(amount="5.00", code="", description="Call waiting"),
        ),
        example(
            "State and county tax of the same amount",
            Billed(amount="0.40", charge="tax", code="TAX", jurisdiction="state"),
            Billed(amount="0.40", charge="tax", code="TAX", jurisdiction="county"),
        ),
        example(
            "A copy that the same bill takes back",
            Billed(amount="612.00"),
            Billed(amount="612.00"),
            Billed(amount="-612.00", charge="credit"),
        ),
        trap(
            "Two taxes of one rate under one code",
            Billed(amount="0.40", charge="tax", code="TAX", description="State sales tax"),
            Billed(amount="0.40", charge="tax", code="TAX", description="County sales tax"),
        ),
        trap(
            "The tax on each of two charges of a service",
            Billed(amount="0.40", charge="tax", code="TAX", parent="1"),
            Billed(amount="0.40", charge="tax", code="TAX", parent="2"),
        ),
        trap(
            "A copy that the next bill takes back",
            bill(Billed(amount="612.00"), Billed(amount="612.00")),
            bill(Billed(amount="-612.00", charge="adjustment"), **APRIL),
        ),
        example(
            "Two credits",
            Billed(amount="-5.00", charge="credit"),
            Billed(amount="-5.00", charge="credit"),
        ),
    )


class SameChargeAgainOnALaterBill(Check):
    """A recurring charge for a period that an earlier bill already charged.

    Service, code, both days of the period and the amount are the same. The
    charge on the first bill stands, those on later bills are claimed whole. A
    bill that is a duplicate as a whole is reported as such and not once more
    charge by charge; one that says it is a correction repeats what it corrects.

    Why it happens: a bill run is repeated for some services, or a correction
    bills the month again without crediting it.

    What to ask for: a credit of the charge on the later bill.
    """

    code = "A19"
    title = "Same charge again on a later bill"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.COPY_ON_A_LATER_BILL
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    echoes_whole_bills = True
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        text("first_number", "already on bill", "first_bill.number"),
        day("first_bill_date", "dated", "first_bill.bill_date"),
        money("first_amount", "amount there", "first.amount"),
    )
    formula = "amount"
    clause = "is billed again for a period that was already billed"
    explanation = (
        "{period_from} to {period_to} is already on bill {first_number} of {first_bill_date}."
    )
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM (
            SELECT c.*, row_number() OVER same AS copy,
                first_value(c.line_id) OVER same AS first_id, c.amount AS first_amount,
                first_value(c.invoice_id) OVER same AS first_bill_id,
                first_value(b.number) OVER same AS first_number,
                first_value(b.bill_date) OVER same AS first_bill_date
            FROM repeats c JOIN all_bills b USING (invoice_id)
            WHERE {recurring c} AND c.invoice_id <> ALL (%(duplicates)s::bigint[])
                AND b.document_type <> 'correction'
            WINDOW same AS (
                PARTITION BY c.billed_service_id, {same_code c}, c.period_from, c.period_to,
                    c.amount, b.currency
                ORDER BY b.bill_date, c.invoice_id, {line_order c}
            )
        ) c
        WHERE c.invoice_id <> c.first_bill_id
            AND c.invoice_id IN (SELECT b.invoice_id FROM bills b)
            AND c.copy - 1 > {times_given_back c}
    """
    examples = (
        example(
            "March is billed in March and again in April",
            bill(Billed(amount="612.00")),
            bill(
                Billed(amount="612.00", over="612.00"),
                Billed(amount="612.00", period=WHOLE_APRIL),
                **APRIL,
            ),
        ),
        example(
            "A port and its class of service, both billed again",
            bill(Billed(amount="612.00"), Billed(amount="45.00", code="COS")),
            bill(
                Billed(amount="612.00", over="612.00"),
                Billed(amount="45.00", code="COS", over="45.00"),
                **APRIL,
            ),
        ),
        example(
            "Each month once",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=WHOLE_APRIL), **APRIL),
        ),
        example(
            "March again at another price is not the same charge",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="12.00"), **APRIL),
        ),
        trap(
            "A corrected bill for March repeats what was right on the first",
            bill(Billed(amount="612.00"), Billed(amount="45.00", code="COS")),
            bill(Billed(amount="612.00"), number="1001-C", file="c.csv", document="correction"),
        ),
        trap(
            "A bill that another one took the place of asks for nothing any more",
            bill(Billed(amount="612.00"), Billed(amount="45.00", code="COS")),
            bill(Billed(amount="612.00"), number="1002", file="c.csv", corrects="1001"),
        ),
        trap(
            "March was taken back by the bill of April and charged anew by that of May",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="-612.00", charge="credit"), **APRIL),
            bill(Billed(amount="612.00"), number="1003", on="2026-05-01", file="may.csv"),
        ),
        example(
            "Another service",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", service="315-200-0014"), **APRIL),
        ),
        example(
            "Usage of the same days may come in two parts",
            bill(Billed(amount="4.20", charge="usage")),
            bill(Billed(amount="4.20", charge="usage"), **APRIL),
        ),
        example(
            "March was taken back on its own bill and is billed once, in April",
            bill(Billed(amount="612.00"), Billed(amount="-612.00", charge="credit")),
            bill(Billed(amount="612.00"), **APRIL),
        ),
        example(
            "Twice on the first bill is a matter of that bill",
            bill(Billed(amount="612.00"), Billed(amount="612.00")),
        ),
    )
