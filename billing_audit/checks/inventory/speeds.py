"""More speed than was ordered."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, money, number
from billing_audit.checks.inventory.needs import SPEEDS
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED


class FasterThanOrdered(Check):
    """A charge names a higher speed than the inventory has for the service.

    Only a description that names a single speed, and not that of a port, an
    access line or a commitment, is held against the inventory; a service that
    has any other charge with the speed on file is left alone, because then the
    two are port and commitment. Where the bills went from the higher speed to
    the one on file, the service was changed then, and what came before was right.
    Claimed is what is billed above the monthly rate on file for the speed that
    was ordered.

    Why it happens: an upgrade that was quoted and not ordered, or a downgrade
    that changed the circuit and not the charge.

    What to ask for: the ordered speed's rate since the change, and the corrected charge.
    """

    code = "C08"
    title = "Billed faster than ordered"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, INVENTORY, SPEEDS)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        number("billed_mbps", "speed billed, Mbit/s", "line.speed_mbps"),
        number("speed_mbps", "speed on file, Mbit/s", "facts.speed_mbps"),
        money("monthly_rate", "monthly rate on file", "facts.monthly_rate"),
    )
    formula = "amount - monthly_rate"
    clause = "is billed at a higher speed than ordered"
    explanation = (
        "Billed at {billed_mbps} Mbit/s; on file are {speed_mbps} Mbit/s at {monthly_rate}."
    )
    sql = """
        WITH speeds AS (
            SELECT c.*, s.service_id AS facts_id, s.speed_mbps, s.monthly_rate,
                said.number * CASE upper(said.letter)
                    WHEN 'G' THEN 1000 WHEN 'M' THEN 1 ELSE 0.001 END AS billed_mbps
            FROM charges c
            JOIN owned s USING (billed_service_id)
            CROSS JOIN LATERAL (
                SELECT min(m[1])::numeric AS number, min(m[2]) AS letter
                FROM regexp_matches(
                    c.description, '\\m(\\d+(?:\\.\\d+)?) ?([KMG])(?:bps|b/s|bit/s)?\\M', 'gi') m
                HAVING count(*) = 1
            ) said
            WHERE {recurring c} AND s.speed_mbps IS NOT NULL AND s.device = ''
        )
        SELECT c.*, c.monthly_rate AS expected FROM (
            SELECT c.*, c.amount - c.monthly_rate AS claim FROM speeds c
            WHERE c.billed_mbps > c.speed_mbps AND c.amount > c.monthly_rate
                AND coalesce(c.quantity, 1) = 1
                AND c.period_to - c.period_from < 31
                AND c.description
                    !~* '\\m(access|loop|local|interface|commit\\w*|cir|burst\\w*|port)\\M'
                AND NOT EXISTS (
                    SELECT FROM speeds x
                    WHERE x.invoice_id = c.invoice_id
                        AND x.billed_service_id = c.billed_service_id
                        AND x.billed_mbps = c.speed_mbps
                )
                AND NOT (EXISTS (
                    SELECT FROM speeds x
                    WHERE x.billed_service_id = c.billed_service_id
                        AND x.billed_mbps = c.speed_mbps AND x.period_from > c.period_from
                ) AND NOT EXISTS (
                    SELECT FROM speeds x
                    WHERE x.billed_service_id = c.billed_service_id
                        AND x.billed_mbps = c.speed_mbps AND x.period_from < c.period_from
                ))
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "100 Mbit/s were ordered at 480.00, and 1 Gbit/s is billed",
            Billed(amount="1150.00", description="Dedicated internet 1 Gbps", over="670.00"),
            papers=(Known(speed="100", rate="480"),),
        ),
        example(
            "The speed that was ordered",
            Billed(amount="520.00", description="Dedicated internet 100 Mbps"),
            papers=(Known(speed="100", rate="480"),),
        ),
        trap(
            "Taken down to 100 Mbit/s in April, as the bills say and the inventory does",
            bill(Billed(amount="1150.00", description="Dedicated internet 1 Gbps")),
            bill(
                Billed(
                    amount="480.00",
                    description="Dedicated internet 100 Mbps",
                    period=("2026-04-01", "2026-04-30"),
                ),
                number="1002",
                on="2026-04-01",
                file="april.csv",
            ),
            papers=(Known(speed="100", rate="480"),),
        ),
        trap(
            "The port is faster than what is committed",
            Billed(amount="1150.00", description="Port 1 Gbps"),
            papers=(Known(speed="100", rate="480"),),
        ),
        trap(
            "One charge for the port's speed and one for the committed rate",
            Billed(amount="1150.00", description="Ethernet 1 Gbps"),
            Billed(amount="300.00", code="CIR", description="Ethernet 100 Mbps"),
            papers=(Known(speed="100", rate="480"),),
        ),
        trap(
            "Port and committed rate in one description",
            Billed(amount="1150.00", description="Ethernet 1 Gbps, 100 Mbps"),
            papers=(Known(speed="100", rate="480"),),
        ),
        example(
            "Nobody knows what the ordered speed costs",
            Billed(amount="1150.00", description="Dedicated internet 1 Gbps"),
            papers=(Known(speed="100"),),
        ),
    )
