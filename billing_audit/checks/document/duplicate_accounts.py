"""Duplicate accounts: one bill under two account numbers."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, money, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import ALL
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources.registry import source

# Which services a bill charges: few against its lines, and what two accounts share is found here.
# They are compared within a month, so the bills of other months are not read.
source(
    "services_of_bills",
    key="billed_service_id",
    is_costly=True,
    select="""
    SELECT c.invoice_id, c.account_id, c.billed_service_id, count(*) AS lines,
        bool_or(c.amount < 0) AS has_credits
    FROM charges c WHERE c.billed_service_id IS NOT NULL
    GROUP BY c.invoice_id, c.account_id, c.billed_service_id""",
)


class SameChargesOnTwoAccounts(Check):
    """Two accounts are billed the same charges for the same month.

    Nineteen of twenty lines of both bills have a twin on the other one: the
    same service, code, period and amount. The bill with the smaller total is
    claimed charge by charge, or the later one where they are equal; services to
    which it gives credits are left out, because these would go as well. A master
    bill that repeats those of several accounts has more lines than any of them
    and is no twin. Nothing is claimed before a person has said that neither
    account is the other's summary.

    Why it happens: services are moved to a new account, and the old one is not closed.

    What to ask for: which of the accounts is the right one, and all charges of
    the other back.
    """

    code = "A08"
    title = "Same charges on two accounts"
    severity = Severity.CRITICAL
    confidence = Confidence.MEDIUM
    precedence = Precedence.COPY_ON_A_LATER_BILL
    subject = Subject.BILL
    claims_once_validated = True
    echoes_whole_bills = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = ALL
    settings = (
        threshold(
            "alike",
            "95",
            "per cent of the lines that are the same",
            "per cent",
            least="50",
            most="100",
            means=(
                "Two bills are held for the same one when at least this share "
                "of their lines is the same."
            ),
        ),
        threshold(
            "fewest",
            "3",
            "lines of a bill, at least",
            "lines",
            most="1000",
            means="Bills with fewer lines are alike by chance and left alone.",
        ),
    )
    inputs = (
        AMOUNT,
        text("first_number", "also on bill", "first_bill.number"),
        money("first_amount", "amount there", "first.amount"),
        settings[0].input,
        settings[1].input,
    )
    formula = "amount"
    clause = "charges what another account is charged"
    explanation = "{amount} is charged on bill {first_number} of another account as well."
    sql = """
        WITH pairs AS MATERIALIZED (
            SELECT DISTINCT b.invoice_id, o.invoice_id AS first_bill_id
            FROM services_of_bills s
            JOIN bills b USING (invoice_id)
            JOIN services_of_bills t ON t.billed_service_id = s.billed_service_id
                AND t.account_id <> s.account_id
            JOIN bills o ON o.invoice_id = t.invoice_id
            WHERE o.month = b.month AND o.currency = b.currency
                AND o.carrier_id = b.carrier_id AND o.document_type = b.document_type
                AND b.line_count >= %(fewest)s::numeric
                AND b.invoice_id <> ALL (%(duplicates)s::bigint[])
                AND o.invoice_id <> ALL (%(duplicates)s::bigint[])
                AND least(b.line_count, o.line_count) * 100
                    >= greatest(b.line_count, o.line_count) * %(alike)s::numeric
                AND (b.lines_total < o.lines_total OR (b.lines_total = o.lines_total
                    AND (b.bill_date, b.invoice_id) > (o.bill_date, o.invoice_id)))
        ), there AS MATERIALIZED (
            SELECT c.*, row_number() OVER (
                PARTITION BY invoice_id, billed_service_id, charge_code_id, description,
                    period_from, period_to, amount ORDER BY line_id
            ) AS copy
            FROM all_charges c
            WHERE c.invoice_id IN (
                SELECT invoice_id FROM pairs UNION SELECT first_bill_id FROM pairs)
        ), twins AS MATERIALIZED (
            SELECT c.line_id, p.first_bill_id, f.line_id AS first_id,
                count(*) OVER (PARTITION BY p.invoice_id, p.first_bill_id) AS shared,
                p.invoice_id
            FROM pairs p
            JOIN there c ON c.invoice_id = p.invoice_id
            JOIN there f ON f.invoice_id = p.first_bill_id AND f.copy = c.copy
                AND f.amount = c.amount
                AND f.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                AND f.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
                AND f.description = c.description
                AND f.period_from IS NOT DISTINCT FROM c.period_from
                AND f.period_to IS NOT DISTINCT FROM c.period_to
        )
        SELECT DISTINCT ON (c.line_id) c.*, t.first_id, t.first_bill_id, o.number AS first_number,
            c.amount AS first_amount, %(alike)s::numeric AS alike, %(fewest)s::numeric AS fewest,
            0 AS expected, c.amount AS claim
        FROM twins t
        JOIN charges c USING (line_id)
        JOIN bills b ON b.invoice_id = t.invoice_id
        JOIN all_bills o ON o.invoice_id = t.first_bill_id
        WHERE c.amount > 0
            AND t.shared * 100 >= (b.line_count + o.line_count - t.shared) * %(alike)s::numeric
            AND NOT EXISTS (
                SELECT FROM services_of_bills s
                WHERE s.invoice_id = t.invoice_id AND s.has_credits
                    AND s.billed_service_id = c.billed_service_id
            )
        ORDER BY c.line_id, t.first_bill_id
    """
    _THREE = (
        Billed(amount="612.00"),
        Billed(amount="45.00", code="COS"),
        Billed(amount="310.00", service="315-200-0014"),
    )
    _AGAIN = tuple(Billed(**{**vars(each), "over": each.amount}) for each in _THREE)
    _NEW = {"account": "A-2", "number": "2001", "file": "other.csv"}
    examples = (
        example("An old account was not closed", bill(*_THREE), bill(*_AGAIN, **_NEW)),
        example(
            "Two accounts with services of their own",
            bill(*_THREE),
            bill(
                *(Billed(**{**vars(each), "service": f"B{n}"}) for n, each in enumerate(_THREE)),
                **_NEW,
            ),
        ),
        trap(
            "A master bill repeats those of two accounts",
            bill(*_THREE),
            bill(
                *(Billed(amount="75.00", service=f"B{n}") for n in range(3)),
                account="A-3", number="3001",
            ),
            bill(
                *_THREE, *(Billed(amount="75.00", service=f"B{n}") for n in range(3)), **_NEW,
            ),
        ),
        example(
            "The next month of the account that the services moved to",
            bill(*_THREE),
            bill(
                *(Billed(**{**vars(each), "period": ("2026-04-01", "2026-04-30")})
                  for each in _THREE),
                **(_NEW | {"on": "2026-04-01"}),
            ),
        ),
    )  # fmt: skip
