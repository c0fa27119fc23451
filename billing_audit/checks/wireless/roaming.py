"""Charges of travellers and of content: passes paid beside what they cover."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, money, text, values
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import PLAIN, USAGE
from billing_audit.checks.settings import tolerance

meaning(
    "day_pass",
    "pass for a day of use abroad",
    codes=("DAYPASS", "INTLDAY", "TRVPASS"),
    says=(r"(day|daily|travel)[ -]?pass", r"travelpass", r"international day"),
)
meaning(
    "premium_content",
    "premium message or content of another company",
    codes=("PSMS", "PREMSMS"),
    says=(
        r"premium (sms|text|message|messag\w*|content|service)s?",
        r"third[- ]party (content|service|charge|subscription)s?",
        r"(ringtone|horoscope|content) subscription",
        "direct carrier billing",
    ),
    says_not=(r"donat\w*", "charity", "relief", r"block\w*"),
)
WORTH_A_PLAN = tolerance(
    "25.00",
    "roaming worth a plan",
    "worth_a_plan",
    most="10000",
    means="Roaming of three months that comes to less is not worth a plan.",
)
FEBRUARY = {"number": "1000", "on": "2026-02-01", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")
ON_THE_NINTH = ("2026-03-09", "2026-03-09")
ON_THE_TENTH = ("2026-03-10", "2026-03-10")
PASS = {"code": "DAYPASS", "description": "International day pass", "charge": "one_time"}
ROAM = {"code": "ROAM", "description": "Data roaming", "charge": "usage", "unit": "MB"}


class RoamingBesideADayPass(Check):
    """Roaming is charged by volume on a day that a pass was paid for, or the pass twice.

    Pass and roaming are of the same line and the same account and both name
    the single day; a day that follows is another day, because a pass may run
    over midnight or in the zone of the place. Of two passes with the same code
    for one day the later is claimed; passes with different codes may be for
    different regions.

    Why it happens: the first session of the day was rated before the pass was
    there, or the pass was sold again after a reconnect.

    What to ask for: a credit of the roaming of that day, or of the second pass.
    """

    code = "F07"
    title = "Roaming beside a day pass"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    needs = (BILL_LINES,)
    looks_at = USAGE.of("roaming")
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        money("pass_amount", "pass paid for that day", "first.amount"),
        day("pass_day", "day of the pass", "first.period_from"),
    )
    formula = "amount"
    clause = "is charged for roaming on days of a pass"
    explanation = "Billed {amount} for {period_from}; a pass of {pass_amount} covers that day."
    sql = """
        WITH passes AS (
            SELECT c.*, row_number() OVER (
                PARTITION BY c.account_id, c.billed_service_id, c.charge_code_id, c.period_from
                ORDER BY b.bill_date, c.invoice_id, {line_order c}) AS place
            FROM all_charges c
            JOIN all_bills b USING (invoice_id)
            JOIN (SELECT * FROM wordings w WHERE {means w day_pass} OFFSET 0) w ON {worded c}
            WHERE c.amount > 0 AND c.period_from = coalesce(c.period_to, c.period_from)
                AND c.charge_type IN ({type one_time}, {type usage})
        )
        SELECT c.*, 0 AS expected, c.amount AS claim, p.line_id AS first_id,
            p.amount AS pass_amount, p.period_from AS pass_day
        FROM charges c
        JOIN (
            SELECT * FROM wordings w WHERE {means w roaming} AND NOT {means w day_pass} OFFSET 0
        ) w ON {worded c}
        JOIN passes p ON p.account_id = c.account_id AND p.place = 1
            AND p.billed_service_id = c.billed_service_id AND p.period_from = c.period_from
        WHERE c.charge_type = {type usage} AND c.amount > 0 AND c.period_to = c.period_from
            AND upper(c.unit) IN ('KB', 'MB', 'GB')
            AND (SELECT count(*) FROM passes q WHERE q.account_id = c.account_id
                AND q.billed_service_id = c.billed_service_id
                AND q.period_from = c.period_from AND q.place = 1) = 1
        UNION ALL
        SELECT c.*, 0, c.amount, p.line_id, p.amount, p.period_from
        FROM charges c
        JOIN passes again ON again.line_id = c.line_id AND again.place > 1
        JOIN passes p ON p.account_id = c.account_id AND p.place = 1
            AND p.billed_service_id = c.billed_service_id AND p.period_from = c.period_from
            AND p.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
    """
    examples = (
        example(
            "A pass for the 9th, and 60 MB of roaming on the same day",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="12.30", quantity="60", period=ON_THE_NINTH, over="12.30", **ROAM),
        ),
        example(
            "Two passes for one day",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="10.00", period=ON_THE_NINTH, over="10.00", **PASS),
        ),
        trap(
            "Roaming after midnight, on the day that follows",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="12.30", quantity="60", period=ON_THE_TENTH, **ROAM),
        ),
        trap(
            "A pass for each of two days",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="10.00", period=ON_THE_TENTH, **PASS),
        ),
        example(
            "Passes of two regions, and nobody knows which of them the roaming is in",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="5.00", period=ON_THE_NINTH, **(PASS | {"code": "TRVPASS"})),
            Billed(amount="12.30", quantity="60", period=ON_THE_NINTH, **ROAM),
        ),
        example(
            "A month's roaming in one line",
            Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            Billed(amount="48.00", quantity="240", **ROAM),
        ),
    )


class RoamingAgainAndAgain(Check):
    """A line is charged for roaming in several of the last months, and has no plan for it.

    In at least two of the last three months that its account was billed for,
    the line paid for use abroad, together more than the amount allowed, and no
    pass. The use itself is right, so nothing is asked back; a plan for the
    countries would cost less.

    Why it happens: somebody travels as part of the work, and the plan is for home.

    What to ask for: nothing back; the carrier's plan or pass for these countries.
    """

    code = "F08"
    title = "Roaming again and again"
    severity = Severity.MEDIUM
    confidence = Confidence.LOW
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    nature = Nature.SAVING
    needs = (BILL_LINES,)
    looks_at = USAGE.of("roaming")
    settings = (WORTH_A_PLAN,)
    inputs = (
        AMOUNT,
        values("roaming", "roaming in three months", "line.amount"),
        WORTH_A_PLAN.input,
    )
    formula = "0"
    clause = "roams again and again without a plan"
    explanation = "Roaming in three months: {roaming}."
    sql = """
        WITH recent AS (
            SELECT b.invoice_id, b.month, b.back FROM (
                SELECT b.invoice_id, b.month, dense_rank() OVER (
                    PARTITION BY b.account_id ORDER BY b.month DESC) AS back
                FROM all_bills b WHERE b.line_count > 0
            ) b WHERE b.back <= 3
        ), abroad AS (
            SELECT c.line_id, c.billed_service_id, c.account_id, c.amount, r.month,
                w.is_pass
            FROM all_charges c
            JOIN recent r USING (invoice_id)
            JOIN (
                SELECT w.*, {means w day_pass} AS is_pass FROM wordings w
                WHERE {means w roaming} OR {means w day_pass} OFFSET 0
            ) w ON {worded c}
            WHERE c.charge_type IN ({type usage}, {type one_time}) AND c.amount > 0
                AND c.billed_service_id IS NOT NULL
        ), travellers AS (
            SELECT a.billed_service_id, a.account_id, max(a.line_id) AS newest,
                jsonb_agg(jsonb_build_object('line', a.line_id, 'amount', a.amount::text)
                    ORDER BY a.line_id) AS roaming
            FROM abroad a
            GROUP BY 1, 2
            HAVING count(DISTINCT a.month) > 1 AND NOT bool_or(a.is_pass)
                AND sum(a.amount) > %(worth_a_plan)s
        )
        SELECT c.*, null AS expected, 0 AS claim, t.roaming, %(worth_a_plan)s AS worth_a_plan
        FROM charges c JOIN travellers t ON t.newest = c.line_id
    """
    examples = (
        example(
            "Roaming in February and in March",
            bill(Billed(amount="38.00", period=IN_FEBRUARY, **ROAM), **FEBRUARY),
            bill(Billed(amount="41.50", over="0.00", **ROAM)),
        ),
        trap(
            "One trip, in one month",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="79.50", **ROAM)),
        ),
        example(
            "Too little for a plan",
            bill(Billed(amount="3.00", period=IN_FEBRUARY, **ROAM), **FEBRUARY),
            bill(Billed(amount="4.50", **ROAM)),
        ),
        example(
            "A pass was paid as well",
            bill(Billed(amount="38.00", period=IN_FEBRUARY, **ROAM), **FEBRUARY),
            bill(
                Billed(amount="41.50", **ROAM),
                Billed(amount="10.00", period=ON_THE_NINTH, **PASS),
            ),
        ),
    )


class PremiumContent(Check):
    """A premium message or a subscription of another company is on a line's bill.

    Content companies bill through the carrier, who credits such charges when a
    business asks. A person may have ordered it, so nothing is claimed until
    somebody says that the finding is valid. Donations by text are left alone,
    and so is the carrier's own blocking of such services.

    Why it happens: a web page or a message that was answered by mistake, on a
    line without a block for premium services.

    What to ask for: a credit, the name of the provider, and a block on the line.
    """

    code = "F15"
    title = "Premium message or content"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.SERVICE
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = PLAIN.of("premium_content")
    inputs = (AMOUNT, text("description", "charge", "line.description"))
    formula = "amount"
    clause = "is charged for content of others"
    explanation = "{description}: {amount}."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM charges c
        JOIN (SELECT * FROM wordings w WHERE {means w premium_content} OFFSET 0) w ON {worded c}
        WHERE c.charge_type IN ({type usage}, {type one_time}, {type recurring})
            AND c.amount > 0 AND c.billed_service_id IS NOT NULL
    """
    examples = (
        example(
            "A premium message",
            Billed(
                amount="9.99", charge="usage", code="PSMS", over="9.99",
                description="Premium SMS 55431 QuizClub",
            ),
        ),
        trap(
            "A user gave ten dollars by text",
            Billed(
                amount="10.00", charge="usage", code="MSG",
                description="Premium SMS donation Red Cross relief",
            ),
        ),
        example(
            "The carrier blocks such messages for a fee",
            Billed(amount="2.00", code="BLK", description="Premium message blocking"),
        ),
        example(
            "A plan of the premium kind",
            Billed(amount="75.00", code="UNLP", description="Unlimited premium plan"),
        ),
    )  # fmt: skip
