"""Charges for ending a service early, reckoned again from the contract's formula."""

from dataclasses import replace

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import TERMINATION
from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, number, values
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import TERMED
from billing_audit.checks.settings import tolerance
from billing_audit.checks.sources import source

ENDING = {"code": "ETF", "description": "Early termination charge", "charge": "one_time"}
APRIL = {"number": "1002", "on": "2026-04-15", "file": "april.csv"}
#: All months left of the contract's term.
WHOLE_TERM = Signed(
    term=("2024-01-01", "2026-12-31"), termination_percent="100", termination_codes=("ETF",)
)
#: All months left of the service's first twelve, and 40 % of the others.
TWO_STEPS = Signed(
    term=("2024-01-01", "2026-12-31"),
    minimum_term_months=12,
    termination_percent="100",
    later_termination_percent="40",
    termination_codes=("ETF",),
)
ENDED = Owned(disconnected="2026-03-31", installed="2024-05-01")
YOUNG = Owned(disconnected="2026-03-31", installed="2025-09-01")


def _months(first: str, last: str) -> str:
    """SQL of ``retainer.lib.months.months_left``: counted between the days after both."""
    first, last = f"({first} + 1)", f"({last} + 1)"
    return f"""greatest(0, (extract(year FROM {last}) - extract(year FROM {first})) * 12
                + extract(month FROM {last}) - extract(month FROM {first})
                + (extract(day FROM {last}) > extract(day FROM {first}))::int)"""


# Termination charges of services whose end is known, with what their last whole month was charged
# and the months left of each part of the term.  A minimum term without a word on what follows says
# nothing of a contract that runs longer.
source(
    "terminations",
    key="line_id",
    select=f"""
    SELECT x.*, x.monthly_sum * (x.early_months * x.percent
            + x.later_months * coalesce(x.later_percent, 0)) / 100 AS due,
        CASE WHEN x.minimum IS NULL THEN 'term' WHEN x.later_percent IS NULL THEN 'early'
            WHEN x.early_end > x.disconnected THEN 'both' ELSE 'later' END AS formula
    FROM (
        SELECT t.*, m.monthly, m.monthly_sum,
            {_months("t.disconnected", "t.early_end")} AS early_months,
            CASE WHEN t.minimum IS NULL THEN 0
                ELSE {_months("greatest(t.disconnected, t.early_end)", "t.last_day")}
            END AS later_months
        FROM (
            SELECT c.*, a.contract_id, a.term_to AS last_day,
                a.termination_percent AS percent, a.later_termination_percent AS later_percent,
                a.minimum_term_months AS minimum, s.service_id, s.disconnect_date AS disconnected,
                v.install_date AS installed,
                CASE WHEN a.minimum_term_months IS NULL THEN a.term_to ELSE
                    (v.install_date + a.minimum_term_months * interval '1 month')::date - 1
                END AS early_end
            FROM all_charges c
            JOIN agreements a USING (invoice_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN inventory s USING (billed_service_id)
            JOIN clients_service v ON v.id = s.service_id
            WHERE k.code = ANY (a.termination_codes) AND c.amount > 0
                AND a.termination_percent IS NOT NULL AND s.state = 'confirmed'
                AND s.disconnect_date IS NOT NULL
        ) t
        CROSS JOIN LATERAL (
            SELECT sum(l.amount) AS monthly_sum, jsonb_agg(jsonb_build_object(
                'line', l.line_id, 'amount', l.amount::text) ORDER BY l.line_id) AS monthly
            FROM all_charges l
            WHERE l.billed_service_id = t.billed_service_id AND {{recurring l}}
                AND l.period_to - l.period_from BETWEEN 27 AND 30
                AND l.invoice_id = (
                    SELECT p.invoice_id FROM all_charges p
                    WHERE p.billed_service_id = t.billed_service_id AND {{recurring p}}
                AND p.period_to - p.period_from BETWEEN 27 AND 30
                        AND p.period_from <= t.disconnected
                    ORDER BY p.period_from DESC, p.invoice_id DESC LIMIT 1
                )
        ) m
        WHERE m.monthly_sum > 0 AND t.early_end IS NOT NULL AND t.last_day IS NOT NULL
            AND (t.minimum IS NULL OR t.later_percent IS NOT NULL OR t.last_day <= t.early_end)
    ) x""",  # noqa: S608 our own words
)

MONTHLY = "total(monthly)"
EARLY_END = "term_end(installed, minimum)"
DUE = {
    "term": f"{MONTHLY} * months_left(disconnected, last_day) * percent / 100",
    "early": f"{MONTHLY} * months_left(disconnected, {EARLY_END}) * percent / 100",
    "both": f"{MONTHLY} * (months_left(disconnected, {EARLY_END}) * percent"
    f" + months_left({EARLY_END}, last_day) * later_percent) / 100",
    "later": f"{MONTHLY} * months_left(disconnected, last_day) * later_percent / 100",
}


