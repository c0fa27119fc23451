"""Taxes and fees: more than the law allows, on what it does not cover, or not due at all."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.fees.needs import FUSF_FACTORS, JURISDICTIONS
from billing_audit.checks.fees.papers import FACTORS
from billing_audit.checks.inputs import AMOUNT, money, number, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LEVIES
from billing_audit.checks.settings import tolerance

FEE = {
    "charge": "surcharge",
    "code": "FUSF",
    "description": "Federal universal service fund",
    "service": "",
    "period": (None, None),
}
IN_MAY = ("2026-05-01", "2026-05-31")
PORT = Billed(amount="2340.00", jurisdiction="interstate", period=IN_MAY)
LOCAL = Billed(
    amount="900.00", jurisdiction="intrastate", code="PRI", description="PRI", period=IN_MAY
)
ALLOWED = tolerance("0.05", "difference allowed for rounding")
BASE = money("base", "interstate charges", "line.fusf_base")
FACTOR = number("factor", "contribution factor", "fee.rate")
BEFORE = money("billed_before", "parts of the fee before this one", "line.fusf_before")


class AboveTheFederalCeiling(Check):
    """The federal universal service fee is higher than the law allows.

    A carrier may pass its contribution on, but the fee on a bill may not exceed
    the bill's interstate charges times the contribution factor of the quarter
    (47 CFR 54.712). What is interstate is what the bill itself marks so; a fee
    that names the charge it is on is compared with that charge. Interstate
    surcharges belong to the base, taxes, late fees and the fee itself do not.
    The quarter is that of the bill date, or of the fee's own period where that
    allows more. Fees below the ceiling are no error: the factor is a cap. Half
    a cent for each charge is allowed, because some carriers round each of them.

    Why it happens: the factor changes every quarter, and billing systems are
    late to follow when it falls; or the fee is put on charges that are not
    interstate.

    What to ask for: a credit of what is above the ceiling. The rule and the
    factor are public, so there is nothing to negotiate.
    """

    code = "G01"
    title = "Federal universal service fee above the ceiling"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    needs = (BILL_LINES, JURISDICTIONS, FUSF_FACTORS)
    looks_at = LEVIES.of("fusf").by_prices
    settings = (ALLOWED,)
    inputs = (
        AMOUNT,
        BASE,
        FACTOR,
        text("quarter", "quarter of the factor", "fee.quarter"),
        BEFORE,
        ALLOWED.input,
    )
    formula = "min(amount, max(0, billed_before + amount - base * factor))"
    clause = "is higher than the federal ceiling"
    explanation = (
        "Billed {amount}; interstate charges of {base} at the {quarter} factor of {factor} allow "
        "{expected}."
    )
    sql = """
        SELECT c.*, greatest(0, c.base * c.factor - c.billed_before) AS expected,
            least(c.amount, c.billed_before + c.amount - c.base * c.factor) AS claim,
            %(tolerance)s::numeric AS tolerance
        FROM fusf c
        WHERE c.base > 0 AND c.billed_before + c.amount > c.base * c.factor
            AND c.billed_in_all - c.base * c.factor
                > greatest(%(tolerance)s::numeric, 0.01 * c.parts, 0.005 * c.charges)
    """
    examples = (
        example(
            "Interstate charges of 2,340.00 at the 2Q26 factor of 37% allow 865.80, not 891.54",
            bill(PORT, LOCAL, Billed(amount="891.54", over="25.74", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        example(
            "Exactly at the ceiling",
            bill(PORT, Billed(amount="865.80", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        trap(
            "Below the ceiling: the factor is a cap",
            bill(PORT, Billed(amount="702.00", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        trap(
            "An interstate surcharge belongs to the base",
            bill(
                PORT,
                Billed(
                    amount="100.00", jurisdiction="interstate", charge="surcharge", code="CAR",
                    description="Carrier access surcharge", period=IN_MAY,
                ),
                Billed(amount="902.80", **FEE),
                on="2026-05-04",
            ),
            papers=FACTORS,
        ),
        trap(
            "The charges of March billed on 2 April by the factor of the bill date, and of March",
            bill(
                Billed(amount="1000.00", jurisdiction="interstate"),
                Billed(amount="370.00", **FEE),
                on="2026-04-02",
            ),
            bill(
                Billed(amount="1000.00", jurisdiction="interstate"),
                Billed(amount="376.00", **(FEE | {"period": ("2026-03-01", "2026-03-31")})),
                on="2026-04-02",
                number="1002",
            ),
            papers=FACTORS,
        ),
        example(
            "A fee that names its charge is compared with that charge alone",
            bill(
                Billed(amount="1000.00", jurisdiction="interstate", period=IN_MAY),
                PORT,
                Billed(amount="400.00", over="30.00", parent="1", **FEE),
                Billed(amount="865.80", parent="2", **FEE),
                on="2026-05-04",
            ),
            papers=FACTORS,
        ),
        example(
            "A fee in two parts, of which the second goes beyond the ceiling",
            bill(
                PORT,
                Billed(amount="800.00", **FEE),
                Billed(amount="100.00", over="34.20", **FEE),
                on="2026-05-04",
            ),
            papers=FACTORS,
        ),
        example(
            "What is above the ceiling is taken back on the same bill",
            bill(
                PORT,
                Billed(amount="891.54", **FEE),
                Billed(amount="-25.74", **FEE),
                on="2026-05-04",
            ),
            papers=FACTORS,
        ),
        example(
            "A bill that marks none of its charges as interstate",
            bill(Billed(amount="2340.00"), Billed(amount="891.54", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        example(
            "A quarter whose final factor is not on file",
            bill(PORT, Billed(amount="2000.00", **FEE), on="2026-08-04"),
            papers=FACTORS,
        ),
    )  # fmt: skip


class AnotherQuartersFactor(Check):
    """The federal universal service fee was reckoned with another quarter's factor.

    Of the quarters of the year before and the one after, one gives the billed
    fee to the cent, and the quarter of the bill does not. Such a fee is above
    the federal ceiling by as much, and that check claims it; this one says why
    and claims nothing itself.

    Why it happens: the table of factors in the billing system was not updated
    in time.

    What to ask for: a credit of the difference on every bill of the quarter,
    and the factor now in the table.
    """

    code = "G03"
    title = "Universal service factor of another quarter"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    nature = Nature.INFORMATION
    precedence = Precedence.IDEA
    subject = Subject.PRICE
    needs = (BILL_LINES, JURISDICTIONS, FUSF_FACTORS)
    looks_at = LEVIES.of("fusf").by_prices
    settings = (ALLOWED,)
    inputs = (
        AMOUNT,
        BASE,
        FACTOR,
        text("quarter", "quarter of the factor", "fee.quarter"),
        number("factor_used", "factor that gives the amount", "other_fee.rate"),
        text("quarter_used", "its quarter", "other_fee.quarter"),
        ALLOWED.input,
    )
    formula = "amount - base * factor"
    clause = "is reckoned with another quarter's factor"
    explanation = (
        "It uses the {quarter_used} factor: {base} × {factor_used} is exactly {amount}. The "
        "{quarter} factor of {factor} gives {expected}."
    )
    sql = """
        SELECT c.*, u.fee_id AS other_fee_id, u.rate AS factor_used, u.quarter AS quarter_used,
            c.base * c.factor AS expected, c.amount - c.base * c.factor AS claim,
            %(tolerance)s::numeric AS tolerance
        FROM fusf c
        CROSS JOIN LATERAL (
            SELECT f.* FROM public_fees f
            WHERE f.authority = 'FCC' AND f.code = 'FUSF' AND f.fee_id <> c.fee_id
                AND lower(f.valid) BETWEEN c.bill_date - 400 AND c.bill_date + 92
                AND abs(c.amount - c.base * f.rate) < 0.01
            ORDER BY abs(lower(f.valid) - c.bill_date) LIMIT 1
        ) u
        WHERE c.parts = 1 AND c.base > 0
            AND c.amount - c.base * c.factor > %(tolerance)s::numeric
    """
    examples = (
        example(
            "A fee of May uses the 4Q25 factor of 38.1% instead of the 2Q26 factor of 37%",
            bill(PORT, Billed(amount="891.54", over="25.74", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        example(
            "A fee by the factor of its own quarter",
            bill(PORT, Billed(amount="865.80", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        example(
            "No known factor gives the amount",
            bill(PORT, Billed(amount="900.00", **FEE), on="2026-05-04"),
            papers=FACTORS,
        ),
        example(
            "A lower factor than the quarter's is to the client's good",
            bill(
                Billed(amount="1000.00", jurisdiction="interstate"),
                Billed(amount="370.00", **FEE),
                on="2026-02-02",
            ),
            papers=FACTORS,
        ),
        trap(
            "A cycle that lags at the change of quarters: the fee of March on the bill of 2 April",
            bill(
                Billed(amount="1000.00", jurisdiction="interstate"),
                Billed(amount="376.00", **(FEE | {"period": ("2026-03-01", "2026-03-31")})),
                on="2026-04-02",
            ),
            papers=FACTORS,
        ),
    )
