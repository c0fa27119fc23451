"""Periods: days that are charged more than once."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, periods
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING
from billing_audit.checks.sources.registry import quote

APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}

# Whether the part of a month is the price of something added in the middle of it: a charge for the
# whole month came before, and the one that goes on after is higher by the part's monthly price.
quote(
    "grown",
    """EXISTS (
            SELECT FROM repeats whole
            JOIN repeats after ON after.billed_service_id = whole.billed_service_id
                AND after.charge_code_id IS NOT DISTINCT FROM whole.charge_code_id
                AND after.amount > whole.amount
            CROSS JOIN LATERAL (
                SELECT (after.amount - whole.amount) * (x.period_to - x.period_from + 1) AS days,
                    whole.period_to - whole.period_from + 1 AS month
            ) more
            WHERE whole.billed_service_id = x.billed_service_id
                AND whole.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND whole.line_id <> x.line_id AND {recurring whole} AND {recurring after}
                AND whole.period_from <= x.period_from AND whole.period_to >= x.period_to
                AND after.period_from = x.period_to + 1
                AND x.amount BETWEEN more.days / greatest(more.month, 365.0 / 12) - 0.01
                    AND more.days / least(more.month, 30) + 0.01)""",
)


class OverlappingPeriods(Check):
    """A recurring charge for days that an earlier charge already covers.

    Service and code are the same and the periods overlap without being equal
    (equal ones are duplicates). Earlier is the charge on the earlier bill, or
    the one printed first on the same bill; the later one is claimed for the
    days they share, each day once, in proportion to its own days. Days that a
    credit gave back are not shared. Where the next month costs more than the
    month did, and by just as much as the part makes in a whole month, something
    was added in the middle of the month, and the part is its price until then.

    Why it happens: a billing date moves, or a partial month is charged beside
    the full one after a change of order.

    What to ask for: a credit of the days charged twice.
    """

    code = "A10"
    title = "Days charged twice"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_PERIOD
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        periods("earlier", "periods charged before"),
        periods("given_back", "periods credited"),
    )
    formula = (
        "amount * days_shared(period_from, period_to, earlier, given_back)"
        " / days(period_from, period_to)"
    )
    clause = "is billed for days that were already billed"
    explanation = "{period_from} to {period_to} shares days with {earlier}."
    # The window finds whatever overlaps a neighbour of another period; only for that little, each
    # is compared with all that came before it.
    sql = """
        SELECT c.*, c.amount - s.share AS expected, s.share AS claim, s.earlier, s.given_back
        FROM (
            SELECT c.*, b.bill_date, b.currency FROM (
                SELECT c.*, max(period_to) OVER (
                        by_period GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                    ) AS reached,
                    min(period_from) OVER (
                        by_period GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING
                    ) AS next_begins
                FROM repeats c WHERE {recurring c}
                WINDOW by_period AS (
                    PARTITION BY billed_service_id, charge_code_id ORDER BY period_from, period_to
                )
            ) c JOIN bills b USING (invoice_id)
            WHERE (c.reached >= c.period_from OR c.next_begins <= c.period_to)
                AND NOT {grown c}
        ) c
        CROSS JOIN LATERAL (
            SELECT range_agg(daterange(x.period_from, x.period_to, '[]')) AS days,
                jsonb_agg(jsonb_build_object('line', x.line_id, 'period_from', x.period_from,
                    'period_to', x.period_to) ORDER BY x.line_id) AS earlier
            FROM repeats x JOIN all_bills b USING (invoice_id)
            WHERE {recurring x}
                AND x.billed_service_id = c.billed_service_id
                AND x.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
                AND (c.charge_code_id IS NOT NULL OR x.description = c.description)
                AND x.period_from <= c.period_to AND x.period_to >= c.period_from
                AND (x.period_from, x.period_to) <> (c.period_from, c.period_to)
                AND b.currency = c.currency
                AND (b.bill_date, x.invoice_id, {line_order x})
                    < (c.bill_date, c.invoice_id, {line_order c})
                AND NOT {reversed x}
        ) e
        CROSS JOIN LATERAL (
            SELECT coalesce(range_agg(daterange(k.period_from, k.period_to, '[]')), '{}') AS days,
                coalesce(jsonb_agg(jsonb_build_object('line', k.line_id,
                    'period_from', k.period_from, 'period_to', k.period_to) ORDER BY k.line_id),
                    '[]') AS given_back
            FROM repeats k JOIN all_bills b USING (invoice_id)
            WHERE k.amount < 0 AND k.billed_service_id = c.billed_service_id
                AND k.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
                AND k.period_from <= c.period_to AND k.period_to >= c.period_from
                AND NOT EXISTS (
                    SELECT FROM repeats x WHERE x.invoice_id = k.invoice_id
                        AND x.billed_service_id = k.billed_service_id AND x.amount = -k.amount
                        AND (x.period_from, x.period_to) = (k.period_from, k.period_to)
                )
        ) g
        CROSS JOIN LATERAL (
            SELECT c.amount * sum(upper(piece) - lower(piece))
                / (c.period_to - c.period_from + 1) AS share, e.earlier, g.given_back
            FROM unnest(e.days * datemultirange(daterange(c.period_from, c.period_to, '[]'))
                - g.days) piece
        ) s
        WHERE s.share > 0
    """
    examples = (
        example(
            "April's charge begins ten days before the end of March",
            bill(Billed(amount="310.00")),
            bill(
                Billed(amount="400.00", period=("2026-03-22", "2026-04-30"), over="100.00"), **APRIL
            ),
        ),
        example(
            "A partial month beside the full one",
            Billed(amount="310.00"),
            Billed(amount="100.00", period=("2026-03-01", "2026-03-10"), over="100.00"),
        ),
        example(
            "Two earlier charges cover the same five days: each day counts once",
            Billed(amount="310.00", period=("2026-03-01", "2026-03-15")),
            Billed(amount="40.00", period=("2026-03-11", "2026-03-20"), over="20.00"),
            Billed(amount="30.00", period=("2026-03-11", "2026-03-25"), over="20.00"),
        ),
        example(
            "One shared day is enough",
            bill(Billed(amount="310.00")),
            bill(
                Billed(amount="310.00", period=("2026-03-31", "2026-04-30"), over="10.00"), **APRIL
            ),
        ),
        example(
            "Periods that meet",
            bill(Billed(amount="310.00")),
            bill(Billed(amount="300.00", period=("2026-04-01", "2026-04-30")), **APRIL),
        ),
        example(
            "The same period is a duplicate, which another check reports",
            Billed(amount="310.00"),
            Billed(amount="310.00"),
        ),
        example(
            "A partial month that the same bill takes back",
            Billed(amount="310.00"),
            Billed(amount="100.00", period=("2026-03-01", "2026-03-10")),
            Billed(amount="-100.00", period=("2026-03-01", "2026-03-10"), charge="credit"),
        ),
        example(
            "A new price from the 16th on, after the old one was credited from that day",
            bill(Billed(amount="310.00")),
            bill(
                Billed(amount="-160.00", period=("2026-03-16", "2026-03-31"), charge="credit"),
                Billed(amount="144.00", period=("2026-03-16", "2026-03-31")),
                **APRIL,
            ),
        ),
        trap(
            "Two seats added on the 22nd: their days of March beside ten seats, then twelve",
            bill(Billed(amount="200.00", quantity="10", rate="20.00", code="SEAT")),
            bill(
                Billed(
                    amount="12.90", quantity="2", code="SEAT", period=("2026-03-22", "2026-03-31")
                ),
                Billed(
                    amount="240.00",
                    quantity="12",
                    rate="20.00",
                    code="SEAT",
                    period=("2026-04-01", "2026-04-30"),
                ),
                **APRIL,
            ),
        ),
        trap(
            "The days charged twice come back with the bill after",
            bill(Billed(amount="310.00")),
            bill(Billed(amount="310.00", period=("2026-03-31", "2026-04-30")), **APRIL),
            bill(
                Billed(amount="-10.00", period=("2026-03-31", "2026-03-31"), charge="credit"),
                number="1003",
                on="2026-05-01",
                file="may.csv",
            ),
        ),
        example(
            "Usage in arrears beside a charge in advance",
            Billed(amount="310.00"),
            Billed(amount="9.00", period=("2026-02-01", "2026-03-15"), charge="usage"),
        ),
        example(
            "Another code of the same service",
            Billed(amount="310.00"),
            Billed(amount="45.00", code="COS", period=("2026-03-01", "2026-03-10")),
        ),
        example(
            "Days that were free before",
            Billed(amount="0.00", period=("2026-03-01", "2026-03-15")),
            Billed(amount="310.00"),
        ),
    )
