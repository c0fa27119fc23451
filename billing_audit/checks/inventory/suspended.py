"""Suspended services that are billed as if they were in use."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, money, values
from billing_audit.checks.inventory.needs import SUSPENSIONS
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED
from billing_audit.checks.settings import threshold

SINCE_FEBRUARY = ("2026-02-01", "2026-07-31")
LIMIT = threshold(
    "longest",
    "90",
    "days a suspension may last",
    "days",
    most="730",
    means=("The carrier ends a suspension by itself after so long, so later days are not claimed."),
)

# The largest recurring charge of the service on the bill speaks for all of them together: the
# rate while suspended is what the service as a whole may cost in a month.
SUSPENDED = """
    SELECT c.*, c.suspended_rate AS expected FROM (
        SELECT c.*, least(c.amount, c.together - c.suspended_rate) AS claim FROM (
            SELECT c.*, s.service_id AS facts_id, s.suspended_rate, s.suspended_from,
                row_number() OVER (PARTITION BY c.invoice_id, c.billed_service_id
                    ORDER BY c.amount DESC, c.line_id) AS place,
                sum(c.amount) OVER same AS together,
                jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text))
                    OVER same AS charges
            FROM charges c JOIN owned s USING (billed_service_id)
            WHERE {recurring c}
                AND c.period_from >= s.suspended_from AND c.period_to < s.suspended_until
                AND c.period_to - c.period_from < 31
                AND <which>
            WINDOW same AS (PARTITION BY c.invoice_id, c.billed_service_id)
        ) c
        WHERE c.place = 1 AND c.together > c.suspended_rate
        OFFSET 0
    ) c
    WHERE NOT {credited c}
"""
INPUTS = (
    AMOUNT,
    PERIOD_FROM,
    values("charges", "monthly charges of the service", "line.amount"),
    money("suspended_rate", "rate while suspended", "facts.suspended_rate"),
)


class SuspendedAndBilledInFull(Check):
    """A service is billed at more than the rate agreed for the time it is suspended.

    All recurring charges of the service on one bill are held together against
    that rate; what they come to above it is claimed on the largest of them.
    Only periods of up to a month that lie in the suspension as a whole count.
    A suspension ends with its last day, also where the carrier ends it by
    itself after so many days: the inventory has to say so.

    Why it happens: the order to suspend reaches the network and not billing.

    What to ask for: a credit of the difference since the first day of the suspension.
    """

    code = "C18"
    title = "Suspended and billed in full"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY, SUSPENSIONS)
    looks_at = OWNED
    inputs = INPUTS
    formula = "min(amount, total(charges) - suspended_rate)"
    clause = "is billed in full while it is suspended"
    explanation = (
        "{charges} from {period_from}; while suspended the service costs {suspended_rate}."
    )
    sql = SUSPENDED.replace("<which>", "s.device = ''")
    examples = (
        example(
            "Suspended at 15.00 a month, billed at 310.00",
            Billed(amount="310.00", over="295.00"),
            papers=(Known(suspended=SINCE_FEBRUARY, suspended_rate="15"),),
        ),
        example(
            "Two charges of the service are held against the rate together",
            Billed(amount="12.00", code="FEAT"),
            Billed(amount="310.00", over="307.00"),
            papers=(Known(suspended=SINCE_FEBRUARY, suspended_rate="15"),),
        ),
        example(
            "Billed at the rate of a suspension",
            Billed(amount="15.00"),
            papers=(Known(suspended=SINCE_FEBRUARY, suspended_rate="15"),),
        ),
        trap(
            "The carrier ended the suspension after its limit of 90 days",
            Billed(amount="310.00"),
            papers=(Known(suspended=("2025-11-10", "2026-02-07"), suspended_rate="15"),),
        ),
        example(
            "Suspended from the middle of the month on",
            Billed(amount="310.00"),
            papers=(Known(suspended=("2026-03-15", None), suspended_rate="15"),),
        ),
        example(
            "What a suspended service costs was not agreed",
            Billed(amount="310.00"),
            papers=(Known(suspended=SINCE_FEBRUARY),),
        ),
    )


class SuspendedLineAtFullRate(Check):
    """A mobile line is billed at more than the rate for the time it is suspended.

    As with other services, all recurring charges of the line on one bill are
    held together against the rate while suspended. Carriers end a suspension by
    themselves after some time, so only days within that limit count, however
    long the inventory takes the line for suspended.

    Why it happens: a suspension without a reduced rate was keyed, or the
    reduced rate ended with a change of plan.

    What to ask for: a credit of the difference, and the line's suspension history.
    """

    code = "F14"
    title = "Suspended line at the full rate"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY, SUSPENSIONS)
    looks_at = OWNED
    settings = (LIMIT,)
    inputs = (*INPUTS, LIMIT.input)
    formula = "min(amount, total(charges) - suspended_rate)"
    clause = "is billed at the full rate while it is suspended"
    explanation = "{charges} from {period_from}; while suspended the line costs {suspended_rate}."
    sql = SUSPENDED.replace(
        "<which>", "s.device <> '' AND c.period_to < s.suspended_from + %(longest)s::int"
    ).replace(
        "SELECT c.*, c.suspended_rate AS", "SELECT c.*, %(longest)s AS longest, c.suspended_rate AS"
    )
    examples = (
        example(
            "A suspended phone is billed its plan",
            Billed(amount="45.00", over="40.00"),
            papers=(Known(device="phone", suspended=SINCE_FEBRUARY, suspended_rate="5"),),
        ),
        example(
            "A plan and a feature: what is left is claimed on the larger of them",
            Billed(amount="45.00", over="45.00"),
            Billed(amount="30.00", code="FEAT"),
            papers=(Known(device="phone", suspended=SINCE_FEBRUARY, suspended_rate="5"),),
        ),
        trap(
            "After 90 days the carrier bills the line again, whatever the inventory says",
            Billed(amount="45.00"),
            papers=(Known(device="phone", suspended=("2025-12-10", None), suspended_rate="5"),),
        ),
        example(
            "Billed the reduced rate",
            Billed(amount="5.00"),
            papers=(Known(device="phone", suspended=SINCE_FEBRUARY, suspended_rate="5"),),
        ),
    )
