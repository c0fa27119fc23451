"""What the contract does not price, and the same product at different prices."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Agreed, Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, rate
from billing_audit.checks.needs import BILL_LINES, CONTRACT_RATES
from billing_audit.checks.populations import RECURRING, Trait
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources import source

PORT = Agreed(rate="612.00")
CPE = {"code": "CPE", "description": "Router rental"}


def at_price(service: str, price: str, over: str = "", **about: str) -> Billed:
    return Billed(amount=price, rate=price, quantity="1", service=service, over=over, **about)


def ports(*prices: str) -> tuple[Billed, ...]:
    return tuple(at_price(f"P-{number}", price) for number, price in enumerate(prices))


# Of each account and month how much of the monthly charges the contract rates on file cover.
source(
    "priced",
    key="account_id, month",
    select="""
    SELECT g.account_id, g.month, sum(g.amount) AS total,
        coalesce(sum(g.amount) FILTER (WHERE k.is_priced), 0) AS covered
    FROM (
        SELECT c.account_id, b.month, c.charge_code_id, c.period_from, sum(c.amount) AS amount
        FROM charges c JOIN bills b USING (invoice_id)
        WHERE {recurring c}
        GROUP BY c.account_id, b.month, c.charge_code_id, c.period_from
    ) g
    LEFT JOIN LATERAL (
        SELECT true AS is_priced FROM rates r
        WHERE r.charge_code_id = g.charge_code_id AND g.period_from >= r.valid_from
            AND g.period_from < r.valid_until LIMIT 1
    ) k ON true
    GROUP BY g.account_id, g.month""",
)
# What each service pays for a charge in a month.
source(
    "prices",
    key="charge_code_id, month",
    is_costly=True,
    select="""
    SELECT c.charge_code_id, c.description, b.currency, b.month, c.unit_rate, c.billed_service_id,
        count(*) AS lines, min(c.line_id) AS line_id
    FROM charges c JOIN bills b USING (invoice_id)
    WHERE {recurring c} AND c.charge_code_id IS NOT NULL AND c.unit_rate > 0 AND c.quantity > 0
    GROUP BY 1, 2, 3, 4, 5, 6""",
)
# The price of a charge in a month that is in the middle of all lines, and a line that has it.
source(
    "middle_prices",
    key="charge_code_id",
    select="""
    SELECT DISTINCT ON (r.charge_code_id, r.description, r.currency, r.month)
        r.charge_code_id, r.description, r.currency, r.month, r.unit_rate AS usual, r.first_id
    FROM (
        SELECT r.*, sum(r.lines) OVER (charge ORDER BY r.unit_rate) AS reached,
            sum(r.lines) OVER charge AS in_all
        FROM (
            SELECT p.charge_code_id, p.description, p.currency, p.month, p.unit_rate,
                sum(p.lines) AS lines, min(p.line_id) AS first_id
            FROM prices p GROUP BY 1, 2, 3, 4, 5
        ) r
        WINDOW charge AS (PARTITION BY r.charge_code_id, r.description, r.currency, r.month)
    ) r
    WHERE 2 * r.reached >= r.in_all
    ORDER BY r.charge_code_id, r.description, r.currency, r.month, r.unit_rate""",
)
# The same where somebody pays more, with the number of services that have the charge.
source(
    "usual_prices",
    key="charge_code_id",
    select="""
    SELECT u.*, d.dearer, (
            SELECT count(DISTINCT p.billed_service_id) FROM prices p
            WHERE p.charge_code_id = u.charge_code_id AND p.description = u.description
                AND p.currency = u.currency AND p.month = u.month
        ) AS services
    FROM middle_prices u JOIN (
        SELECT u.charge_code_id, u.description, u.currency, u.month,
            count(DISTINCT p.billed_service_id) AS dearer
        FROM middle_prices u JOIN prices p USING (charge_code_id, description, currency, month)
        WHERE p.unit_rate > u.usual
        GROUP BY 1, 2, 3, 4
    ) d USING (charge_code_id, description, currency, month)""",
)


class OffContract(Check):
    """A monthly charge has no agreed rate, while most of the account's charges have one.

    Only where contract rates on file cover at least four fifths of the
    account's monthly charges of the month: below that, it is the rates on file
    that are incomplete. Nothing is claimed. Such a charge is at list price,
    which a word to the account team may change.

    Why it happens: products ordered after the contract was signed come at list
    price.

    What to ask for: a rate for the product, added to the contract.
    """

    code = "B10"
    title = "Product without an agreed rate"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.IDEA
    subject = Subject.PRICE
    nature = Nature.INFORMATION
    recurs = True
    needs = (BILL_LINES, CONTRACT_RATES)
    looks_at = RECURRING
    settings = (
        threshold(
            "least",
            "80",
            "per cent of charges that rates must cover",
            "per cent",
            most="100",
            means=(
                "Below this share it is the rates on file that are incomplete, and nothing is said."
            ),
        ),
    )
    inputs = (AMOUNT, settings[0].input)
    formula = "amount"
    clause = "has no agreed rate"
    explanation = "{amount} is billed, and no contract rate is on file for the charge."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim, %(least)s AS least
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN priced p ON p.account_id = c.account_id AND p.month = b.month
            AND p.covered * 100 >= p.total * %(least)s
        WHERE {recurring c} AND c.charge_code_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id
        )
    """
    examples = (
        example(
            "A router rental beside ports that have a rate",
            Billed(amount="612.00"),
            Billed(amount="45.00", over="45.00", **CPE),
            rates=(PORT,),
        ),
        trap(
            "Rates cover half of the charges: the contract is not loaded in full",
            Billed(amount="612.00"),
            Billed(amount="600.00", **CPE),
            rates=(PORT,),
        ),
        example(
            "The rate of the charge has ended, which is another matter",
            Billed(amount="612.00"),
            Billed(amount="45.00", **CPE),
            rates=(PORT, Agreed(code="CPE", rate="45.00", valid=("2024-01-01", "2025-12-31"))),
        ),
    )


