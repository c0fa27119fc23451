"""Prices by volume: the step that was reached, and how the steps apply."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import PRICE_TIERS
from billing_audit.checks.contract.papers import Signed, Step
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, rate, text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import TERMED
from billing_audit.checks.settings import tolerance
from billing_audit.checks.sources import source

CALLS = {"code": "LD", "charge": "usage", "description": "Long distance, minutes"}
SECOND = {"number": "2001", "account": "A-2", "file": "second.csv"}
#: 0.03 a minute up to 10,000, 0.02 above: each minute at its own step, or all at the last.
BY_STEPS = (
    Step(rate="0.03", reach="steps"),
    Step(rate="0.02", from_quantity="10000", reach="steps"),
)
ALL_AT_ONCE = (Step(rate="0.03"), Step(rate="0.02", from_quantity="10000"))
TOGETHER = (
    Step(rate="0.03", counted="contract"),
    Step(rate="0.02", from_quantity="10000", counted="contract"),
)

# The ladder of a charge on a bill: its steps in order, as they are on the first day of each line.
source(
    "steps",
    key="invoice_id, charge_code_id",
    select="""
    SELECT a.invoice_id, a.contract_id, a.month, k.id AS charge_code_id, t.id AS tier_id, t.reach,
        t.counted, t.from_quantity, t.rate AS tier_rate, lower(t.valid) AS valid_from,
        coalesce(upper(t.valid), 'infinity') AS valid_until
    FROM agreements a
    JOIN all_bills b USING (invoice_id)
    JOIN clients_pricetier t ON t.contract_id = a.contract_id
    JOIN billing_audit_chargecode k ON k.client_id = %(client)s AND k.carrier_id = b.carrier_id
        AND k.code = t.charge_code""",
)


class PriceByVolumeWrong(Check):
    """A charge with a price by volume comes to more than its steps make it.

    The price of the quantity is reckoned step by step as the contract words it:
    each unit at the rate of its own step, or all units at the rate of the step
    that was reached. Only charges whose own quantity decides are looked at; B04
    has those that are counted together.

    Why it happens: both readings are common, and billing systems have one
    switch for them; at the edge of a step they differ most.

    What to ask for: the clause read together with the billing desk, and the
    difference since the first bill.
    """

    code = "B20"
    title = "Price by volume wrongly applied"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, PRICE_TIERS)
    looks_at = TERMED
    settings = (tolerance("0.05"),)
    inputs = (
        AMOUNT,
        QUANTITY,
        values("above", "steps begin above", "tier.from_quantity"),
        values("rates", "rates of the steps", "tier.price"),
        rate("tier_rate", "rate of the step reached", "tier.rate"),
        settings[0].input,
    )
    formula = {
        "steps": "amount - stepped(quantity, above, rates)",
        "all": "amount - quantity * tier_rate",
    }
    clause = "is priced above its steps"
    explanation = "{amount} is billed for {quantity}; the steps make it {expected}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(tolerance)s AS tolerance
        FROM (
            SELECT c.*, s.tier_id, s.tier_rate, s.above, s.rates, s.reach AS formula,
                c.amount - CASE s.reach WHEN 'all' THEN c.quantity * s.tier_rate
                    ELSE s.by_steps END AS claim
            FROM charges c
            CROSS JOIN LATERAL (
                SELECT min(t.reach) AS reach,
                    (array_agg(t.tier_id ORDER BY t.from_quantity DESC)
                        FILTER (WHERE t.from_quantity < c.quantity))[1] AS tier_id,
                    (array_agg(t.tier_rate ORDER BY t.from_quantity DESC)
                        FILTER (WHERE t.from_quantity < c.quantity))[1] AS tier_rate,
                    sum(greatest(0, least(c.quantity, t.next)
                        - t.from_quantity) * t.tier_rate) AS by_steps,
                    jsonb_agg(jsonb_build_object('tier', t.tier_id,
                        'from_quantity', t.from_quantity::text) ORDER BY t.from_quantity) AS above,
                    jsonb_agg(jsonb_build_object('tier', t.tier_id, 'price', t.tier_rate::text)
                        ORDER BY t.from_quantity) AS rates
                FROM (
                    SELECT t.*, lead(t.from_quantity) OVER (ORDER BY t.from_quantity) AS next
                    FROM steps t
                    WHERE t.invoice_id = c.invoice_id AND t.charge_code_id = c.charge_code_id
                        AND t.counted = 'line' AND c.period_from >= t.valid_from
                        AND c.period_from < t.valid_until
                ) t
                HAVING min(t.from_quantity) = 0
            ) s
            WHERE c.quantity > 0 AND (c.invoice_id, c.charge_code_id) IN (
                SELECT t.invoice_id, t.charge_code_id FROM steps t WHERE t.counted = 'line'
            )
        ) c
        WHERE c.claim > %(tolerance)s
    """
    examples = (
        example(
            "All 12,000 minutes cost the rate of the step reached, and are billed by steps",
            Billed(amount="340.00", quantity="12000", over="100.00", **CALLS),
            papers=ALL_AT_ONCE,
        ),
        example(
            "Each minute costs the rate of its step, and all are billed at the first",
            Billed(amount="360.00", quantity="12000", rate="0.03", over="20.00", **CALLS),
            papers=BY_STEPS,
        ),
        trap(
            "Each minute at its own step, as the clause words it",
            Billed(amount="340.00", quantity="12000", **CALLS),
            papers=BY_STEPS,
        ),
        trap(
            "The other reading would be cheaper at the edge: not with steps that each keep theirs",
            Billed(amount="300.02", quantity="10001", **CALLS),
            papers=BY_STEPS,
        ),
        trap(
            "Each minute at its own step, and five cents of rounding",
            Billed(amount="340.05", quantity="12000", **CALLS),
            papers=BY_STEPS,
        ),
        example(
            "A cent more than rounding explains",
            Billed(amount="340.06", quantity="12000", over="0.06", **CALLS),
            papers=BY_STEPS,
        ),
        example(
            "The first step only",
            Billed(amount="150.00", quantity="5000", **CALLS),
            papers=ALL_AT_ONCE,
        ),
        example(
            "Exactly at the edge the first step holds",
            Billed(amount="300.00", quantity="10000", **CALLS),
            papers=ALL_AT_ONCE,
        ),
        example(
            "Steps that are counted together are another check's",
            Billed(amount="360.00", quantity="12000", **CALLS),
            papers=TOGETHER,
        ),
    )


