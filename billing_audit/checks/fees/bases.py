"""Taxes and fees on a wrong base: more than the law allows, on what it does not cover."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.fees.fusf import ALLOWED, FACTOR, FEE, IN_MAY, LOCAL
from billing_audit.checks.fees.needs import FUSF_FACTORS, JURISDICTIONS
from billing_audit.checks.fees.papers import FACTORS, Published
from billing_audit.checks.inputs import AMOUNT, money, number, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LEVIES

VOIP_SHARE = Published(code="SAFE-VOIP", rate="0.649", valid=("2006-10-01", None))
MOBILE_SHARE = Published(code="SAFE-WIRELESS", rate="0.371", valid=("2006-10-01", None))
SIP = Billed(amount="1000.00", code="SIP", description="SIP trunk, 40 sessions", period=IN_MAY)
FET = {
    "charge": "tax",
    "code": "FET",
    "description": "Federal excise tax",
    "service": "",
    "period": (None, None),
}


class FederalFeeOnOtherCharges(Check):
    """The federal universal service fee is put on what is not assessed.

    The fee belongs to interstate telecommunications. It is wrong on a charge
    that the bill marks as anything else, on a tax or a late fee, and on
    internet access or equipment; and on a bill that marks all its charges and
    none as interstate. Only a fee that names its charge, or stands on such a
    bill, can be judged.

    Why it happens: the tax engine classes a product wrongly, or the fee is
    reckoned on the whole bill.

    What to ask for: a credit of the fee, and the product classed anew. Carriers
    may assess the transport inside an MPLS service, which is why a port of such
    a service is left alone.
    """

    code = "G02"
    title = "Federal universal service fee on what is not assessed"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    claims_once_validated = True
    needs = (BILL_LINES, JURISDICTIONS)
    looks_at = LEVIES.of("fusf")
    inputs = (AMOUNT, text("charged_on", "what it is charged on", "line.fusf_charged_on"))
    formula = "amount"
    clause = "is put on charges that are not assessed"
    explanation = "Billed {amount} on {charged_on}."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim FROM (
            SELECT v.*, CASE
                WHEN p.line_id IS NULL THEN CASE
                    WHEN v.parent_line = '' AND coalesce(t.interstate, 0) = 0 AND t.marked > 0
                        AND t.unmarked = 0 THEN 'charges none of which is interstate' END
                WHEN p.charge_type = {type tax} THEN 'a tax'
                WHEN p.charge_type = {type late_fee} THEN 'a late fee'
                WHEN {means p internet_access} THEN 'internet access'
                WHEN {means p equipment} THEN 'equipment'
                WHEN p.jurisdiction <> '' AND NOT {interstate p} THEN 'an intrastate charge'
                END AS charged_on
            FROM levies v
            JOIN fusf_bills t ON t.invoice_id = v.invoice_id
            LEFT JOIN (
                SELECT o.line_id AS levy_id, c.* FROM levied_on o
                JOIN charges c ON c.line_id = o.parent_id WHERE o.is_named
            ) p ON p.levy_id = v.line_id
            WHERE v.kind = 'fusf' AND v.amount > 0
        ) c WHERE c.charged_on IS NOT NULL
    """
    examples = (
        example(
            "A fee on an internet access",
            bill(
                Billed(
                    amount="800.00", code="DIA", description="Dedicated internet access, 1 Gbps",
                    jurisdiction="interstate", period=IN_MAY,
                ),
                Billed(amount="296.00", over="296.00", parent="1", **FEE),
                on="2026-05-04",
            ),
        ),
        example(
            "A fee on a bill whose charges are all intrastate",
            bill(LOCAL, Billed(amount="333.00", over="333.00", **FEE), on="2026-05-04"),
        ),
        example(
            "A fee on a charge marked intrastate, and on a late fee",
            bill(
                LOCAL,
                Billed(amount="12.50", charge="late_fee", code="LPC", description="Late fee"),
                Billed(amount="333.00", over="333.00", parent="1", **FEE),
                Billed(amount="4.63", over="4.63", parent="2", **FEE),
                on="2026-05-04",
            ),
        ),
        trap(
            "The transport inside an MPLS service may be assessed",
            bill(
                Billed(
                    amount="612.00", description="MPLS port with internet access",
                    jurisdiction="interstate", period=IN_MAY,
                ),
                Billed(amount="226.44", parent="1", **FEE),
                on="2026-05-04",
            ),
        ),
        example(
            "A bill that does not say what its charges are",
            bill(Billed(amount="900.00"), LOCAL, Billed(amount="333.00", **FEE), on="2026-05-04"),
        ),
    )  # fmt: skip


