"""What the client promised to spend in a contract year, and what a shortfall costs."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import COMMITMENTS
from billing_audit.checks.contract.papers import Committed
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, money, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import TERMED
from billing_audit.checks.settings import threshold, tolerance
from billing_audit.checks.sources import source

YEAR = ("2025-01-01", "2025-12-31")
#: Bills of the contract year, and the one after it that asks for the shortfall.
MIDYEAR = {"number": "907", "on": "2025-07-01", "file": "year.csv"}
DECEMBER = {"number": "912", "on": "2025-12-01", "file": "december.csv"}
JANUARY = {"number": "1001", "on": "2026-01-15", "file": "shortfall.csv"}
SHORTFALL = {
    "service": "",
    "code": "SHORTFALL",
    "charge": "one_time",
    "description": "Shortfall of the annual commitment",
}
HALF = Committed(amount="120000.00", shortfall_percent="50", valid=YEAR)
SPENT = ("recurring", "usage", "one_time", "surcharge", "credit")
COMMITTED = money("committed", "commitment", "commitment.amount")
DUE_PERCENT = number("percent", "due of a shortfall, per cent", "commitment.shortfall_percent")
TOTALS = tuple(
    values(f"{name}_totals", f"{words} that count", f"month.{name}_total")
    for name, words in zip(
        SPENT,
        ("monthly charges", "usage", "one-time charges", "surcharges", "credits"),
        strict=True,
    )
)
#: What counts towards the commitment, in a formula.
COUNTED = " + ".join(f"total({name}_totals)" for name in SPENT)

# What each bill of a contract year counts towards the commitment.
source(
    "committed",
    key="commitment_id",
    select="""
    SELECT m.id AS commitment_id, m.contract_id, m.amount AS committed,
        m.shortfall_percent AS percent, lower(m.valid) AS first_day, upper(m.valid) - 1 AS last_day,
        m.shortfall_code, a.invoice_id, a.bill_date, t.*
    FROM clients_commitment m
    JOIN agreements a ON a.contract_id = m.contract_id AND m.valid @> a.bill_date
        AND a.invoice_id <> ALL (%(duplicates)s::bigint[])
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(c.amount) FILTER (
                WHERE m.counts_recurring AND c.charge_type = {type recurring}), 0) AS recurring,
            coalesce(sum(c.amount) FILTER (
                WHERE m.counts_usage AND c.charge_type = {type usage}), 0) AS usage,
            coalesce(sum(c.amount) FILTER (
                WHERE m.counts_one_time AND c.charge_type = {type one_time}), 0) AS one_time,
            coalesce(sum(c.amount) FILTER (
                WHERE m.counts_surcharges AND c.charge_type = {type surcharge}), 0) AS surcharge,
            coalesce(sum(c.amount) FILTER (
                WHERE NOT m.is_gross AND c.charge_type = {type credit}), 0) AS credit
        FROM all_charges c WHERE c.invoice_id = a.invoice_id
    ) t
    WHERE m.client_id = %(client)s AND upper(m.valid) IS NOT NULL""",
)


def _listed(name: str) -> str:
    """The SQL that lists one kind of total, bill by bill; what does not count is zero there."""
    return f"""coalesce(jsonb_agg(jsonb_build_object('month', t.invoice_id, '{name}_total',
            t.{name}::text) ORDER BY t.bill_date, t.invoice_id) FILTER (WHERE t.{name} <> 0),
            '[]') AS {name}_totals"""


LISTED = ", ".join(_listed(name) for name in SPENT)


class ShortfallMiscalculated(Check):
    """The charge for a missed commitment is higher than the contract makes it.

    Reckoned again: the commitment of the contract year less what counts towards
    it on the bills dated in that year, and of that the share that is due. What
    counts, and whether before or after discounts and credits, stands with the
    commitment. A bill that is a duplicate counts once. Bills that are not on
    file make the shortfall larger and the claim smaller, never the reverse. The
    year is the last one that ended before the charge, at most twelve months
    before.

    Why it happens: shortfalls are reckoned by hand, from one account instead of
    all, with the wrong year, or as if the whole difference were due.

    What to ask for: the carrier's own list of the charges it counted, and the
    difference.
    """

    code = "B11"
    title = "Commitment shortfall miscalculated"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    needs = (BILL_LINES, COMMITMENTS)
    looks_at = TERMED
    settings = (tolerance("1.00"),)
    inputs = (AMOUNT, COMMITTED, DUE_PERCENT, *TOTALS, settings[0].input)
    formula = f"amount - max(0, committed - ({COUNTED})) * percent / 100"
    clause = "is higher than the commitment makes it"
    explanation = "{amount} is billed; by the contract {expected} is due of the shortfall."
    sql = f"""
        SELECT c.*, c.amount - c.due AS claim, c.due AS expected, %(tolerance)s AS tolerance
        FROM (
            SELECT c.*, m.*, greatest(0, m.committed - m.counted) * m.percent / 100 AS due
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            CROSS JOIN LATERAL (
                SELECT t.commitment_id, t.committed, t.percent, {LISTED},
                    sum(t.recurring + t.usage + t.one_time + t.surcharge + t.credit) AS counted
                FROM committed t
                WHERE t.contract_id = a.contract_id AND t.shortfall_code = k.code
                    AND t.last_day < a.bill_date
                    AND t.last_day >= (a.bill_date - interval '1 year')::date
                GROUP BY t.commitment_id, t.committed, t.percent, t.last_day
                ORDER BY t.last_day DESC LIMIT 1
            ) m
        ) c
        WHERE c.amount - c.due > %(tolerance)s
    """  # noqa: S608 our own words
    examples = (
        example(
            "120,000 promised, 103,500 spent: half of the rest is due, and all of it is billed",
            bill(Billed(amount="103500.00"), **MIDYEAR),
            bill(Billed(amount="16500.00", over="8250.00", **SHORTFALL), **JANUARY),
            papers=(HALF,),
        ),
        example(
            "The second account was not counted",
            bill(Billed(amount="70000.00"), **MIDYEAR),
            bill(Billed(amount="50000.00", service="B"), account="A-2", **DECEMBER),
            bill(Billed(amount="25000.00", over="25000.00", **SHORTFALL), **JANUARY),
            papers=(HALF,),
        ),
        example(
            "Half of the shortfall is billed",
            bill(Billed(amount="103500.00"), **MIDYEAR),
            bill(Billed(amount="8250.00", **SHORTFALL), **JANUARY),
            papers=(HALF,),
        ),
        trap(
            "Charges count after their discounts",
            bill(
                Billed(amount="120000.00"),
                Billed(amount="-16500.00", charge="credit", code="DISC"),
                **MIDYEAR,
            ),
            bill(Billed(amount="8250.00", **SHORTFALL), **JANUARY),
            papers=(HALF,),
        ),
        example(
            "Charges count before their discounts",
            bill(
                Billed(amount="120000.00"),
                Billed(amount="-16500.00", charge="credit", code="DISC"),
                **MIDYEAR,
            ),
            bill(Billed(amount="8250.00", over="8250.00", **SHORTFALL), **JANUARY),
            papers=(
                Committed(amount="120000.00", shortfall_percent="50", valid=YEAR, is_gross=True),
            ),
        ),
        trap(
            "Surcharges and taxes do not count unless the contract says so",
            bill(
                Billed(amount="103500.00"),
                Billed(amount="9000.00", charge="surcharge", code="PTA"),
                Billed(amount="8000.00", charge="tax", code="TAX"),
                **MIDYEAR,
            ),
            bill(Billed(amount="8250.00", **SHORTFALL), **JANUARY),
            papers=(HALF,),
        ),
        trap(
            "What is billed after the contract year is the next year's",
            bill(Billed(amount="103500.00"), **MIDYEAR),
            bill(
                Billed(amount="16500.00"),
                Billed(amount="8250.00", **SHORTFALL),
                **JANUARY,
            ),
            papers=(HALF,),
        ),
        trap(
            "The ramp: less was promised for the first year",
            bill(Billed(amount="50000.00"), **MIDYEAR),
            bill(Billed(amount="5000.00", **SHORTFALL), **JANUARY),
            papers=(
                Committed(amount="60000.00", shortfall_percent="50", valid=YEAR),
                Committed(
                    amount="120000.00", shortfall_percent="50", valid=("2026-01-01", "2026-12-31")
                ),
            ),
        ),
    )


class CommitmentAtRisk(Check):
    """At this rate the commitment of the contract year will be missed.

    What counts on the bills so far is carried on to the end of the year, month
    by month, and compared with the commitment. Nothing is said before half a
    year has been billed: usage has seasons.

    Why it happens: services move to other carriers or are disconnected, and the
    commitment stays what it was.

    What to ask for: a lower commitment, or charges that may count towards it,
    while there is time; after the year the shortfall is due.
    """

    code = "B12"
    title = "Commitment will be missed"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.IDEA
    subject = Subject.ACCOUNT
    nature = Nature.ALERT
    of_bills = True
    needs = (BILL_LINES, COMMITMENTS)
    settings = (
        threshold(
            "months",
            "6",
            "months billed before anything is said",
            "months",
            most="12",
            means=("Nothing is said of a contract year before so much of it has been billed."),
        ),
    )
    inputs = (
        COMMITTED,
        DUE_PERCENT,
        *TOTALS,
        day("first_day", "contract year from", "commitment.first_day"),
        day("last_day", "contract year to", "commitment.last_day"),
        day("through", "billed through", "invoice.month_end"),
        settings[0].input,
    )
    formula = (
        f"max(0, committed - ({COUNTED}) * days(first_day, last_day) / days(first_day, through))"
        " * percent / 100"
    )
    clause = "will miss the commitment of its contract"
    explanation = "At this rate {expected} of the {committed} promised is missing on {last_day}."
    sql = f"""
        SELECT b.*, 0 AS billed, x.missing AS expected, x.missing * x.percent / 100 AS claim,
            x.commitment_id, x.committed, x.percent, {", ".join(f"x.{n}_totals" for n in SPENT)},
            x.first_day, x.last_day, x.through, %(months)s AS months
        FROM (
            SELECT m.*, m.committed - m.counted * (m.last_day - m.first_day + 1)
                / (m.through - m.first_day + 1) AS missing
            FROM (
                SELECT t.commitment_id, t.committed, t.percent, t.first_day, t.last_day, {LISTED},
                    sum(t.recurring + t.usage + t.one_time + t.surcharge + t.credit) AS counted,
                    (array_agg(t.invoice_id ORDER BY t.bill_date DESC, t.invoice_id DESC))[1]
                        AS invoice_id,
                    (date_trunc('month', max(t.bill_date)) + interval '1 month')::date - 1
                        AS through
                FROM committed t
                GROUP BY t.commitment_id, t.committed, t.percent, t.first_day, t.last_day
            ) m
            WHERE m.through < m.last_day
                AND m.through >= (m.first_day + %(months)s::int * interval '1 month')::date - 1
        ) x
        JOIN bills b USING (invoice_id)
        WHERE x.missing > 0
    """  # noqa: S608 our own words
    examples = (
        example(
            "Half of the year and 50,000 of 120,000: at this rate 9,585.64 will be due",
            bill(Billed(amount="50000.00"), number="906", on="2025-06-15", over="9585.64"),
            papers=(HALF,),
        ),
        trap(
            "Three months say nothing: usage has seasons",
            bill(Billed(amount="10000.00"), number="903", on="2025-03-15"),
            papers=(HALF,),
        ),
        example(
            "On the way to more than was promised",
            bill(Billed(amount="70000.00"), number="906", on="2025-06-15"),
            papers=(HALF,),
        ),
    )
