"""The same circuit twice, more speed than was ordered, more seats than there are."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, QUANTITY, number, text
from billing_audit.checks.inventory.needs import FAR_ENDS, SEATS
from billing_audit.checks.inventory.papers import OTHER, Clause, Known
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED

meaning(
    "seat",
    "licence, seat or user",
    says=(r"seats?", r"licen[cs]es?", r"users?", r"extensions?", r"stations?"),
    says_not=(r"end user", r"one[- ]time"),
)
ENDS = {"site": "HQ", "far_end": "DC", "product": "Ethernet", "speed": "100"}
SEAT = {"code": "SEAT", "description": "Voice seats, standard", "rate": "20.00"}


class SameCircuitTwice(Check):
    """Two services with the same ends, product and speed are billed for the same days.

    The cheaper of the two is reported, because the dearer one is what remains
    when a replacement was forgotten. Two circuits may well be wanted, so those
    that share a redundancy group, are parts of something or are kept on purpose
    are left alone, and nothing is claimed until a person says that the finding is valid.

    Why it happens: a circuit was ordered again under a new number, at a renewal
    or a change of speed, and the first one was never taken out.

    What to ask for: the order for each of the two; without one, a credit and the removal.
    """

    code = "C06"
    title = "Same circuit twice"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY, FAR_ENDS)
    looks_at = OWNED
    inputs = (AMOUNT, PERIOD_FROM, text("twin", "the same circuit again", "twin.number"))
    formula = "amount"
    clause = "runs between the same ends as another circuit"
    explanation = "{twin} has the same ends, product and speed, and is billed for the same days."
    sql = """
        WITH twins AS (
            SELECT a.billed_service_id, a.service_id, t.billed_service_id AS twin_billed_id,
                t.service_id AS twin_id, t.number AS twin
            FROM owned a JOIN owned t
                ON t.site_id = a.site_id AND t.far_end_id = a.far_end_id
                AND t.product = a.product AND t.speed_mbps = a.speed_mbps
                AND t.service_id <> a.service_id
            WHERE a.product <> '' AND a.parent_id IS NULL AND t.parent_id IS NULL
                AND a.kept_because = '' AND t.kept_because = ''
                AND (a.redundancy_group = '' OR a.redundancy_group <> t.redundancy_group)
        ), monthly AS (
            SELECT c.billed_service_id, c.invoice_id, sum(c.amount) AS together,
                min(c.period_from) AS begins, max(c.period_to) AS ends
            FROM charges c
            WHERE {recurring c} AND c.billed_service_id IN (SELECT billed_service_id FROM twins)
            GROUP BY 1, 2
        )
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, t.twin_id, t.twin
            FROM charges c JOIN monthly own USING (billed_service_id, invoice_id)
            JOIN LATERAL (
                SELECT t.twin_id, t.twin FROM twins t
                JOIN monthly theirs ON theirs.billed_service_id = t.twin_billed_id
                WHERE t.billed_service_id = c.billed_service_id
                    AND theirs.begins <= c.period_from AND theirs.ends >= c.period_to
                    AND (own.together, t.service_id) < (theirs.together, t.twin_id)
                ORDER BY t.twin_id LIMIT 1
            ) t ON true
            WHERE {recurring c}
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "The circuit of before and the dearer one that replaced it",
            Billed(amount="580.00", over="580.00"),
            Billed(amount="640.00", service=OTHER),
            papers=(Known(**ENDS), Known(service=OTHER, **ENDS)),
        ),
        trap(
            "Main line and backup share a redundancy group",
            Billed(amount="580.00"),
            Billed(amount="640.00", service=OTHER),
            papers=(Known(group="HQ-DC", **ENDS), Known(service=OTHER, group="HQ-DC", **ENDS)),
        ),
        example(
            "Another speed",
            Billed(amount="580.00"),
            Billed(amount="640.00", service=OTHER),
            papers=(Known(**ENDS), Known(service=OTHER, **(ENDS | {"speed": "1000"}))),
        ),
        example(
            "The other one is no longer billed for March",
            Billed(amount="580.00"),
            Billed(amount="640.00", service=OTHER, period=("2026-02-01", "2026-02-28")),
            papers=(Known(**ENDS), Known(service=OTHER, **ENDS)),
        ),
    )


class MoreSeatsThanUsed(Check):
    """More licences or seats are billed than the inventory has for the service.

    The contract may ask for a minimum, which is owed even when fewer are used;
    the larger of the two numbers is what may be billed. The inventory counts
    who has a seat, and the order may have been for more: nothing is claimed
    until a person has looked at it and says that the finding is valid.

    Why it happens: seats are added for every hire, and nobody takes those of
    leavers out; or the removal was ordered and not billed.

    What to ask for: the order for each seat; a credit since the order that removed them.
    """

    code = "C19"
    title = "More seats than there are"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY, SEATS)
    looks_at = OWNED.of("seat")
    inputs = (
        AMOUNT,
        QUANTITY,
        number("seats", "seats on file", "facts.seats"),
        number("minimum", "minimum of the contract", "contract.minimum_seats"),
    )
    formula = {
        "used": "amount * (quantity - seats) / quantity",
        "minimum": "amount * (quantity - minimum) / quantity",
    }
    clause = "is billed for more seats than there are"
    explanation = (
        "{quantity} are billed; {seats} are on file, and the contract's minimum is {minimum}."
    )
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*,
                c.amount * (c.quantity - greatest(c.seats, c.minimum)) / c.quantity AS claim,
                CASE WHEN c.minimum > c.seats THEN 'minimum' ELSE 'used' END AS formula
            FROM (
                SELECT c.*, s.service_id AS facts_id, s.seats, k.id AS contract_id,
                    k.minimum_seats AS minimum
                FROM charges c JOIN bills b USING (invoice_id)
                JOIN owned s USING (billed_service_id)
                JOIN (SELECT * FROM wordings w WHERE {means w seat} OFFSET 0) w ON {worded c}
                LEFT JOIN LATERAL (
                    SELECT k.id, k.minimum_seats FROM clients_contract k
                    WHERE k.client_id = %(client)s AND k.carrier_id = b.carrier_id
                        AND k.minimum_seats IS NOT NULL
                        AND (k.term IS NULL OR k.term @> c.period_from)
                    ORDER BY k.minimum_seats DESC, k.id LIMIT 1
                ) k ON true
                WHERE {recurring c} AND c.quantity > s.seats
            ) c
            WHERE c.quantity > greatest(c.seats, c.minimum)
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "50 seats are billed and 42 are in use",
            Billed(amount="1000.00", quantity="50", over="160.00", **SEAT),
            papers=(Known(seats=42),),
        ),
        example(
            "The contract's minimum of 45 is owed",
            Billed(amount="1000.00", quantity="50", over="100.00", **SEAT),
            papers=(Clause(minimum_seats=45), Known(seats=42)),
        ),
        trap(
            "The contract asks for 50 at least",
            Billed(amount="1000.00", quantity="50", **SEAT),
            papers=(Clause(minimum_seats=50), Known(seats=42)),
        ),
        example(
            "As many as there are",
            Billed(amount="840.00", quantity="42", **SEAT),
            papers=(Known(seats=42),),
        ),
        example(
            "A block of numbers is no seat",
            Billed(amount="50.00", quantity="100", code="DID", description="DID numbers"),
            papers=(Known(seats=42),),
        ),
    )
