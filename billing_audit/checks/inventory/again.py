"""One-time charges once more, and parts of a month that cost too much."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, money
from billing_audit.checks.inventory.papers import Item, Ordered
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import ONE_TIME, Trait
from billing_audit.checks.settings import tolerance

meaning(
    "repeatable_work",
    "work that may be needed again",
    says=(
        r"dispatch\w*", r"repair\w*", r"truck roll\w*", r"service call\w*", r"visit\w*",
        r"labou?r", r"overtime", r"mainten\w*", r"per call", r"conferenc\w*", r"pass(es)?",
    ),
)  # fmt: skip
ONCE = {"charge": "one_time", "code": "NRC", "description": "Installation"}
TOLERANCE = tolerance("0.05")
FIRST_DAYS = ("2026-03-22", "2026-03-31")
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")
IN_APRIL = ONCE | {"period": WHOLE_APRIL}


class OneTimeChargeAgainOrBeyondProportion(Check):
    """A one-time charge once more, or a partial month that costs more than its days.

    The same one-time charge of a service on a later bill within half a year is
    claimed, unless several orders for the service stand behind it or the work is
    of a kind that is needed again, such as a repair. And a recurring charge for
    a part of a month is held against the charge of the whole month that follows
    it: whatever the carrier takes for a month, thirty days or those it really
    has, the part may not cost more than its days. Claimed is what is above the
    dearest of these. Where the part costs as much as the month nothing was divided,
    and another rate is another price; both are for other checks.

    Why it happens: an order that is completed twice, or a start date that was
    corrected while the first proportion stayed.

    What to ask for: a credit of the second charge, or of what is above the proportion.
    """

    code = "C16"
    title = "One-time charge again, or part of a month too dear"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    echoes_whole_bills = True
    needs = (BILL_LINES,)
    looks_at = ONE_TIME.with_(Trait.SERVICE)
    settings = (TOLERANCE,)
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        money("charged_before", "charged before", "first.amount"),
        money("monthly", "whole month", "full.amount"),
        TOLERANCE.input,
    )
    formula = {
        "again": "amount",
        "of 28": "amount - monthly * days(period_from, period_to) / 28",
        "of 29": "amount - monthly * days(period_from, period_to) / 29",
        "of 30": "amount - monthly * days(period_from, period_to) / 30",
    }
    clause = "is charged again, or above its share of the month"
    explanation = (
        "Billed {amount}; charged before: {charged_before}; the whole month costs: {monthly}."
    )
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(tolerance)s AS tolerance FROM (
            SELECT c.*, f.line_id AS first_id, f.amount AS charged_before,
                null::bigint AS full_id, null::numeric AS monthly, 'again' AS formula,
                c.amount AS claim
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN LATERAL (
                SELECT f.line_id, f.amount, f.period_from, f.period_to
                FROM all_charges f JOIN all_bills e ON e.invoice_id = f.invoice_id
                WHERE f.billed_service_id = c.billed_service_id
                    AND f.charge_type = {type one_time} AND f.amount = c.amount
                    AND ({same_code f}) IS NOT DISTINCT FROM ({same_code c})
                    AND e.currency = b.currency
                    AND e.account_id = b.account_id
                    AND e.bill_date >= b.bill_date - 183
                    AND (e.bill_date, e.invoice_id) < (b.bill_date, b.invoice_id)
                ORDER BY e.bill_date, f.line_id LIMIT 1
            ) f ON true
            WHERE c.charge_type = {type one_time} AND NOT {means c repeatable_work}
                AND (SELECT count(*) FROM ordered o
                    WHERE o.billed_service_id = c.billed_service_id AND o.cancelled_on IS NULL
                        AND o.placed_on BETWEEN b.bill_date - 366 AND b.bill_date) < 2
            UNION ALL
            SELECT c.*, null, null, f.line_id, f.amount, 'of ' || m.days,
                c.amount - f.amount * (c.period_to - c.period_from + 1) / m.days
            FROM charges c
            CROSS JOIN LATERAL (
                SELECT least(30, extract(day FROM date_trunc('month', c.period_from)
                    + interval '1 month - 1 day'))::int AS days
            ) m
            JOIN LATERAL (
                SELECT f.line_id, f.amount FROM all_charges f
                WHERE f.billed_service_id = c.billed_service_id
                    AND f.charge_code_id = c.charge_code_id
                    AND f.charge_type = {type recurring} AND f.amount > 0
                    AND f.period_from = c.period_to + 1
                    AND f.period_to = (f.period_from + interval '1 month - 1 day')::date
                    AND f.quantity IS NOT DISTINCT FROM c.quantity
                    AND coalesce(f.unit_rate = c.unit_rate, true)
                    AND f.amount <> c.amount
                ORDER BY f.line_id LIMIT 1
            ) f ON true
            WHERE {recurring c} AND c.period_to - c.period_from + 1 < m.days
            OFFSET 0
        ) c
        WHERE c.claim > %(tolerance)s AND NOT {credited c}
    """
    examples = (
        example(
            "The installation is charged in March and once more in April",
            bill(Billed(amount="250.00", **ONCE)),
            bill(Billed(amount="250.00", over="250.00", **IN_APRIL), **APRIL),
        ),
        example(
            "Ten days of March at 310.00 a month are at most 103.33",
            bill(Billed(amount="155.00", period=FIRST_DAYS, over="51.67")),
            bill(Billed(amount="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        trap(
            "Ten days at 30 days a month",
            bill(Billed(amount="103.33", period=FIRST_DAYS)),
            bill(Billed(amount="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        trap(
            "Ten days at the 31 days that March has",
            bill(Billed(amount="100.00", period=FIRST_DAYS)),
            bill(Billed(amount="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        trap(
            "Ten days at twelve months over 365 days",
            bill(Billed(amount="101.92", period=FIRST_DAYS)),
            bill(Billed(amount="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        example(
            "The first month is not divided at all",
            bill(Billed(amount="310.00", period=FIRST_DAYS)),
            bill(Billed(amount="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        example(
            "The price went down in April",
            bill(Billed(amount="155.00", quantity="1", rate="465.00", period=FIRST_DAYS)),
            bill(Billed(amount="310.00", quantity="1", rate="310.00", period=WHOLE_APRIL), **APRIL),
        ),
        example(
            "Two orders for the service, and an installation for each",
            bill(Billed(amount="250.00", **ONCE)),
            bill(Billed(amount="250.00", **IN_APRIL), **APRIL),
            papers=(
                Ordered(kind="add", completed="2026-02-20", items=(Item(what="new"),)),
                Ordered(
                    number="PO-8", kind="move", completed="2026-03-20", items=(Item(what="new"),)
                ),
            ),
        ),
        example(
            "A repair may be needed again",
            bill(Billed(amount="95.00", charge="one_time", code="RPR", description="Repair visit")),
            bill(
                Billed(
                    amount="95.00", charge="one_time", code="RPR", description="Repair visit",
                    period=WHOLE_APRIL,
                ),
                **APRIL,
            ),
        ),
    )  # fmt: skip
