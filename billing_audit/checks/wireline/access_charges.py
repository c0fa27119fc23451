"""Federal access charges on telephone lines: caps on what one line may bear."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LINE_CHARGES
from billing_audit.checks.settings import tolerance

EUCL = {"code": "9ZR", "description": "Subscriber line charge", "charge": "surcharge"}
PICC = {"code": "PICC", "description": "National access fee", "charge": "surcharge"}
CENTREX = {"code": "PICC", "description": "PICC, Centrex line", "charge": "surcharge"}
CAP = {"one": "amount - cap", "several": "amount - quantity * cap"}


class CentrexLineAsAFullLine(Check):
    """A Centrex line bears more than a ninth of a PICC.

    Nine Centrex lines count as one trunk: of the most a multiline business line
    may bear, each owes a ninth, where the customer has nine or more
    (47 CFR 69.153). Fewer share one whole charge and are left alone. The rule
    binds incumbents under price caps, so nothing is claimed before a person has
    said that the carrier is one.

    Why it happens: the long-distance carrier takes Centrex lines for plain ones.

    What to ask for: a credit down to a ninth per line, back to the beginning.
    """

    code = "D04"
    title = "Centrex line bears more than a ninth of a PICC"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.PRICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("picc")
    settings = (
        tolerance(
            "4.31",
            "most a line may bear",
            "cap",
            most="100",
            means="A ninth of it is what one Centrex line may bear in a month.",
        ),
    )
    inputs = (AMOUNT, QUANTITY, settings[0].input)
    formula = "amount - quantity * cap / 9"
    clause = "is charged to Centrex lines as if they were plain ones"
    explanation = "{quantity} Centrex lines bear {amount}; each owes a ninth of {cap}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT w.*, %(cap)s::numeric AS cap,
                w.amount - w.quantity * %(cap)s::numeric / 9 AS claim
            FROM wireline w
            JOIN bills b USING (invoice_id)
            WHERE w.is_picc AND w.is_centrex AND w.quantity > 0 AND b.currency = 'USD'
                AND w.amount / w.quantity > round(%(cap)s::numeric / 9, 2)
                AND 9 <= (
                    SELECT sum(x.quantity) FROM wireline x
                    WHERE x.invoice_id = w.invoice_id AND x.is_picc AND x.is_centrex
                )
        ) c
    """
    examples = (
        example(
            "A hundred Centrex lines bear 2.75 each",
            Billed(amount="275.00", quantity="100", rate="2.75", over="227.11", **CENTREX),
        ),
        example(
            "A ninth of 4.31 is 0.48 in cents",
            Billed(amount="48.00", quantity="100", rate="0.48", **CENTREX),
        ),
        trap(
            "Four Centrex lines share one whole charge",
            Billed(amount="4.32", quantity="4", rate="1.08", **CENTREX),
        ),
        trap(
            "Plain business lines bear it whole",
            Billed(amount="43.10", quantity="10", rate="4.31", **PICC),
        ),
    )


