"""Charges of another carrier that a provider bills on above the markup agreed."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import REBILL_AGREEMENTS
from billing_audit.checks.contract.papers import MayRebill
from billing_audit.checks.examples import Bill, Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, money, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import REBILLED
from billing_audit.checks.settings import tolerance
from billing_audit.checks.sources.registry import quote

quote(
    "rebill_kind",
    """(CASE x.charge_type WHEN {type recurring} THEN 'recurring' WHEN {type usage} THEN 'usage'
            WHEN {type one_time} THEN 'one_time' WHEN {type surcharge} THEN 'fee'
            WHEN {type fee} THEN 'fee' WHEN {type tax} THEN 'tax' END)""",
)
FIVE_PER_CENT = (MayRebill(markup="5"),)
TEN_AT_MOST = (MayRebill(markup="5", cap="10.00"),)


def underlying(*lines: Billed, **about: object) -> Bill:
    """The carrier's own bill."""
    said = {"number": "U-77", "account": "U-1", "carrier": "Northline", "file": "underlying.csv"}
    return bill(*lines, **(said | about))


class RebilledAboveMarkup(Check):
    """A provider bills a carrier's charges on, and adds more than was agreed.

    What the provider's bill charges for a service in a month, kind of charge by
    kind of charge (monthly, usage, one-time, fees, taxes), is held against what
    the carrier's own bill charges for the same service, month and kind, plus
    the markup. Where the markup has a limit, the lower of both counts. A month
    is that of the charge's first day; a charge without one counts in its
    bill's. What either bill takes back itself is left out, and what the provider
    gives back among the same charges is counted. What the carrier's bill does
    not charge at all is not compared: it may be the provider's own service. Nor
    is a service that two carriers charge for, where one charge may hold both.
    The claim stands on the largest of the charges that were compared.

    Why it happens: the provider marks up its list price instead of its cost, or
    keeps a discount that the carrier gave.

    What to ask for: the carrier's bill behind each charge, and a credit of what
    goes beyond the markup.
    """

    code = "B23"
    title = "Rebilled above the agreed markup"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, REBILL_AGREEMENTS)
    looks_at = REBILLED
    settings = (tolerance("0.05"),)
    inputs = (
        AMOUNT,
        values("rebilled", "charges billed on", "line.amount"),
        values("underlying", "charges of the carrier", "line.amount"),
        number("markup", "markup agreed, per cent", "rebill.markup_percent"),
        money("cap", "markup at most", "rebill.markup_cap"),
        settings[0].input,
    )
    formula = {
        "percent": "min(amount, total(rebilled) - total(underlying) * (100 + markup) / 100)",
        "capped": "min(amount, total(rebilled) - total(underlying) - cap)",
    }
    clause = "is billed on above the agreed markup"
    explanation = (
        "Charges billed on: {rebilled}; the carrier charges {underlying}, and the markup agreed is "
        "{markup} per cent."
    )
    # Both sides hold the few accounts of the agreements alone.
    sql = """
        WITH billed_on AS (
            SELECT g.id AS rebill_id, g.underlying_id, g.markup_percent AS markup,
                g.markup_cap AS cap, c.invoice_id, b.currency, c.billed_service_id,
                {rebill_kind c} AS kind,
                coalesce(date_trunc('month', c.period_from)::date, b.month) AS of_month,
                sum(c.amount) AS together,
                jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                    ORDER BY c.line_id) AS rebilled,
                (array_agg(c.line_id ORDER BY c.amount DESC, c.line_id))[1] AS line_id
            FROM clients_rebillagreement g
            JOIN bills b USING (account_id)
            JOIN charges c USING (invoice_id)
            WHERE g.valid @> coalesce(c.period_from, b.bill_date)
                AND {rebill_kind c} = ANY (g.kinds) AND NOT {taken_back c}
            GROUP BY g.id, c.invoice_id, b.currency, c.billed_service_id, kind, of_month
        ), cost AS (
            SELECT b.account_id, b.currency, c.billed_service_id, {rebill_kind c} AS kind,
                coalesce(date_trunc('month', c.period_from)::date, b.month) AS of_month,
                sum(c.amount) AS together,
                jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                    ORDER BY c.line_id) AS underlying
            FROM all_bills b
            JOIN all_charges c USING (invoice_id)
            WHERE b.account_id IN (SELECT underlying_id FROM billed_on)
                AND c.amount > 0 AND NOT {taken_back c}
            GROUP BY b.account_id, b.currency, c.billed_service_id, kind, of_month
        ), compared AS (
            SELECT x.*, u.underlying,
                CASE WHEN x.cap < u.together * x.markup / 100 THEN 'capped' ELSE 'percent'
                END AS formula,
                x.together - u.together - least(u.together * x.markup / 100, x.cap) AS excess,
                count(*) OVER (
                    PARTITION BY x.invoice_id, x.billed_service_id, x.kind, x.of_month
                ) AS carriers
            FROM billed_on x
            JOIN cost u ON u.account_id = x.underlying_id AND u.currency = x.currency
                AND u.billed_service_id = x.billed_service_id AND u.kind = x.kind
                AND u.of_month = x.of_month
        )
        SELECT c.*, c.amount - least(c.amount, o.excess) AS expected,
            least(c.amount, o.excess) AS claim, o.rebill_id, o.markup, o.cap, o.rebilled,
            o.underlying, o.formula, %(tolerance)s AS tolerance
        FROM compared o JOIN charges c USING (line_id)
        WHERE o.carriers = 1 AND o.excess > %(tolerance)s
    """
    examples = (
        example(
            "The carrier charges 100.00, five per cent may be added, and 120.00 is billed on",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="120.00", over="15.00", says=("5 per cent",))),
            papers=FIVE_PER_CENT,
        ),
        example(
            "Exactly with the markup",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="105.00")),
            papers=FIVE_PER_CENT,
        ),
        example(
            "Five per cent of 600.00, but ten at most",
            underlying(Billed(amount="600.00", code="NL-PORT")),
            bill(Billed(amount="630.00", over="20.00")),
            papers=TEN_AT_MOST,
        ),
        example(
            "Below its limit the percentage counts",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="106.00", over="1.00")),
            papers=TEN_AT_MOST,
        ),
        example(
            "A port and its access, which the provider bills as two charges",
            underlying(
                Billed(amount="80.00", code="NL-PORT"), Billed(amount="20.00", code="NL-LOOP")
            ),
            bill(
                Billed(amount="90.00", over="15.00"),
                Billed(amount="30.00", code="LOOP", description="Access"),
            ),
            papers=FIVE_PER_CENT,
        ),
        example(
            "Nothing may be added at all",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="100.06", over="0.06")),
            papers=(MayRebill(markup="0"),),
        ),
        trap(
            "A service that the carrier does not bill: it is the provider's own",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="105.00"), Billed(amount="400.00", service="315-200-0099")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The carrier's bill of the month is not on file",
            underlying(
                Billed(amount="100.00", code="NL-PORT", period=("2026-02-01", "2026-02-28")),
                on="2026-02-01",
            ),
            bill(Billed(amount="120.00")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "Taxes are the provider's own and no part of the agreement",
            underlying(Billed(amount="8.00", code="NL-TAX", charge="tax")),
            bill(Billed(amount="9.60", code="TAX", charge="tax")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The same bill takes the charge back",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="120.00"), Billed(amount="-120.00", charge="credit")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The agreement began only in April",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="120.00")),
            papers=(MayRebill(markup="5", valid=("2026-04-01", None)),),
        ),
        trap(
            "Cents of rounding are within the tolerance",
            underlying(Billed(amount="99.99", code="NL-PORT")),
            bill(Billed(amount="105.03")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The provider gives back the difference among its monthly charges",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="120.00"), Billed(amount="-15.00", code="ADJ")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The carrier bills it free of charge",
            underlying(Billed(amount="0.00", code="NL-PORT")),
            bill(Billed(amount="120.00")),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "The port of one carrier and the access of another, billed on as one",
            underlying(Billed(amount="80.00", code="NL-PORT")),
            underlying(
                Billed(amount="20.00", code="ACCESS"), number="L-5", account="L-1", file="loop.csv"
            ),
            bill(Billed(amount="105.00")),
            papers=(MayRebill(markup="5"), MayRebill(markup="5", underlying="L-1")),
        ),
        example(
            "Billed on a month later",
            underlying(Billed(amount="100.00", code="NL-PORT")),
            bill(Billed(amount="120.00", over="15.00"), on="2026-04-01", file="april.csv"),
            papers=FIVE_PER_CENT,
        ),
        trap(
            "Dollars are not compared with euros",
            underlying(Billed(amount="100.00", code="NL-PORT"), currency="EUR"),
            bill(Billed(amount="120.00")),
            papers=FIVE_PER_CENT,
        ),
    )
