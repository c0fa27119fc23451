"""Third parties: companies that charge through the carrier's bill."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, text
from billing_audit.checks.needs import Need
from billing_audit.checks.populations import PLAIN, Trait

PROVIDERS = Need(
    "bills that name providers beside the carrier",
    "billing_audit_line WHERE client_id = %(client)s AND provider <> '' AND shelf_id IN "
    "(SELECT id FROM billing_audit_lineshelf WHERE client_id = %(client)s)",
)
GAMES = {"code": "3P", "description": "Horoscope club", "provider": "Starline Media"}
APRIL = ("2026-04-01", "2026-04-30")


class ThirdPartyCharge(Check):
    """A charge of another company than the account's carrier.

    The bill names a provider whose name is not the carrier's, in whatever
    spelling. Looked at are recurring and one-time charges and fees; usage of
    other networks and taxes regularly bear another name. A company may have
    ordered it, such as an entry in a directory, so nothing is claimed before a
    person has said that nobody did.

    Why it happens: anyone with a billing agreement may put a charge on a
    telephone bill. The trade calls it cramming.

    What to ask for: a credit of all charges of that company, and a block of
    third-party charges on the account.
    """

    code = "I01"
    title = "Third-party charge"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    claims_once_validated = True
    recurs = True
    needs = (PROVIDERS,)
    looks_at = PLAIN.with_(Trait.PROVIDER)
    inputs = (AMOUNT, text("provider", "provider named", "line.provider"))
    formula = "amount"
    clause = "is charged by another company"
    explanation = "{provider} charges {amount} on the carrier's bill."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM charges c JOIN strangers s USING (account_id, provider)
        WHERE c.charge_type IN ({type recurring}, {type one_time}, {type fee}) AND c.amount > 0
    """
    examples = (
        example("A horoscope club", Billed(amount="9.99", over="9.99", **GAMES)),
        example("The carrier itself", Billed(amount="50.00", provider="Corvane")),
        trap(
            "The carrier under its longer name",
            Billed(amount="50.00", provider="Corvane Business Services, Inc."),
        ),
        trap(
            "Calls on another network",
            Billed(amount="4.00", charge="usage", code="USG", provider="Starline Media"),
        ),
        trap(
            "A tax bears the name of its authority",
            Billed(amount="4.00", charge="tax", code="TAX", provider="State of Ohio"),
        ),
    )


class NewProviderOnTheBill(Check):
    """A company that never charged this account before.

    The rules on truth in billing (47 CFR 64.2401) have a bill show every new
    provider. It is new when none of the account's earlier bills names it, and
    there are two of these at least. Where it only took over what another
    provider charged before, the same service and code at the same amount, it is
    that company under another name. Nothing is claimed before a person has said
    that nobody ordered it.

    Why it happens: a change of the long-distance carrier that nobody asked for,
    or a first attempt at cramming.

    What to ask for: the authorisation that the change rests on; without one, a
    credit, and the former provider back.
    """

    code = "I02"
    title = "New provider on the bill"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (PROVIDERS,)
    looks_at = PLAIN.with_(Trait.PROVIDER)
    inputs = (
        AMOUNT,
        text("provider", "provider named", "line.provider"),
        day("other_bill_date", "date of the bill before", "other.bill_date"),
    )
    formula = "amount"
    clause = "is charged by a company that is new on the bill"
    explanation = "{provider} charges {amount}; no bill up to {other_bill_date} names it."
    sql = """
        SELECT c.*, p.invoice_id AS other_id, p.bill_date AS other_bill_date, 0 AS expected,
            c.amount AS claim
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN strangers s ON s.account_id = c.account_id AND s.provider = c.provider
            AND s.since = b.bill_date
        CROSS JOIN LATERAL (
            SELECT o.invoice_id, o.bill_date, count(*) OVER () AS bills
            FROM all_bills o
            WHERE o.account_id = b.account_id AND o.bill_date < b.bill_date AND o.line_count > 0
            ORDER BY o.bill_date DESC, o.invoice_id DESC LIMIT 1
        ) p
        WHERE c.charge_type IN ({type recurring}, {type one_time}, {type fee}, {type usage})
            AND c.amount > 0 AND p.bills >= 2
            AND NOT EXISTS (
                SELECT FROM all_charges x
                WHERE x.invoice_id = p.invoice_id AND x.provider <> '' AND x.amount = c.amount
                    AND x.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                    AND x.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
            )
    """
    _BEFORE = (
        bill(Billed(amount="50.00"), number="1000", on="2026-02-01"),
        bill(Billed(amount="50.00")),
    )
    examples = (
        example(
            "A club charges for the first time in April",
            *_BEFORE,
            bill(
                Billed(amount="9.99", period=APRIL, over="9.99", **GAMES),
                number="1002",
                on="2026-04-01",
            ),
        ),
        example(
            "The club has charged since March",
            _BEFORE[0],
            bill(Billed(amount="50.00"), number="999", on="2026-01-01"),
            bill(Billed(amount="9.99", over="9.99", **GAMES)),
            bill(Billed(amount="9.99", period=APRIL, **GAMES), number="1002", on="2026-04-01"),
        ),
        example("The first bill of an account names everybody", Billed(amount="9.99", **GAMES)),
        trap(
            "A provider merged with another and goes on under a new name",
            *(
                bill(
                    Billed(
                        amount="9.99",
                        period=(f"2026-0{n}-01", f"2026-0{n}-28"),
                        **(GAMES | {"provider": name}),
                    ),
                    number=f"{n}",
                    on=f"2026-0{n}-01",
                )
                for n, name in ((1, "Nova Media"), (2, "Nova Media"), (3, "Starline Media"))
            ),
        ),
    )
