"""Contracts whose terms end at about the same time, so that all can be negotiated at once."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.contract import sources as _agreements
from billing_audit.checks.contract.needs import CONTRACT_TERM
from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import day, text
from billing_audit.checks.settings import threshold

#: What declares the source that is named here.
SOURCES = (_agreements,)
CHARGED = Billed(amount="612.00")
FIRST = bill(CHARGED)
NAMED = bill(CHARGED, over="0.00")
SECOND = bill(Billed(amount="95.00", service="B"), account="A-2", number="2000")
ENDS_IN_AUGUST = Signed(term=("2023-09-01", "2026-08-31"), accounts=("A-1",))
ENDS_IN_OCTOBER = Signed(number="MSA-2", term=("2023-11-01", "2026-10-31"), accounts=("A-2",))


class ContractsThatEndTogether(Check):
    """Terms of several contracts end within a few months, so that they can be renewed as one.

    Each of these contracts ends at most ninety days after the one before it.
    It is said on the last bill of the contract that ends first, for a year
    before that day: a tender takes most of it. Contracts that no bill falls
    under, and those whose last bill is dated after their term, are left out.

    Nothing is saved yet, so no amount is shown. But what is put to tender
    together weighs more than one contract after the other, and no carrier has
    to be asked for an early end.

    Why it happens: each contract is renewed by itself, when its own notice is
    due.

    What to ask for: one tender for all of them, and new terms that end on one
    day. Mind the notice of each.
    """

    code = "J07"
    title = "Contracts to renew together"
    severity = Severity.LOW
    confidence = Confidence.CERTAIN
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.OWN
    of_bills = True
    needs = (CONTRACT_TERM,)
    settings = (
        threshold(
            "apart",
            "90",
            "days between the ends of terms",
            "days",
            most="365",
            means="Terms that end at most so many days one after the other end together.",
        ),
        threshold(
            "lead",
            "365",
            "days before the first of them ends",
            "days",
            most="1095",
            means="So long before the first of them ends they are told of.",
        ),
    )
    inputs = (
        day("bill_date", "bill date", "bill.bill_date"),
        text("contract_number", "contract that ends first", "contract.number"),
        day("term_to", "its term ends", "contract.last_day"),
        text("last_number", "contract that ends last", "last_contract.number"),
        day("last_term_to", "that one’s term ends", "last_contract.last_day"),
        *(each.input for each in settings),
    )
    formula = "0"
    clause = "can be renewed together with others"
    explanation = (
        "The term of {contract_number} ends on {term_to} and that of {last_number} on "
        "{last_term_to}; what ends from one to the other can be put to tender at once."
    )
    sql = """
        SELECT b.*, b.invoice_id AS bill_id, 0 AS billed, null AS expected, 0 AS claim,
            'contract:' || t.contract_id AS cause, 'Contract ' || t.contract_number AS subject,
            t.contract_id, t.contract_number, t.term_to, t.last_contract_id, t.last_number,
            t.last_term_to, %(apart)s AS apart, %(lead)s AS lead
        FROM (
            SELECT t.*, row_number() OVER (PARTITION BY t.cluster ORDER BY t.place) AS turn,
                last_value(t.contract_id) OVER of_cluster AS last_contract_id,
                last_value(t.contract_number) OVER of_cluster AS last_number,
                last_value(t.term_to) OVER of_cluster AS last_term_to
            FROM (
                SELECT t.*, count(*) FILTER (WHERE t.gap > %(apart)s::int)
                    OVER (ORDER BY t.place) AS cluster
                FROM (
                    SELECT a.*, a.term_to - lag(a.term_to) OVER in_turn AS gap,
                        row_number() OVER in_turn AS place
                    FROM (
                        SELECT DISTINCT ON (a.contract_id) a.*
                        FROM agreements a
                        ORDER BY a.contract_id, a.bill_date DESC, a.invoice_id DESC
                    ) a
                    WHERE a.bill_date <= a.term_to
                    WINDOW in_turn AS (ORDER BY a.term_to, a.contract_id)
                ) t
            ) t
            WINDOW of_cluster AS (PARTITION BY t.cluster ORDER BY t.place
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ) t
        JOIN bills b USING (invoice_id)
        WHERE t.turn = 1 AND t.last_contract_id <> t.contract_id
            AND b.bill_date >= t.term_to - %(lead)s::int
    """
    examples = (
        example(
            "One contract ends in August, the other one in October",
            NAMED,
            SECOND,
            papers=(ENDS_IN_AUGUST, ENDS_IN_OCTOBER),
        ),
        example(
            "A third one ends in January: each within ninety days of the one before it",
            bill(CHARGED, over="0.00", says=("31 Aug 2026", "MSA-3 on 15 Jan 2027")),
            SECOND,
            bill(Billed(amount="40.00", service="C"), account="A-3", number="3000"),
            papers=(
                ENDS_IN_AUGUST,
                ENDS_IN_OCTOBER,
                Signed(number="MSA-3", term=("2024-01-16", "2027-01-15"), accounts=("A-3",)),
            ),
        ),
        trap(
            "The other one ends more than ninety days later",
            FIRST,
            SECOND,
            papers=(
                ENDS_IN_AUGUST,
                Signed(number="MSA-2", term=("2023-11-01", "2026-11-30"), accounts=("A-2",)),
            ),
        ),
        trap(
            "The first of them has ended already: its bills are dated after its term",
            bill(CHARGED, on="2026-09-01"),
            SECOND,
            papers=(ENDS_IN_AUGUST, ENDS_IN_OCTOBER),
        ),
        example(
            "More than a year before, it is too early",
            bill(CHARGED, on="2025-08-30"),
            SECOND,
            papers=(ENDS_IN_AUGUST, ENDS_IN_OCTOBER),
        ),
        example(
            "No bill falls under the other contract",
            FIRST,
            papers=(ENDS_IN_AUGUST, ENDS_IN_OCTOBER),
        ),
    )
