"""Charges for the wrong time: too long ago, or a whole month's price for a part of one."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Bill, Billed, Terms, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, day, money, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import PLAIN, RECURRING, Trait
from billing_audit.checks.proration import share
from billing_audit.checks.settings import threshold


class BilledTooLate(Check):
    """A charge for a time that lies further back than the carrier may bill.

    The limit is the contract's, where it states one, else twenty-four months
    from the end of the period to the date of the bill: the two years that
    47 USC 415 gives carriers. A period that ends exactly at the limit may still
    be billed. Because another law or clause may govern the service, nothing is
    claimed before a person has confirmed it.

    Why it happens: an inventory project at the carrier finds a service that was
    never billed, or usage of another network arrives late.

    What to ask for: a credit of the charge, naming the clause or the limit.
    """

    code = "A13"
    title = "Billed too late"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = PLAIN.with_(Trait.PERIOD)
    settings = (
        threshold(
            "months",
            "24",
            "months back a carrier may bill, unless agreed",
            "months",
            most="120",
            means=(
                "A charge for a time further back is too late, where the "
                "contract states no limit of its own."
            ),
        ),
    )
    inputs = (
        AMOUNT,
        PERIOD_TO,
        day("bill_date", "date of the bill", "invoice.bill_date"),
        number("back_bill_months", "months that were agreed", "clauses.back_bill_months"),
        settings[0].input,
    )
    formula = "amount"
    clause = "is billed too long after the service"
    explanation = "The period ended {period_to}; the bill is dated {bill_date}."
    sql = """
        SELECT c.*, b.bill_date, k.clauses_id, k.back_bill_months,
            %(months)s::numeric AS months, 0 AS expected, c.amount AS claim
        FROM charges c
        JOIN bills b USING (invoice_id)
        LEFT JOIN clauses k USING (invoice_id)
        WHERE c.amount > 0 AND c.charge_type NOT IN ({type credit}, {type late_fee})
            AND c.period_to < b.bill_date - make_interval(
                months => coalesce(k.back_bill_months, %(months)s::numeric)::integer
            )
    """
    _OLD = {"charge": "usage", "code": "USG", "description": "Roaming calls"}
    examples = (
        example(
            "A port of January 2024 on the bill of March 2026",
            Billed(amount="310.00", period=("2024-01-01", "2024-01-31"), over="310.00"),
        ),
        example(
            "The contract allows six months",
            Billed(amount="310.00", period=("2025-08-01", "2025-08-31"), over="310.00"),
            Billed(amount="310.00", period=("2025-09-01", "2025-09-30")),
            contracts=(Terms(back_bill_months=6),),
        ),
        example(
            "Exactly twenty-four months back",
            Billed(amount="310.00", period=("2024-02-01", "2024-03-01")),
        ),
        trap(
            "Roaming partners are one to three months late",
            Billed(amount="12.00", period=("2025-12-01", "2025-12-31"), **_OLD),
        ),
        example(
            "A credit for a time long ago is welcome",
            Billed(amount="-310.00", period=("2023-01-01", "2023-01-31"), charge="credit"),
        ),
        example("A charge that states no period", Billed(amount="9.00", period=(None, None))),
    )


def short(amount: str, over: str = "") -> Bill:
    """A bill over the first twenty days of April."""
    days = ("2026-04-01", "2026-04-20")
    line = Billed(amount=amount, over=over, period=days)
    return bill(line, number="1002", on="2026-04-01")


AFTER = bill(
    Billed(amount="310.00", period=("2026-04-21", "2026-05-20")), number="1003", on="2026-04-21"
)

_SHARE = share(
    "c.period_to - c.period_from + 1",
    "f.period_to - f.period_from + 1",
    "coalesce(t.proration, '')",
)


class WholeMonthForAPart(Check):
    """A recurring charge asks a whole month's price for a part of a month.

    The period is shorter than 28 days, the amount is that of a full month
    charged right before it, and the next charge goes on right after it: the
    service ran on while the carrier moved its billing date. A first or last
    partial month is left alone, because contracts may bill those in full. Due is
    the share of its days, a month having thirty, or as many as the full one
    before where those are fewer; a contract that counts otherwise is followed.

    Why it happens: accounts are moved to another billing cycle, and the short
    bill between the two is not prorated.

    What to ask for: a credit of the days that the short bill does not hold.
    """

    code = "A16"
    title = "Full month charged for a part of it"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_PERIOD
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        money("first_amount", "amount of the full month", "first.amount"),
        day("first_from", "full month from", "first.period_from"),
        day("first_to", "full month to", "first.period_to"),
    )
    formula = {
        "thirty": "amount - first_amount * days(period_from, period_to)"
        " / min(30, days(first_from, first_to))",
        "actual": "amount - first_amount * days(period_from, period_to)"
        " / days(first_from, first_to)",
        "yearly": "amount - first_amount * 12 * days(period_from, period_to) / 365",
    }
    clause = "is billed a whole month's price for a part of one"
    explanation = "{period_from} to {period_to} costs {amount}, as much as the whole month before."
    sql = f"""
        SELECT c.*, c.amount - c.expected AS claim FROM (
            SELECT c.*, f.line_id AS first_id, f.amount AS first_amount,
                f.period_from AS first_from, f.period_to AS first_to,
                CASE t.proration WHEN 'actual' THEN 'actual' WHEN '365' THEN 'yearly'
                    ELSE 'thirty' END AS formula,
                c.amount * {_SHARE} AS expected
            FROM charges c
            JOIN bills b USING (invoice_id)
            LEFT JOIN (
                SELECT k.invoice_id, a.proration FROM clauses k
                JOIN clients_contract a ON a.id = k.clauses_id
            ) t USING (invoice_id)
            CROSS JOIN LATERAL (
                SELECT x.* FROM all_charges x JOIN all_bills o USING (invoice_id)
                WHERE x.billed_service_id = c.billed_service_id
                    AND x.charge_code_id = c.charge_code_id
                    AND x.period_from BETWEEN c.period_from - 31 AND c.period_from - 28
                    AND x.period_to = c.period_from - 1 AND x.amount = c.amount
                    AND x.charge_type = {{type recurring}} AND o.currency = b.currency
                ORDER BY x.line_id LIMIT 1
            ) f
            WHERE {{recurring c}} AND c.period_to - c.period_from < 27
                AND EXISTS (
                    SELECT FROM all_charges x
                    WHERE x.billed_service_id = c.billed_service_id
                        AND x.charge_code_id = c.charge_code_id
                        AND x.period_from = c.period_to + 1
                        AND x.charge_type = {{type recurring}} AND x.amount > 0
                )
        ) c
    """  # noqa: S608 our own words
    _MARCH = bill(Billed(amount="310.00"))
    examples = (
        example(
            "Twenty days of April cost as much as the whole of March",
            _MARCH, short("310.00", "103.33"), AFTER,
        ),
        example(
            "The contract counts the days the month really has",
            _MARCH, short("310.00", "110.00"), AFTER,
            contracts=(Terms(proration="actual"),),
        ),
        example(
            "The contract counts twelve months to 365 days",
            _MARCH, short("310.00", "106.16"), AFTER,
            contracts=(Terms(proration="365"),),
        ),
        example("The short month is billed by the day", _MARCH, short("206.67"), AFTER),
        trap("The last bill of a service", _MARCH, short("310.00")),
        trap("The first bill of a service", short("310.00"), AFTER),
        trap(
            "A service that is billed every ten days at one price",
            *(bill(
                Billed(amount="100.00", period=(f"2026-03-{first:02}", f"2026-03-{first + 9}")),
                number=f"{first}", on=f"2026-03-{first:02}",
            ) for first in (1, 11, 21)),
        ),
    )  # fmt: skip