class DearerThanElsewhere(Check):
    """A service costs more than the same product elsewhere.

    The same charge code with the same description in the same month: the rate
    is held against the one in the middle of all services that have it. Said
    only of charges without a contract rate, with at least five services, and
    where at most a quarter of them is dearer; otherwise there are price
    classes, such as by distance or on and off the carrier's network.

    Nothing is claimed until a person has confirmed that nothing explains the
    difference.

    Why it happens: sites are ordered one by one, each at the price of its day.

    What to ask for: the usual price for all sites, and why not, where not.
    """

    code = "B18"
    title = "Dearer than the same product elsewhere"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.CHARGE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = RECURRING.with_(Trait.PRICED)
    settings = (
        threshold(
            "percent",
            "10",
            "per cent above the usual rate",
            "per cent",
            most="1000",
            means=("A rate is told only when it is higher than the usual one by more than this."),
        ),
        threshold(
            "services",
            "5",
            "services that must have the product",
            "services",
            least="3",
            most="1000",
            means="What is usual is known only where so many services have the product.",
        ),
    )
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("usual", "usual rate", "first.unit_rate"),
        *(each.input for each in settings),
    )
    formula = "min(amount, (unit_rate - usual) * quantity)"
    clause = "costs more than the same product elsewhere"
    explanation = "Billed at {unit_rate}; elsewhere the same usually costs {usual}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(percent)s AS percent,
            %(services)s AS services
        FROM (
            SELECT c.*, u.first_id, u.usual,
                least(c.amount, (c.unit_rate - u.usual) * c.quantity) AS claim
            FROM (
                SELECT c.*, b.currency, b.month FROM charges c JOIN bills b USING (invoice_id)
                WHERE {recurring c} AND c.quantity > 0
                OFFSET 0
            ) c
            JOIN usual_prices u USING (charge_code_id, description, currency, month)
            WHERE u.services >= %(services)s AND u.dearer * 4 <= u.services
                AND c.unit_rate * 100 > u.usual * (100 + %(percent)s)
                AND NOT EXISTS (
                    SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id
                        AND c.period_from >= r.valid_from AND c.period_from < r.valid_until
                )
        ) c
    """
    examples = (
        example(
            "Four ports at 612.00 and one at 795.00",
            *ports("612.00", "612.00", "612.00", "612.00"),
            at_price("P-9", "795.00", over="183.00"),
        ),
        trap(
            "A third of the ports lies farther from the carrier’s network",
            *ports("612.00", "612.00", "612.00", "612.00", "795.00", "795.00"),
        ),
        trap(
            "Off the carrier’s network, as the description says",
            *ports("612.00", "612.00", "612.00", "612.00"),
            at_price("P-9", "795.00", description="Port, 100 Mbps, off-net"),
        ),
        example(
            "The price is agreed",
            *ports("612.00", "612.00", "612.00", "612.00", "795.00"),
            rates=(Agreed(rate="795.00"),),
        ),
        example("Three are no crowd", *ports("612.00", "612.00", "795.00")),
        example("Five per cent dearer", *ports("600.00", "600.00", "600.00", "600.00", "630.00")),
        example(
            "Each month by itself",
            bill(*ports("612.00", "612.00")),
            bill(*ports("612.00", "612.00", "795.00"), number="1002", on="2026-04-01"),
        ),
    )