class TerminationChargeWrong(Check):
    """A charge for ending a service early is higher than the contract's formula.

    Reckoned again: what the service was charged in its last whole month, times
    the months left, times the percentage of the contract. Months are counted
    from the day after the last day of service to the end, a begun one whole, in
    the carrier's favour: a service that ended on 30 November has one month left
    to the end of December. Where a service has a minimum term, its months cost
    one percentage and the months after it, up to the end of the contract,
    another. Usage, taxes and discounts are no part of the monthly charge. Where
    the contract says nothing of the months after the minimum term, nothing is
    claimed.

    Why it happens: the charge is reckoned at list rates, over the whole term, or
    by another tariff section than the one that was signed.

    What to ask for: the carrier's own reckoning, and the difference. Credits
    given at the start may have to be returned in part; that is a charge of its
    own and not looked at here.
    """

    code = "B13"
    title = "Termination charge too high"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    needs = (BILL_LINES, INVENTORY, TERMINATION)
    looks_at = TERMED
    settings = (tolerance("1.00"),)
    inputs = (
        AMOUNT,
        values("monthly", "charges of the last whole month", "line.amount"),
        day("disconnected", "last day of service", "service.disconnect_date"),
        day("installed", "installed on", "service.install_date"),
        day("last_day", "contract ends on", "contract.last_day"),
        number("minimum", "minimum term, months", "contract.minimum_term_months"),
        number("percent", "due in the minimum term, per cent", "contract.termination_percent"),
        number("later_percent", "due afterwards, per cent", "contract.later_termination_percent"),
        settings[0].input,
    )
    formula = {name: f"amount - {due}" for name, due in DUE.items()}
    clause = "was ended at a higher charge than agreed"
    explanation = "{amount} is billed; by the contract’s formula {expected} is due."
    sql = """
        SELECT c.*, c.due AS expected, c.amount - c.due AS claim, %(tolerance)s AS tolerance
        FROM terminations c
        JOIN bills b USING (invoice_id)
        WHERE c.due > 0 AND c.amount - c.due > %(tolerance)s
    """
    examples = (
        example(
            "Nine months are left at 300.00, and twelve are charged",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="3600.00", over="900.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(WHOLE_TERM,),
        ),
        example(
            "Five months of the minimum term at 100 %, four more at 40 %",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="2700.00", over="720.00", **ENDING), **APRIL),
            inventory=(YOUNG,),
            papers=(TWO_STEPS,),
        ),
        example(
            "After the minimum term 40 % of nine months",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="2700.00", over="1620.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(TWO_STEPS,),
        ),
        example(
            "Exactly by the formula",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="2700.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(WHOLE_TERM,),
        ),
        example(
            "Ended with November, and two months are charged to the end of December",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="600.00", over="300.00", **ENDING), **APRIL),
            inventory=(Owned(disconnected="2026-11-30", installed="2024-05-01"),),
            papers=(WHOLE_TERM,),
        ),
        trap(
            "The sign-on credit is returned in part, which is a charge of its own",
            bill(Billed(amount="300.00")),
            bill(
                Billed(amount="2700.00", **ENDING),
                Billed(amount="250.00", code="CRBACK", charge="one_time"),
                **APRIL,
            ),
            inventory=(ENDED,),
            papers=(WHOLE_TERM,),
        ),
        example(
            "The contract says nothing of the time after the minimum term",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="2700.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(replace(WHOLE_TERM, minimum_term_months=12),),
        ),
        example(
            "No monthly charge of the service is on file",
            bill(Billed(amount="3600.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(WHOLE_TERM,),
        ),
    )


class TerminationChargeNotDue(Check):
    """A charge for ending a service early, although its term was over.

    By the contract's formula, as B13 reckons it, no month was left on the last
    day of service: the term, or the minimum term of the service where nothing
    is due afterwards, had been fulfilled. The whole charge is claimed. Other
    reasons why it may not be due, such as a move, an upgrade or a commitment
    that is met, stand in the words of the contract and need a person.

    Why it happens: the carrier counts from the last change of the service, or
    renewed its term by itself.

    What to ask for: the order or renewal the carrier counts the term from;
    without one, a credit of the whole charge.
    """

    code = "B14"
    title = "Termination charge after the term"
    severity = Severity.CRITICAL
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_DUE
    subject = Subject.SERVICE
    needs = (BILL_LINES, INVENTORY, TERMINATION)
    looks_at = TERMED
    inputs = (
        AMOUNT,
        day("disconnected", "last day of service", "service.disconnect_date"),
        day("installed", "installed on", "service.install_date"),
        number("minimum", "minimum term, months", "contract.minimum_term_months"),
        day("last_day", "contract ends on", "contract.last_day"),
    )
    formula = "amount"
    clause = "was charged for ending although the term was over"
    explanation = "{amount} is billed; the last day of service was {disconnected}, after the term."
    sql = """
        SELECT c.line_id, c.invoice_id, c.account_id, c.billed_service_id, c.charge_code_id,
            c.description, c.charge_type, c.amount, c.period_from, c.period_to, c.contract_id,
            c.service_id, c.disconnected, c.installed, c.minimum, c.last_day, 0 AS expected,
            c.amount AS claim
        FROM terminations c
        JOIN bills b USING (invoice_id)
        WHERE c.due = 0
    """
    examples = (
        example(
            "Ended in March, three months after the term",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="900.00", over="900.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(
                Signed(
                    term=("2023-01-01", "2025-12-31"),
                    termination_percent="100",
                    termination_codes=("ETF",),
                ),
            ),
        ),
        example(
            "The minimum term is over, and nothing is due after it",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="900.00", over="900.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(
                Signed(
                    term=("2024-01-01", "2026-12-31"),
                    minimum_term_months=12,
                    termination_percent="100",
                    later_termination_percent="0",
                    termination_codes=("ETF",),
                ),
            ),
        ),
        trap(
            "Ended within the term: whether a move or upgrade clause helps, its text must say",
            bill(Billed(amount="300.00")),
            bill(Billed(amount="2700.00", **ENDING), **APRIL),
            inventory=(ENDED,),
            papers=(WHOLE_TERM,),
        ),
    )
