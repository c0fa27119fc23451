"""Addressees: a bill that is made out to somebody else."""

from django.db.models import Q

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import money, text
from billing_audit.checks.needs import Need
from billing_audit.checks.sources.registry import source

BUYERS = Need(
    "bills that name whom they are for",
    "billing_audit_invoice WHERE client_id = %(client)s AND buyer <> ''",
)
#: Words that many companies share say nothing of which of them is meant.
COMMON = (
    "the", "and", "inc", "llc", "llp", "ltd", "limited", "corp", "corporation", "company", "group",
    "holding", "holdings", "international", "global", "services", "service", "solutions", "gmbh",
    "attn", "accounts", "payable", "account", "usa", "america", "american", "national", "of",
)  # fmt: skip
_WORDS = """regexp_split_to_table(
            regexp_replace(lower(x.name), '[^[:alnum:]]+', ' ', 'g'), ' ')"""
# How the client is called: its own name, its accounts' names and its legal entities.
source(
    "own_names",
    key="word",
    select=f"""
    SELECT DISTINCT word FROM (
        SELECT name FROM clients_client WHERE id = %(client)s
        UNION ALL SELECT slug FROM clients_client WHERE id = %(client)s
        UNION ALL SELECT name FROM clients_billingaccount WHERE client_id = %(client)s
        UNION ALL SELECT legal_entity FROM clients_billingaccount WHERE client_id = %(client)s
        UNION ALL SELECT name FROM clients_site WHERE client_id = %(client)s
        UNION ALL SELECT legal_entity FROM clients_taxcertificate WHERE client_id = %(client)s
    ) x CROSS JOIN LATERAL {_WORDS} word
    WHERE length(word) > 1 AND word <> ALL (ARRAY[{", ".join(f"'{word}'" for word in COMMON)}])""",  # noqa: S608 - no word of it comes from outside
)


class BillForSomebodyElse(Check):
    """A bill is made out to a name that is not the client's.

    No word of the name, but for those that many companies share, is in the
    client's name, in the names and legal entities of its accounts, or in its
    sites; nor is it made of their first letters. A name that stands on most of
    the client's bills, or on an earlier bill of the account, is how the carrier
    calls it: a trade name, or a company that was taken over. The amount shown is
    what the bill asks for. Nothing is claimed, because such a bill is sent back
    and not disputed.

    Why it happens: bills of two customers are mixed up when they are sent, or
    an account number is mistyped.

    What to ask for: whose account it is; until then it is not paid.
    """

    code = "A14"
    title = "Bill is for somebody else"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(buyer__gt="")
    needs = (BUYERS,)
    inputs = (
        money("total", "total of the bill", "bill.total"),
        text("buyer", "made out to", "invoice.buyer"),
    )
    formula = "max(0, total)"
    clause = "is made out to somebody else"
    explanation = "It is made out to “{buyer}”."
    sql = """
        WITH named AS (
            SELECT b.*, lower(regexp_replace(b.buyer, '[^[:alnum:]]+', '', 'g')) AS plain,
                lower(regexp_replace(b.buyer, '(\\m.)\\w*|\\W', '\\1', 'g')) AS initials
            FROM all_bills b WHERE b.buyer <> ''
        ), known AS (
            SELECT plain, count(*) AS bills, sum(count(*)) OVER () AS in_all
            FROM named GROUP BY plain
        )
        SELECT b.*, b.invoice_id AS bill_id, t.total, t.total AS billed,
            0 AS expected, greatest(0, t.total) AS claim
        FROM bills x
        JOIN named b USING (invoice_id)
        JOIN known k USING (plain)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN b.line_count > 0 THEN b.lines_total
                ELSE coalesce(b.amount_due, b.stated_total, 0) END AS total
        ) t
        WHERE 2 * k.bills <= greatest(k.in_all, 2)
            AND b.plain ~ '[[:alpha:]]{3}'
            AND NOT EXISTS (
                SELECT FROM named e
                WHERE e.account_id = b.account_id AND e.plain = b.plain
                    AND e.bill_date < b.bill_date
            )
            AND NOT EXISTS (
                SELECT FROM own_names o
                WHERE (length(o.word) >= 4 AND strpos(b.plain, o.word) > 0)
                    OR o.word = b.initials
                    OR o.word = ANY (regexp_split_to_array(lower(b.buyer), '[^[:alnum:]]+'))
            )
    """
    _OURS = tuple(
        bill(Billed(amount="50.00"), number=f"{n}", on=f"2026-0{n}-01", buyer="Acme Logistics Inc.")
        for n in (1, 2)
    )
    examples = (
        example(
            "A bakery's bill among the company's",
            *_OURS,
            bill(Billed(amount="80.00"), account="B-7", buyer="Hillside Bakery LLC", over="80.00"),
        ),
        example("Bills for the company", *_OURS),
        trap(
            "A trade name stands on most of its bills",
            *(
                bill(Billed(amount="50.00"), number=f"{n}", on=f"2026-0{n}-01",
                     buyer="Roadrunner Freight")
                for n in (1, 2, 3)
            ),
        ),
        trap(
            "A company that was taken over keeps its name on an account",
            *_OURS,
            bill(Billed(amount="80.00"), account="B-7", number="7", on="2026-01-01",
                 buyer="ACME Warehousing"),
        ),
        trap(
            "The legal entity of an account",
            *_OURS,
            bill(Billed(amount="80.00"), account="B-7", number="7", buyer="Hillside Depot Ltd",
                 entity="Hillside Depot"),
        ),
        example("A bill that names nobody", Billed(amount="50.00")),
    )  # fmt: skip