class VolumeStepNotReached(Check):
    """Units are billed at the rate of a lower step than all of them together reach.

    The quantity of the charge on all bills of the month is added up, over the
    account or over all accounts of the contract, as the contract says; the rate
    of the step that this sum reaches holds for all units. Accounts that are not
    under the contract, such as those of affiliates nobody enrolled, do not
    count. Steps at which each unit keeps its own rate are not looked at here.

    Why it happens: the carrier counts each account for itself, or an account
    that joined later was never linked.

    What to ask for: all accounts linked for the volume, and the difference
    since the sum reached the step.
    """

    code = "B04"
    title = "Volume step not reached by the carrier’s count"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_GIVEN
    subject = Subject.ACCOUNT
    of_bills = True
    recurs = True
    needs = (BILL_LINES, PRICE_TIERS)
    settings = (tolerance("0.05"),)
    inputs = (
        text("rule", "charge code", "tier.charge_code"),
        rate("tier_rate", "rate of the step reached", "tier.rate"),
        values("amounts", "billed on this bill", "line.amount"),
        values("quantities", "quantity on this bill", "line.quantity"),
        values("volume", "quantity that counts", "line.quantity"),
        settings[0].input,
    )
    formula = "total(amounts) - total(quantities) * tier_rate"
    clause = "is billed as if it had reached a lower volume"
    explanation = "{volume} count for {rule}, which reaches the rate of {tier_rate}."
    sql = """
        SELECT b.*, x.billed, x.billed - x.claim AS expected, x.claim, x.tier_id, x.tier_rate,
            k.code AS rule, x.amounts, x.quantities, x.volume, %(tolerance)s AS tolerance
        FROM (
            SELECT own.*, tier.tier_id, tier.tier_rate, counted.volume,
                own.billed - own.quantity * tier.tier_rate AS claim
            FROM (
                SELECT c.invoice_id, c.charge_code_id, t.contract_id, t.month, t.counted,
                    sum(c.amount) AS billed, sum(c.quantity) AS quantity,
                    jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                        ORDER BY c.line_id) AS amounts,
                    jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.quantity::text)
                        ORDER BY c.line_id) AS quantities
                FROM charges c
                JOIN (
                    SELECT DISTINCT invoice_id, charge_code_id, contract_id, month, counted
                    FROM steps WHERE counted <> 'line' AND reach = 'all'
                ) t USING (invoice_id, charge_code_id)
                WHERE c.amount > 0 AND c.quantity > 0
                GROUP BY c.invoice_id, c.charge_code_id, t.contract_id, t.month, t.counted
            ) own
            JOIN bills b USING (invoice_id)
            CROSS JOIN LATERAL (
                SELECT sum(c.quantity) AS quantity,
                    jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.quantity::text)
                        ORDER BY c.line_id) AS volume
                FROM all_charges c JOIN agreements a USING (invoice_id)
                WHERE a.contract_id = own.contract_id AND a.month = own.month
                    AND c.charge_code_id = own.charge_code_id AND c.amount > 0 AND c.quantity > 0
                    AND (own.counted = 'contract' OR a.account_id = b.account_id)
            ) counted
            CROSS JOIN LATERAL (
                SELECT t.tier_id, t.tier_rate FROM steps t
                WHERE t.invoice_id = own.invoice_id AND t.charge_code_id = own.charge_code_id
                    AND t.from_quantity < counted.quantity
                    AND b.bill_date >= t.valid_from AND b.bill_date < t.valid_until
                ORDER BY t.from_quantity DESC LIMIT 1
            ) tier
        ) x
        JOIN bills b USING (invoice_id)
        JOIN billing_audit_chargecode k ON k.id = x.charge_code_id
        WHERE x.claim > %(tolerance)s
    """
    examples = (
        example(
            "7,000 and 5,000 minutes reach the step of 10,000 together",
            bill(Billed(amount="210.00", quantity="7000", **CALLS), over="70.00"),
            bill(
                Billed(amount="150.00", quantity="5000", service="B", **CALLS),
                over="50.00",
                **SECOND,
            ),
            papers=TOGETHER,
        ),
        trap(
            "The other account belongs to an affiliate under another contract",
            bill(Billed(amount="210.00", quantity="7000", **CALLS)),
            bill(Billed(amount="150.00", quantity="5000", service="B", **CALLS), **SECOND),
            papers=(
                *TOGETHER,
                Signed(accounts=("A-1",)),
                Signed(number="MSA-2", accounts=("A-2",)),
            ),
        ),
        example(
            "Billed at the step reached",
            bill(Billed(amount="140.00", quantity="7000", **CALLS)),
            bill(Billed(amount="100.00", quantity="5000", service="B", **CALLS), **SECOND),
            papers=TOGETHER,
        ),
        example(
            "Each account counts for itself",
            bill(Billed(amount="210.00", quantity="7000", **CALLS)),
            bill(Billed(amount="150.00", quantity="5000", service="B", **CALLS), **SECOND),
            papers=(
                Step(rate="0.03", counted="account"),
                Step(rate="0.02", from_quantity="10000", counted="account"),
            ),
        ),
    )
