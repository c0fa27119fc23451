"""Line charges against the lines there are."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, number, text, values
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import LINE_CHARGES, Trait
from billing_audit.checks.settings import tolerance
from billing_audit.checks.sources.registry import source

#: The client's services on an account, on the day of a bill, if each states its number of lines:
#: a telephone system of which only the main number is known may have any.
source(
    "working_lines",
    key="invoice_id",
    select="""
    SELECT b.invoice_id, sum(s.seats) AS lines,
        jsonb_agg(jsonb_build_object('service', s.id, 'lines', s.seats::text) ORDER BY s.id)
            AS working
    FROM bills b
    JOIN clients_service s ON s.account_id = b.account_id AND s.client_id = %(client)s
        AND s.state = 'confirmed'
    WHERE coalesce(s.install_date, '-infinity') <= b.bill_date
        AND coalesce(s.disconnect_date, 'infinity') >= coalesce(b.period_from, b.bill_date)
    GROUP BY b.invoice_id
    HAVING bool_and(s.seats IS NOT NULL)""",
)
EUCL = {"code": "9ZR", "description": "Subscriber line charge", "charge": "surcharge"}


class MoreLineChargesThanLines(Check):
    """A bill bears more subscriber line charges than its account has working lines.

    Counted are the working lines of the account's confirmed services in the
    inventory. Where one of them states no number of lines, or the bill charges a
    service that the inventory does not have under this account, the inventory is
    not complete enough to count, and nothing is said. Trunks of a hunt group bear a
    charge each and stand in the inventory with their number of lines. Charges for
    other days, such as the rest of the month in which a line was added, are counted
    by themselves. Where the bills went down to the lines there are, lines were given
    up then, and what came before was right. The lines beyond are claimed, the last
    ones on the bill first.

    Why it happens: lines are disconnected, and the charge that was keyed as a
    quantity stays as it was.

    What to ask for: the carrier's own service record, and a credit of the charges beyond it.
    """

    code = "D01"
    title = "More line charges than lines"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    looks_at = LINE_CHARGES.of("subscriber_line_charge").with_(Trait.OWNED).by_records
    inputs = (
        AMOUNT,
        QUANTITY,
        values("earlier", "units charged before on the bill", "line.quantity"),
        values("working", "working lines", "service.lines"),
    )
    formula = "amount * min(quantity, total(earlier) + quantity - total(working)) / quantity"
    clause = "is charged for more lines than there are"
    explanation = "{quantity} more line charges; the account has {working}."
    sql = """
        WITH totals AS (
            SELECT t.invoice_id, t.account_id, b.bill_date, max(t.units) AS units FROM (
                SELECT w.invoice_id, w.account_id, sum(w.quantity) AS units
                FROM wireline w WHERE w.is_eucl AND w.quantity > 0
                GROUP BY w.invoice_id, w.account_id, w.period_from, w.period_to
            ) t JOIN bills b ON b.invoice_id = t.invoice_id
            GROUP BY t.invoice_id, t.account_id, b.bill_date
        )
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*, l.working,
                c.amount * least(c.quantity, c.before + c.quantity - l.lines) / c.quantity AS claim
            FROM (
                SELECT w.*, coalesce(sum(w.quantity) OVER sooner, 0) AS before,
                    coalesce(jsonb_agg(jsonb_build_object(
                        'line', w.line_id, 'quantity', w.quantity::text
                    )) OVER sooner, '[]') AS earlier
                FROM wireline w WHERE w.is_eucl AND w.quantity > 0
                WINDOW sooner AS (
                    PARTITION BY w.invoice_id, w.period_from, w.period_to
                    ORDER BY {line_order w}
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                )
            ) c
            JOIN working_lines l USING (invoice_id)
            JOIN totals own USING (invoice_id)
            WHERE c.before + c.quantity > l.lines
                AND NOT (EXISTS (
                    SELECT FROM totals t WHERE t.account_id = c.account_id
                        AND t.bill_date > own.bill_date AND t.units <= l.lines
                ) AND NOT EXISTS (
                    SELECT FROM totals t WHERE t.account_id = c.account_id
                        AND t.bill_date < own.bill_date AND t.units <= l.lines
                ))
                AND NOT EXISTS (
                    SELECT FROM wireline w
                    LEFT JOIN inventory i ON i.billed_service_id = w.billed_service_id
                    LEFT JOIN clients_service s ON s.id = i.service_id
                    WHERE w.invoice_id = c.invoice_id AND w.billed_service_id IS NOT NULL
                        AND (s.state IS DISTINCT FROM 'confirmed'
                            OR s.account_id IS DISTINCT FROM w.account_id)
                )
        ) c
    """
    _PBX = Owned(account="A-1", seats=4)
    examples = (
        trap(
            "A line that was added: the rest of its first month stands beside the whole next one",
            Billed(amount="4.60", quantity="1", period=("2026-02-15", "2026-02-28"), **EUCL),
            Billed(amount="9.20", quantity="1", rate="9.20", **EUCL),
            inventory=(Owned(account="A-1", seats=1),),
        ),
        trap(
            "Two of six trunks were given up, as the bills say from April on",
            bill(Billed(amount="55.20", quantity="6", rate="9.20", **EUCL)),
            bill(
                Billed(amount="36.80", quantity="4", rate="9.20", **EUCL),
                number="1002", on="2026-04-01", file="april.csv",
            ),
            inventory=(_PBX,),
        ),
        example(
            "Six charges on a PBX with four trunks",
            Billed(amount="55.20", quantity="6", rate="9.20", over="18.40", **EUCL),
            inventory=(_PBX,),
        ),
        example(
            "Three lines are left, and four are charged one by one",
            *(Billed(amount="9.20", quantity="1", **EUCL) for _ in range(3)),
            Billed(amount="9.20", quantity="1", over="9.20", **EUCL),
            inventory=(Owned(account="A-1", seats=3),),
        ),
        example(
            "As many as there are",
            Billed(amount="36.80", quantity="4", **EUCL),
            inventory=(_PBX,),
        ),
        trap(
            "Eight trunks of a hunt group bear one each",
            Billed(amount="73.60", quantity="8", **EUCL),
            inventory=(Owned(account="A-1", seats=8),),
        ),
        trap(
            "Nobody has written down how many lines the main number has",
            Billed(amount="73.60", quantity="8", **EUCL),
            inventory=(Owned(account="A-1"),),
        ),
        trap(
            "The inventory lacks a line that the bill charges",
            Billed(amount="36.80", quantity="4", **EUCL),
            Billed(amount="9.20", quantity="1", service="315-200-0014", **EUCL),
            inventory=(_PBX,),
        ),
    )  # fmt: skip


class SingleLineAsMultiline(Check):
    """A single business line bears the line charge of a multiline customer.

    The federal cap for a single line is 6.50, that for each of several 9.20. The
    account bears one line charge, and at the line's site the inventory knows no
    other service. Several accounts at one site make a multiline customer, which
    the site tells as long as its services are on file. Nothing is claimed before
    a person has confirmed it.

    Why it happens: the other lines were disconnected, and the class of the last
    one was not changed.

    What to ask for: the single line's class of service, and a credit of the difference.
    """

    code = "D07"
    title = "Single line billed as one of several"
    severity = Severity.LOW
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    looks_at = LINE_CHARGES.of("subscriber_line_charge").with_(Trait.OWNED).by_records
    settings = (
        tolerance(
            "6.50",
            "most a single line may bear",
            "cap",
            most="100",
            means="The line charge up to which a single line is billed rightly.",
        ),
    )
    inputs = (
        AMOUNT,
        text("service_number", "only service of its site", "service.number"),
        number("lines", "its working lines", "service.lines"),
        settings[0].input,
    )
    formula = "amount - cap"
    clause = "bears the line charge of a multiline customer"
    explanation = "{amount} is charged to the only line of its site; {cap} is the most it may bear."
    sql = """
        SELECT w.*, s.id AS service_id, s.number AS service_number, 1 AS lines,
            %(cap)s::numeric AS cap, %(cap)s::numeric AS expected,
            w.amount - %(cap)s::numeric AS claim
        FROM wireline w
        JOIN bills b USING (invoice_id)
        JOIN inventory i ON i.billed_service_id = w.billed_service_id
        JOIN clients_service s ON s.id = i.service_id
        WHERE w.is_eucl AND coalesce(w.quantity, 1) = 1 AND b.currency = 'USD'
            AND w.amount > %(cap)s::numeric AND w.amount <= 9.20
            AND s.state = 'confirmed' AND coalesce(s.seats, 1) = 1 AND s.site_id IS NOT NULL
            AND w.invoice_id IN (
                SELECT x.invoice_id FROM wireline x WHERE x.is_eucl
                GROUP BY x.invoice_id HAVING count(*) = 1
            )
            AND NOT EXISTS (
                SELECT FROM clients_service o
                WHERE o.client_id = %(client)s AND o.site_id = s.site_id AND o.id <> s.id
                    AND o.state <> 'dismissed'
                    AND coalesce(o.disconnect_date, 'infinity') >= b.bill_date
            )
    """
    examples = (
        example(
            "The only line of a shop bears 9.20",
            Billed(amount="9.20", over="2.70", **EUCL),
            inventory=(Owned(site="SHOP"),),
        ),
        example(
            "It bears 6.50",
            Billed(amount="6.50", **EUCL),
            inventory=(Owned(site="SHOP"),),
        ),
        trap(
            "Another account has a line at the same site",
            Billed(amount="9.20", **EUCL),
            inventory=(Owned(site="SHOP"), Owned(service="315-200-0014", site="SHOP")),
        ),
    )
