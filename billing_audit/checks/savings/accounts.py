"""Savings ideas on accounts and sites: what is paid several times over, and what is negotiable."""

from billing_audit.checks.base import Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.fees import sources as _fees
from billing_audit.checks.inputs import AMOUNT, text
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import LEVIES, LINE_CHARGES, Trait
from billing_audit.checks.savings import sources as _sources
from billing_audit.checks.savings.lines import Idea

#: What declares the sources that are named here.
SOURCES = (_fees, _sources)
FEE = {"charge": "fee", "code": "ACCT", "description": "Account service fee", "service": ""}
ACCESS = {"code": "DIA", "description": "Dedicated internet access"}
PTA = {
    "charge": "surcharge", "code": "PTA", "description": "Property tax allotment", "service": ""
}  # fmt: skip


class SeveralAccounts(Idea):
    """Fees for having an account are paid on several accounts with one carrier.

    Of the accounts billed in a month in one currency, the dearest fee is left
    out: one account would still bear it.

    Why it happens: every site, or every company bought, brought an account of
    its own.

    What to ask for: the accounts brought together under one; contracts, terms
    and services stay as they are.
    """

    code = "J06"
    title = "Accounts to bring together"
    subject = Subject.ACCOUNT
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("account_fee")
    inputs = (AMOUNT,)
    clause = "bears a fee that one account for all would save"
    explanation = "{amount} a month for having this account besides another one."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim FROM (
            SELECT c.*, min(c.account_id) OVER same <> max(c.account_id) OVER same AS are_several,
                row_number() OVER (same ORDER BY c.amount DESC, c.line_id) AS place
            FROM (
                SELECT c.*, b.carrier_id, b.month, b.currency FROM avoidable c
                JOIN bills b ON b.invoice_id = c.invoice_id WHERE c.kind = 'account_fee'
            ) c
            WINDOW same AS (PARTITION BY c.carrier_id, c.month, c.currency)
        ) c WHERE c.are_several AND c.place > 1
    """
    examples = (
        example(
            "Three accounts with one carrier, each with a fee",
            bill(Billed(amount="9.00", over="9.00", **FEE)),
            bill(Billed(amount="9.50", **FEE), account="A-2", number="1002"),
            bill(Billed(amount="4.00", over="4.00", **FEE), account="A-3", number="1003"),
            bill(Billed(amount="9.00", **FEE), account="B-1", number="1004", carrier="Pellbrook"),
        ),
        example("One account with a fee", Billed(amount="9.00", **FEE)),
    )


class SeveralInternetAccesses(Idea):
    """A site pays for more than one internet access.

    Listed are all but the dearest of the confirmed services at a site that are
    billed as internet access in the same month. Services that back each other
    up stand in one redundancy group in the inventory and are left alone.

    Why it happens: a new access is ordered and the old one never ended, or a
    department orders its own.

    What to ask for: whether the site needs both; if it does, put them into a
    redundancy group.
    """

    code = "J08"
    title = "Several internet accesses at a site"
    severity = Severity.MEDIUM
    subject = Subject.SERVICE
    needs = (BILL_LINES, INVENTORY)
    looks_at = LINE_CHARGES.of("internet_access").with_(Trait.OWNED)
    inputs = (AMOUNT, text("site", "site", "site.code"))
    clause = "is a further internet access of its site"
    explanation = "{amount} a month besides a dearer internet access at {site}."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim FROM (
            SELECT c.*, e.code AS site, e.id AS site_id,
                first_value(n.id) OVER (same ORDER BY c.amount DESC, n.id) AS dearest, n.id AS own,
                first_value(n.redundancy_group) OVER (same ORDER BY c.amount DESC, n.id) AS backed
                , n.redundancy_group
            FROM (
                SELECT c.*, b.month, b.currency FROM avoidable c
                JOIN bills b ON b.invoice_id = c.invoice_id WHERE c.kind = 'internet_access'
            ) c
            JOIN inventory s ON s.billed_service_id = c.billed_service_id AND s.state = 'confirmed'
            JOIN clients_service n ON n.id = s.service_id
            JOIN clients_site e ON e.id = n.site_id
            WINDOW same AS (PARTITION BY n.site_id, c.month, c.currency)
        ) c
        WHERE c.own <> c.dearest
            AND (c.redundancy_group = '' OR c.redundancy_group <> c.backed)
    """
    examples = (
        example(
            "Two internet accesses at headquarters",
            Billed(amount="800.00", service="A", **ACCESS),
            Billed(amount="450.00", service="B", over="450.00", **ACCESS),
            papers=(Known(service="A", site="HQ"), Known(service="B", site="HQ")),
        ),
        trap(
            "Two internet accesses that back each other up",
            Billed(amount="800.00", service="A", **ACCESS),
            Billed(amount="450.00", service="B", **ACCESS),
            papers=(
                Known(service="A", site="HQ", group="HQ internet"),
                Known(service="B", site="HQ", group="HQ internet"),
            ),
        ),
        example(
            "One internet access at each of two sites",
            Billed(amount="800.00", service="A", **ACCESS),
            Billed(amount="450.00", service="B", **ACCESS),
            papers=(Known(service="A", site="HQ"), Known(service="B", site="Depot")),
        ),
    )


class NegotiableSurcharge(Idea):
    """A surcharge that the carrier sets itself, to be negotiated away.

    Cost recovery, administrative and regulatory charges are no law; the next
    contract can exclude them, or fix them for its term.

    Why it happens: offers are compared by their rates, and surcharges come on
    top.

    What to ask for: in the next tender or renewal, every surcharge counted as
    price, named and fixed for the term.
    """

    code = "J10"
    title = "Surcharge to negotiate"
    subject = Subject.PRICE
    needs = (BILL_LINES,)
    looks_at = LEVIES.of("cost_recovery")
    inputs = (AMOUNT,)
    clause = "is a surcharge that a contract can exclude"
    explanation = "{amount} a month that the carrier sets itself."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim
        FROM levies c WHERE c.kind = 'cost_recovery' AND c.amount > 0
    """
    examples = (
        example(
            "A property tax allotment of 34.27",
            Billed(amount="612.00"),
            Billed(amount="34.27", over="34.27", **PTA),
        ),
        trap(
            "The federal universal service fee is passed on by law",
            Billed(
                amount="226.44", charge="surcharge", code="FUSF", service="",
                description="Federal universal service cost recovery fee",
            ),
        ),
    )  # fmt: skip