class PiccAboveItsCap(Check):
    """A PICC is charged above its cap, or to a payphone.

    A multiline business line may bear 4.31 a month, a payphone line none
    (47 CFR 69.153). The charge has largely been phased out, and what bills call
    National Access Fee or Carrier Line Charge may be a price of the carrier's
    own; nothing is claimed before a person has read the contract.

    Why it happens: the carrier adds its own mark-up under the name of a federal
    charge.

    What to ask for: the rule that the charge rests on, and a credit above its cap.
    """

    code = "D05"
    title = "PICC above its cap"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.PRICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("picc").by_prices
    settings = (
        tolerance(
            "4.31",
            "most a line may bear",
            "cap",
            most="100",
            means="The charge of a month up to which a line is billed rightly.",
        ),
    )
    inputs = (AMOUNT, QUANTITY, settings[0].input)
    formula = {**CAP, "payphone": "amount"}
    clause = "is charged above its cap"
    explanation = "{amount} are charged; {cap} is the most a line may bear."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT w.*, %(cap)s::numeric AS cap,
                CASE WHEN w.is_payphone THEN 'payphone' WHEN w.quantity > 0 THEN 'several'
                    ELSE 'one' END AS formula,
                CASE WHEN w.is_payphone THEN w.amount
                    ELSE w.amount - coalesce(w.quantity, 1) * %(cap)s::numeric END AS claim
            FROM wireline w
            JOIN bills b USING (invoice_id)
            WHERE w.is_picc AND NOT w.is_centrex AND b.currency = 'USD'
                AND coalesce(w.quantity, 1) > 0
        ) c WHERE c.claim > 0
    """
    examples = (
        example(
            "Ten lines bear 5.95 each",
            Billed(amount="59.50", quantity="10", rate="5.95", over="16.40", **PICC),
        ),
        example(
            "A payphone bears one",
            Billed(amount="4.31", code="PICC", description="PICC, pay phone", charge="surcharge",
                   over="4.31"),
        ),
        example("At the cap", Billed(amount="43.10", quantity="10", rate="4.31", **PICC)),
        trap(
            "Two months are billed at once",
            Billed(amount="8.62", period=("2026-02-01", "2026-03-31"), **PICC),
        ),
    )  # fmt: skip


class LineChargeAboveItsCap(Check):
    """A subscriber line charge is above the federal cap for business lines.

    An incumbent carrier may charge a multiline business line 9.20 a month. The
    access recovery charge beside it is another charge with a cap of its own and
    does not count. Competitive carriers may price as they like, and the FCC has
    asked whether to give the cap up, so nothing is claimed before a person has
    said that it binds this carrier.

    Why it happens: the access recovery charge or a mark-up is folded into the
    line charge.

    What to ask for: a credit of what exceeds the cap, or the tariff that allows it.
    """

    code = "D06"
    title = "Line charge above its cap"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.PRICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("subscriber_line_charge").by_prices
    settings = (
        tolerance(
            "9.20",
            "most a business line may bear",
            "cap",
            most="100",
            means="The charge of a month up to which a line is billed rightly.",
        ),
    )
    inputs = (AMOUNT, QUANTITY, settings[0].input)
    formula = CAP
    clause = "is charged above its cap"
    explanation = "{amount} are charged; {cap} is the most a line may bear."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT w.*, %(cap)s::numeric AS cap,
                CASE WHEN w.quantity > 0 THEN 'several' ELSE 'one' END AS formula,
                w.amount - coalesce(w.quantity, 1) * %(cap)s::numeric AS claim
            FROM wireline w
            JOIN bills b USING (invoice_id)
            WHERE w.is_eucl AND b.currency = 'USD' AND coalesce(w.quantity, 1) > 0
        ) c WHERE c.claim > 0
    """
    examples = (
        example(
            "Three lines at 9.85",
            Billed(amount="29.55", quantity="3", rate="9.85", over="1.95", **EUCL),
        ),
        example("A line at 9.20", Billed(amount="9.20", **EUCL)),
        trap(
            "The access recovery charge has a cap of its own",
            Billed(amount="9.20", **EUCL),
            Billed(amount="3.00", code="ARC", description="Access recovery charge",
                   charge="surcharge"),
        ),
        trap(
            "Two months are billed at once",
            Billed(amount="18.40", period=("2026-02-01", "2026-03-31"), **EUCL),
        ),
    )  # fmt: skip


class TouchTone(Check):
    """A line is charged for touch-tone dialling.

    Dialling by tones was an extra when telephones had dials; no exchange does
    without today, and few carriers still charge for it. Where a tariff lists it
    the charge is lawful, so nothing is asked back: it is shown as what the client
    could stop paying. Tariffs that contain it charge nothing and are left alone.

    Why it happens: the code stayed on old lines when new ones no longer got it.

    What to ask for: its removal, and a credit as goodwill.
    """

    code = "D09"
    title = "Touch-tone is charged"
    severity = Severity.LOW
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.SAVING
    subject = Subject.SERVICE
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("touch_tone")
    inputs = (AMOUNT,)
    formula = "amount"
    clause = "is charged for touch-tone dialling"
    explanation = "{amount} for what every line has."
    sql = """
        SELECT w.*, 0 AS expected, w.amount AS claim
        FROM wireline w WHERE w.is_touch_tone AND w.charge_type = {type recurring}
    """
    examples = (
        example(
            "Five dollars beside a business line",
            Billed(amount="20.00", code="1FB", description="Business line"),
            Billed(amount="5.00", code="TTB", description="Touch tone", over="5.00"),
        ),
        trap(
            "The tariff contains it",
            Billed(amount="20.00", code="1FB", description="Business line"),
            Billed(amount="0.00", code="TTB", description="Touch tone"),
        ),
        example("A business line alone", Billed(amount="20.00", code="1FB"), inventory=(Owned(),)),
    )