class AboveTheSafeHarbour(Check):
    """The federal universal service fee on voice over the internet or mobile service is too high.

    Where a carrier does not measure which traffic is interstate, it may take
    64.9% of voice over the internet and 37.1% of mobile service as interstate
    (FCC 06-94). The fee is compared with that share of all charges of the bill,
    taxes and late fees left out, times the factor of the quarter. Bills that
    mark what is interstate are compared with what they say instead.

    Why it happens: the fee is put on the whole charge, or the factor is old.

    What to ask for: whether the carrier reports actual traffic or a traffic
    study, which may allow more; if not, a credit of the difference. Nothing is
    claimed before somebody has asked.
    """

    code = "G04"
    title = "Federal universal service fee above the safe harbour"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    claims_once_validated = True
    needs = (BILL_LINES, FUSF_FACTORS)
    looks_at = LEVIES.of("fusf").by_prices
    settings = (ALLOWED,)
    inputs = (
        AMOUNT,
        money("revenue", "charges of the bill", "line.fusf_revenue"),
        number("share", "interstate share", "other_fee.rate"),
        FACTOR,
        text("quarter", "quarter of the factor", "fee.quarter"),
        ALLOWED.input,
    )
    formula = "amount - revenue * share * factor"
    clause = "is above the safe harbour"
    explanation = (
        "Billed {amount}; {share} of {revenue} at the {quarter} factor of {factor} is {expected}."
    )
    sql = """
        SELECT c.*, c.revenue * c.share * c.factor AS expected,
            c.amount - c.revenue * c.share * c.factor AS claim,
            %(tolerance)s::numeric AS tolerance
        FROM (
            SELECT v.*, t.revenue, f.fee_id, f.rate AS factor, f.quarter,
                s.fee_id AS other_fee_id, s.rate AS share,
                count(*) OVER (PARTITION BY v.invoice_id) AS parts
            FROM levies v
            JOIN bills b ON b.invoice_id = v.invoice_id
            JOIN fusf_bills t ON t.invoice_id = v.invoice_id
            JOIN public_fees f ON f.authority = 'FCC' AND f.code = 'FUSF' AND f.valid @> b.bill_date
            JOIN (
                SELECT c.invoice_id, bool_and({means c voip}) AS is_voip,
                    bool_and({means c wireless}) AS is_mobile
                FROM charges c
                WHERE {plain c} AND c.invoice_id IN (
                    SELECT t.invoice_id FROM fusf_bills t WHERE t.marked = 0
                )
                GROUP BY c.invoice_id
            ) k ON k.invoice_id = v.invoice_id AND (k.is_voip OR k.is_mobile)
            JOIN public_fees s ON s.authority = 'FCC' AND s.valid @> b.bill_date
                AND s.code = CASE WHEN k.is_voip THEN 'SAFE-VOIP' ELSE 'SAFE-WIRELESS' END
            WHERE v.kind = 'fusf' AND v.parent_line = ''
        ) c
        WHERE c.parts = 1 AND c.amount - c.revenue * c.share * c.factor > %(tolerance)s::numeric
    """
    examples = (
        example(
            "SIP trunks of 1,000.00: 24.013% is 240.13, and 370.00 is billed",
            bill(SIP, Billed(amount="370.00", over="129.87", **FEE), on="2026-05-04"),
            papers=(*FACTORS, VOIP_SHARE),
        ),
        example(
            "A mobile bill of 500.00: 13.727% is 68.635, and 70.00 is billed",
            bill(
                Billed(amount="500.00", code="PLAN", description="Wireless plan, 5 GB"),
                Billed(amount="70.00", over="1.37", **FEE),
                on="2026-05-04",
            ),
            papers=(*FACTORS, MOBILE_SHARE),
        ),
        trap(
            "A carrier that reports less than the safe harbour",
            bill(SIP, Billed(amount="190.00", **FEE), on="2026-05-04"),
            papers=(*FACTORS, VOIP_SHARE),
        ),
        example(
            "A bill that also has other charges",
            bill(SIP, LOCAL, Billed(amount="600.00", **FEE), on="2026-05-04"),
            papers=(*FACTORS, VOIP_SHARE),
        ),
        example(
            "A quarter whose final factor is not on file",
            bill(SIP, Billed(amount="600.00", **FEE), on="2026-08-04"),
            papers=(*FACTORS, VOIP_SHARE),
        ),
    )
