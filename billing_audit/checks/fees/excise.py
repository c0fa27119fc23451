"""The federal excise tax, which only separately billed local telephone service still bears."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.fees.fusf import ALLOWED, IN_MAY
from billing_audit.checks.fees.needs import PUBLIC_FEES
from billing_audit.checks.fees.papers import Published
from billing_audit.checks.inputs import AMOUNT, money, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LEVIES

EXCISE = Published(code="FET", authority="IRS", rate="0.03", valid=("2006-08-01", None))
SIP = Billed(amount="1000.00", code="SIP", description="SIP trunk, 40 sessions", period=IN_MAY)
FET = {
    "charge": "tax",
    "code": "FET",
    "description": "Federal excise tax",
    "service": "",
    "period": (None, None),
}


class ExciseTaxMisapplied(Check):
    """The federal excise tax is higher than 3% of what may be local service.

    Since August 2006 the tax is due on local telephone service that is billed
    by itself, and on nothing else (26 USC 4251, IRS Notice 2006-50): not on
    long distance, on bundles, on mobile service, nor on voice over the
    internet. Every charge that could be local service counts as such here: what
    is not marked interstate, and not called one of these things; the subscriber
    line charge, though interstate, is part of the price of a local line. Half a
    cent for each charge is allowed, because some carriers round each of them.

    Why it happens: the tax was never taken off a product, or returns with a new
    tax engine.

    What to ask for: a credit from the carrier; the tax office no longer refunds
    it for months after July 2006.
    """

    code = "G08"
    title = "Federal excise tax on what is not local service"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    needs = (BILL_LINES, PUBLIC_FEES)
    looks_at = LEVIES.of("federal_excise_tax")
    settings = (ALLOWED,)
    inputs = (
        AMOUNT,
        money("base", "charges that may be local service", "line.excise_base"),
        number("factor", "rate of the tax", "fee.rate"),
        money("billed_before", "parts of the tax before this one", "line.excise_before"),
        ALLOWED.input,
    )
    formula = "min(amount, max(0, billed_before + amount - base * factor))"
    clause = "is more than local service bears"
    explanation = "Billed {amount}; on {base} that may be local service {expected} is due."
    sql = """
        SELECT c.*, greatest(0, c.base * c.factor - c.billed_before) AS expected,
            least(c.amount, c.billed_before + c.amount - c.base * c.factor) AS claim,
            %(tolerance)s::numeric AS tolerance
        FROM (
            SELECT v.*, f.fee_id, f.rate AS factor, greatest(0, local.base) AS base,
                local.charges,
                coalesce(sum(v.amount) OVER (
                    PARTITION BY v.invoice_id ORDER BY v.amount > 0, {line_order v}
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0) AS billed_before,
                sum(v.amount) OVER (PARTITION BY v.invoice_id) AS billed_in_all,
                count(*) OVER (PARTITION BY v.invoice_id) AS parts
            FROM levies v
            JOIN bills b ON b.invoice_id = v.invoice_id
            JOIN public_fees f ON f.authority = 'IRS' AND f.code = 'FET' AND f.valid @> b.bill_date
            LEFT JOIN (
                SELECT c.invoice_id, sum(c.amount) AS base, count(*) AS charges FROM charges c
                WHERE c.charge_type NOT IN ({type tax}, {type late_fee})
                    AND (NOT {interstate c} OR {means c subscriber_line_charge})
                    AND c.invoice_id IN (
                        SELECT v.invoice_id FROM levies v WHERE v.kind = 'federal_excise_tax'
                    )
                    AND NOT {means c long_distance} AND NOT {means c voip}
                    AND NOT {means c wireless} AND NOT {means c internet_access}
                    AND NOT {means c federal_excise_tax}
                GROUP BY c.invoice_id
            ) local ON local.invoice_id = v.invoice_id
            WHERE v.kind = 'federal_excise_tax'
        ) c
        WHERE c.billed_before + c.amount > c.base * c.factor
            AND c.billed_in_all - c.base * c.factor
                > greatest(%(tolerance)s::numeric, 0.01 * c.parts, 0.005 * c.charges)
    """
    examples = (
        example(
            "Excise tax on long distance alone",
            bill(
                Billed(amount="200.00", charge="usage", code="LD", description="Long distance"),
                Billed(amount="6.00", over="6.00", **FET),
            ),
            papers=(EXCISE,),
        ),
        example(
            "Excise tax on local lines of 100.00 and mobile plans of 300.00",
            bill(
                Billed(amount="100.00", code="1FB", description="Business line"),
                Billed(amount="300.00", code="PLAN", description="Wireless plan"),
                Billed(amount="12.00", over="9.00", **FET),
            ),
            papers=(EXCISE,),
        ),
        trap(
            "Excise tax on local service that is billed by itself",
            bill(
                Billed(amount="100.00", code="1FB", description="Business line"),
                Billed(amount="3.00", **FET),
            ),
            papers=(EXCISE,),
        ),
        trap(
            "A line's subscriber line charge is interstate and still part of local service",
            bill(
                Billed(amount="100.00", code="1FB", description="Business line"),
                Billed(
                    amount="9.20",
                    code="EUCL",
                    description="Federal subscriber line charge",
                    charge="surcharge",
                    jurisdiction="interstate",
                ),
                Billed(amount="3.28", **FET),
            ),
            papers=(EXCISE,),
        ),
        example(
            "Excise tax on interstate circuits",
            bill(
                Billed(amount="1000.00", jurisdiction="interstate"),
                Billed(amount="30.00", over="30.00", **FET),
            ),
            papers=(EXCISE,),
        ),
        example(
            "A bill from the time when the tax was due on long distance too",
            bill(
                Billed(amount="200.00", charge="usage", code="LD", description="Long distance"),
                Billed(amount="6.00", **FET),
                on="2006-05-01",
            ),
            papers=(EXCISE,),
        ),
    )
