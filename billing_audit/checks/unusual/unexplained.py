"""Unexplained: charges that nothing on file speaks for, and charges without plain words."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Agreed, Bill, Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, text
from billing_audit.checks.needs import BILL_LINES, CONTRACT_RATES, INVENTORY
from billing_audit.checks.populations import ALL, RECURRING
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources.registry import source

# Charges of services that no contract prices and no inventory holds, and how long they go on.
source(
    "unverified",
    key="billed_service_id, charge_code_id",
    is_costly=True,
    select="""
    SELECT c.billed_service_id, c.charge_code_id, c.account_id,
        count(DISTINCT b.month) AS months, max(b.bill_date) AS last_bill_date,
        min(c.line_id) AS first_id
    FROM all_charges c
    JOIN all_bills b USING (invoice_id)
    JOIN inventory i ON i.billed_service_id = c.billed_service_id
    WHERE c.charge_type = {type recurring} AND c.amount > 0 AND c.charge_code_id IS NOT NULL
        AND i.state IS DISTINCT FROM 'confirmed'
        AND NOT EXISTS (SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id)
    GROUP BY c.billed_service_id, c.charge_code_id, c.account_id""",
)


def months(how_many: int, over: str = "", **about: object) -> tuple[Bill, ...]:
    """The bills of the first months of 2026; the last one is the one that is told of."""
    return tuple(
        bill(
            Billed(
                amount="45.00", service="315-999-0001", code="MISC", description="Circuit",
                period=(f"2026-{n:02}-01", f"2026-{n:02}-28"),
                over=over if n == how_many else "", **about,
            ),
            number=f"{n}", on=f"2026-{n:02}-01",
        )
        for n in range(1, how_many + 1)
    )  # fmt: skip


class NeverVerified(Check):
    """A recurring charge that nothing on file has ever spoken for.

    For six months or longer the charge has been billed; no contract rate prices
    its code, and the inventory does not hold its service. Bills that are wrong
    in the same way each month pass every comparison with the month before, so
    this is where such errors live. Told on the last bill, with what a year of it
    comes to.

    Why it happens: services taken over with a site or a company, and contracts
    that nobody has loaded.

    What to ask for: nothing yet. Find the order or the contract, or ask who
    uses the service.
    """

    code = "I05"
    title = "Never verified"
    severity = Severity.INFORMATION
    confidence = Confidence.CERTAIN
    precedence = Precedence.IDEA
    nature = Nature.INFORMATION
    subject = Subject.PRICE
    needs = (BILL_LINES, CONTRACT_RATES, INVENTORY)
    looks_at = RECURRING
    settings = (
        threshold(
            "months",
            "6",
            "months it has been billed, at least",
            "months",
            most="60",
            means="A charge is told once it has been billed in so many months.",
        ),
    )
    inputs = (
        AMOUNT,
        text("service_number", "service billed", "billed_service.number"),
        day("first_from", "on file since", "first.period_from"),
        settings[0].input,
    )
    formula = "12 * amount"
    clause = "is charged, and nothing on file speaks for it"
    explanation = "{amount} a month for {service_number}, on file since {first_from}."
    sql = """
        SELECT c.*, u.first_id, f.period_from AS first_from, n.number AS service_number,
            %(months)s::numeric AS months, null::numeric AS expected, 12 * c.amount AS claim
        FROM unverified u
        JOIN bills b ON b.account_id = u.account_id AND b.bill_date = u.last_bill_date
        JOIN charges c ON c.invoice_id = b.invoice_id
            AND c.billed_service_id = u.billed_service_id
            AND c.charge_code_id = u.charge_code_id
        JOIN billing_audit_billedservice n ON n.id = u.billed_service_id
        JOIN all_charges f ON f.line_id = u.first_id
        WHERE u.months >= %(months)s::numeric AND c.amount > 0
            AND c.charge_type = {type recurring}
            AND b.bill_date = (
                SELECT max(o.bill_date) FROM all_bills o
                WHERE o.account_id = b.account_id AND o.line_count > 0
            )
    """
    _FILE = {"rates": (Agreed(rate="580.00"),), "inventory": (Owned(),)}
    examples = (
        example("Six months of a circuit nobody knows", *months(6, "540.00"), **_FILE),
        example("Five months", *months(5), **_FILE),
        example(
            "The inventory holds it",
            *months(6),
            rates=(Agreed(rate="580.00"),),
            inventory=(Owned(service="315-999-0001"),),
        ),
        trap(
            "The contract prices its code",
            *months(6),
            rates=(Agreed(rate="45.00", code="MISC"),),
            inventory=(Owned(),),
        ),
    )


class NoPlainMeaning(Check):
    """A charge whose words do not say what it is for.

    The description is empty, repeats the charge code, or has no word in it. Told
    once for each bill and code. Nothing is asked back: the words have to be
    brief, clear and not misleading on bills to consumers (47 CFR 64.2401), while
    business contracts may say less.

    Why it happens: a code is new in the carrier's system, or its words are cut off.

    What to ask for: what the charge is for, and the contract or tariff behind it.
    """

    code = "I06"
    title = "No plain meaning"
    severity = Severity.LOW
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.INFORMATION
    subject = Subject.PRICE
    needs = (BILL_LINES,)
    looks_at = ALL
    settings = (
        threshold(
            "letters",
            "3",
            "letters of a word, at least",
            "letters",
            most="20",
            means="A description without a word of so many letters says nothing.",
        ),
    )
    inputs = (
        AMOUNT,
        text("description", "words on the bill", "line.description"),
        settings[0].input,
    )
    formula = "0"
    clause = "has no words that say what it is for"
    explanation = "{amount} for “{description}”."
    sql = """
        SELECT c.*, %(letters)s::numeric AS letters, null::numeric AS expected, 0 AS claim
        FROM (
            SELECT DISTINCT ON (c.invoice_id, c.charge_code_id, c.description) c.*
            FROM charges c
            JOIN (
                SELECT w.* FROM wordings w
                LEFT JOIN billing_audit_chargecode k ON k.id = w.charge_code_id
                WHERE length(w.description) <= 60
                    AND (upper(btrim(w.description)) = upper(k.code)
                        OR w.description
                            !~ ('[[:alpha:]]{' || (%(letters)s::numeric)::integer || '}'))
                OFFSET 0
            ) w ON {worded c}
            WHERE c.amount > 0 AND c.charge_type <> {type tax}
            ORDER BY c.invoice_id, c.charge_code_id, c.description, {line_order c}
        ) c
    """
    examples = (
        example(
            "A code and nothing else",
            Billed(amount="7.50", code="QX1", description="QX1", over="0.00"),
        ),
        example(
            "Told once, however often it is charged",
            Billed(amount="7.50", code="QX1", description="", over="0.00"),
            Billed(amount="7.50", code="QX1", description="", service="315-200-0014"),
        ),
        example("Words", Billed(amount="7.50", code="QX1", description="Caller ID")),
        trap(
            "A short word is a word",
            Billed(amount="7.50", code="VPN", description="VPN access"),
            Billed(amount="7.50", code="FX", description="Fax"),
        ),
        example("A charge of nothing", Billed(amount="0.00", code="QX1", description="")),
    )
