"""Missing bills, and days of a service that no bill charges."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.document.papers import NotExpected
from billing_audit.checks.examples import Bill, Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import PERIOD_FROM, day, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources.registry import source

# Sums first: only a service and code whose days do not fill their span is looked at line by line.
# When some months are audited, only where no line of the month before leads up to one of theirs.
source(
    "gaps",
    key="line_id",
    is_costly=True,
    select="""
    WITH broken_off AS (
        SELECT billed_service_id, charge_code_id FROM (
            SELECT l.*, lag(l.period_from) OVER in_time AS began,
                lag(l.period_to) OVER in_time AS reached
            FROM near l WHERE {recurring l} AND l.charge_code_id IS NOT NULL
            WINDOW in_time AS (
                PARTITION BY l.billed_service_id, l.charge_code_id ORDER BY l.period_from, l.line_id
            )
        ) l
        WHERE l.is_audited AND (l.began >= {near_from l} AND l.reached + 1 >= l.period_from)
            IS NOT TRUE
        UNION
        SELECT l.billed_service_id, l.charge_code_id FROM charges l
        WHERE %(month_from)s::date IS NOT NULL AND {recurring l} AND l.period_to < {near_from l}
    ), suspects AS (
        SELECT l.billed_service_id, l.charge_code_id FROM all_charges l
        WHERE %(month_from)s::date IS NULL AND {recurring l} AND l.charge_code_id IS NOT NULL
        GROUP BY l.billed_service_id, l.charge_code_id
        HAVING max(l.period_to) - min(l.period_from) + 1
            > sum(l.period_to - l.period_from + 1)
        UNION ALL
        SELECT s.billed_service_id, s.charge_code_id FROM broken_off s
        CROSS JOIN LATERAL (
            SELECT max(l.period_to) - min(l.period_from) + 1 AS span,
                sum(l.period_to - l.period_from + 1) AS days
            FROM all_charges l
            WHERE l.billed_service_id = s.billed_service_id
                AND l.charge_code_id = s.charge_code_id AND {recurring l}
        ) l WHERE l.span > l.days
    )
    SELECT * FROM (
        SELECT c.*, lag(c.line_id) OVER in_time AS first_id,
            lag(c.invoice_id) OVER in_time AS first_bill_id,
            lag(c.period_to) OVER in_time AS reached
        FROM suspects s CROSS JOIN LATERAL (
            SELECT c.* FROM all_charges c WHERE c.billed_service_id = s.billed_service_id
                AND c.charge_code_id = s.charge_code_id AND {recurring c} OFFSET 0
        ) c
        WINDOW in_time AS (
            PARTITION BY c.billed_service_id, c.charge_code_id ORDER BY c.period_from, c.line_id
        )
    ) c WHERE c.reached + 1 < c.period_from""",
)


def month(which: int, *lines: Billed, **about: object) -> Bill:
    """The bill of a month of 2026 that charges each line for that month."""
    last = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}[which]
    there = lines or (Billed(amount="50.00"),)
    days = (f"2026-{which:02}-01", f"2026-{which:02}-{last}")
    dated = tuple(Billed(**{**vars(line), "period": days}) for line in there)
    return bill(*dated, **({"number": f"100{which}", "on": days[0]} | about))


class BillIsMissing(Check):
    """A bill of an account did not come, or was not loaded.

    An account's bills come in a cycle, the median of the days between them;
    three bills tell it. A bill is missing between two that lie more than one and
    a half cycles apart, and after the last one when others of the client are
    newer than a cycle and seven days. Nothing is missing for a closed account,
    for one whose services are billed on another account by then, or for a month
    of which somebody has said that no bill is expected.

    Why it happens: a change of address, an account moved to the carrier's
    portal, or a bill lost on its way. Late fees and a disconnection follow.

    What to ask for: a copy of the bill, and a waiver of late fees on it.
    """

    code = "A12"
    title = "Bill is missing"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.ACCOUNT
    of_bills = True
    settings = (
        threshold(
            "grace",
            "7",
            "days a bill may be late",
            "days",
            least="0",
            most="60",
            means="A bill is missed once it is later than this after its day.",
        ),
    )
    inputs = (
        day("bill_date", "date of the bill", "invoice.bill_date"),
        text("other_number", "number of the bill compared", "other.number"),
        day("other_bill_date", "its date", "other.bill_date"),
        settings[0].input,
    )
    formula = "0"
    clause = "lacks a bill"
    explanation = "Nothing of the account is on file between {bill_date} and {other_bill_date}."
    sql = """
        WITH cycles AS (
            SELECT r.account_id, r.currency,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY r.bill_date - o.bill_date) AS days
            FROM bills_in_a_row r JOIN all_bills o ON o.invoice_id = r.other_id
            GROUP BY r.account_id, r.currency HAVING count(*) >= 2
        ), gaps_of_bills AS (
            SELECT r.invoice_id, r.other_id, o.bill_date AS since,
                r.bill_date AS until, o.invoice_id AS last_id
            FROM bills_in_a_row r
            JOIN cycles USING (account_id, currency)
            JOIN all_bills o ON o.invoice_id = r.other_id
            WHERE r.bill_date - o.bill_date > greatest(1.5 * days, days + %(grace)s::numeric)
            UNION ALL
            SELECT r.invoice_id, newest.invoice_id, r.bill_date, newest.bill_date,
                r.invoice_id
            FROM bills_in_a_row r
            JOIN cycles USING (account_id, currency)
            CROSS JOIN (
                SELECT invoice_id, bill_date FROM all_bills ORDER BY bill_date DESC, invoice_id
                LIMIT 1
            ) newest
            WHERE r.next_id IS NULL AND newest.bill_date - r.bill_date > days + %(grace)s::numeric
        )
        SELECT DISTINCT ON (b.invoice_id) b.*, g.other_id,
            o.number AS other_number, o.bill_date AS other_bill_date,
            %(grace)s::numeric AS grace, null::numeric AS billed, null::numeric AS expected,
            0 AS claim
        FROM gaps_of_bills g
        JOIN bills b USING (invoice_id)
        JOIN all_bills o ON o.invoice_id = g.other_id
        JOIN clients_billingaccount a ON a.id = b.account_id
        JOIN cycles ON cycles.account_id = b.account_id AND cycles.currency = b.currency
        WHERE (a.closed_on IS NULL
                OR a.closed_on >= g.since + cycles.days + (%(grace)s::numeric)::integer)
            AND NOT EXISTS (
                SELECT FROM billing_audit_nobillexpected n
                WHERE n.account_id = b.account_id
                    AND n.month > g.since - 1 AND n.month <= g.until
            )
            AND NOT EXISTS (
                SELECT FROM all_charges c
                JOIN all_charges d ON d.billed_service_id = c.billed_service_id
                JOIN all_bills e ON e.invoice_id = d.invoice_id
                WHERE c.invoice_id = g.last_id AND e.account_id <> b.account_id
                    AND e.bill_date > g.since AND e.bill_date <= g.until
            )
        ORDER BY b.invoice_id, g.since
    """
    examples = (
        example(
            "January, February, March and May: April's bill is missing",
            month(1), month(2), month(3), month(5, over="0.00"),
        ),
        example(
            "One account ends in March while another is billed until May",
            month(1), month(2), month(3, over="0.00"),
            *(month(n, Billed(amount="9.00", service="B"), account="A-2", number=f"B{n}")
              for n in (1, 2, 3, 4, 5)),
        ),
        example("A bill each month", month(1), month(2), month(3), month(4)),
        example(
            "A quarterly account is billed each quarter",
            *(bill(Billed(amount="50.00"), number=number, on=on) for number, on in (
                ("1", "2025-07-01"), ("2", "2025-10-01"), ("3", "2026-01-01"), ("4", "2026-04-01"),
            )),
        ),
        trap(
            "The services moved to a consolidated account",
            month(1), month(2), month(3),
            month(4, account="MASTER", number="M4"), month(5, account="MASTER", number="M5"),
        ),
        trap(
            "The account was closed in March",
            month(1), month(2), month(3, account_closed="2026-03-31"),
            *(month(n, Billed(amount="9.00", service="B"), account="A-2", number=f"B{n}")
              for n in (1, 2, 3, 4, 5)),
        ),
        trap(
            "The carrier moved its billing date by ten days",
            month(1), month(2), month(3), month(4, on="2026-04-11"),
        ),
        example(
            "Two bills tell no cycle",
            month(1), month(4),
        ),
        trap(
            "Somebody has said that no bill is expected for April",
            month(1), month(2), month(3), month(5),
            papers=(NotExpected(month="2026-04-01"),),
        ),
    )  # fmt: skip


class DaysNotBilled(Check):
    """Days of a service that no bill charges, between two that do.

    A recurring charge of a service stops and goes on later, while bills of its
    account came in between and left it out. Nothing is asked back. It is told
    because the carrier may bill these days later, and because a service that
    was free for a month may not have been needed.

    Why it happens: a service that is moved or renamed loses its charge for a
    month, or a suspension is not on file.

    What to ask for: nothing; keep the page for the day the carrier bills the
    gap, and look up its limit of back-billing.
    """

    code = "A11"
    title = "Days not billed"
    severity = Severity.INFORMATION
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.INFORMATION
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (
        day("reached", "billed until", "first.period_to"),
        PERIOD_FROM,
    )
    formula = "0"
    clause = "is not billed for some days"
    explanation = "Billed until {reached} and again from {period_from}."
    sql = """
        SELECT c.*, null::numeric AS expected, 0 AS claim
        FROM gaps c
        JOIN bills b USING (invoice_id)
        JOIN all_bills o ON o.invoice_id = c.first_bill_id
        LEFT JOIN inventory i ON i.billed_service_id = c.billed_service_id
        LEFT JOIN clients_service s ON s.id = i.service_id
        WHERE b.currency = o.currency AND b.account_id = o.account_id
            AND EXISTS (
                SELECT FROM all_bills x
                WHERE x.account_id = b.account_id AND x.bill_date > o.bill_date
                    AND x.bill_date < b.bill_date AND x.line_count > 0
                    AND x.document_type <> 'credit_note'
            )
            AND (s.install_date IS NULL OR s.install_date <= c.reached)
            AND (s.suspended IS NULL
                OR NOT s.suspended && daterange(c.reached + 1, c.period_from))
    """
    _OTHER = Billed(amount="9.00", service="315-200-0014")
    examples = (
        example(
            "April's bill came without the port",
            month(3, Billed(amount="50.00"), _OTHER),
            month(4, _OTHER),
            month(5, Billed(amount="50.00", over="0.00"), _OTHER),
        ),
        example("Every month is billed", month(3), month(4), month(5)),
        trap(
            "The carrier moved its billing date and no bill came for the days between",
            bill(Billed(amount="50.00")),
            bill(
                Billed(amount="50.00", period=("2026-04-11", "2026-05-10")),
                number="1002", on="2026-04-11",
            ),
        ),
        trap(
            "The bill between is not on file",
            month(3), month(5),
        ),
        trap(
            "The service was disconnected and installed again",
            month(3, Billed(amount="50.00"), _OTHER),
            month(4, _OTHER),
            month(5, Billed(amount="50.00"), _OTHER),
            inventory=(Owned(installed="2026-05-01"),),
        ),
    )  # fmt: skip
