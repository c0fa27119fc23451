"""What went on being billed after the place, or the service it belonged to, was given up."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, text
from billing_audit.checks.inventory.needs import CLOSED_SITES, PARENTS
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED


class BilledAtAClosedSite(Check):
    """A recurring charge of a service whose site was closed before the period began.

    A closed site alone obliges a carrier to nothing: unless the disconnect was
    ordered, only the future can be saved. So nothing is claimed until a person
    has looked for the order and said that the finding is valid. A service that
    the inventory says is kept on purpose is left alone, and so is one with a
    disconnect date of its own, which other checks look at.

    Why it happens: facilities close a site and tell nobody who orders telecom,
    or the order failed because the bill does not show the circuit's number.

    What to ask for: the disconnect, and where it had been ordered a credit since then.
    """

    code = "C03"
    title = "Billed at a closed site"
    severity = Severity.CRITICAL
    confidence = Confidence.MEDIUM
    precedence = Precedence.DISCONNECTED
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY, CLOSED_SITES)
    looks_at = OWNED
    inputs = (AMOUNT, PERIOD_FROM, day("closed_on", "site closed on", "site.closed_on"))
    formula = "amount"
    clause = "is billed at a site that is closed"
    explanation = "Billed from {period_from}; the site was closed on {closed_on}."
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, s.site_id, s.site_closed_on AS closed_on
            FROM charges c JOIN owned s USING (billed_service_id)
            WHERE {recurring c} AND s.site_closed_on < c.period_from
                AND s.kept_because = '' AND s.disconnect_date IS NULL
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "The site was closed in February",
            Billed(amount="310.00", over="310.00"),
            papers=(Known(site="TARN", site_closed="2026-02-20"),),
        ),
        example(
            "The site closes on the first day that is billed",
            Billed(amount="310.00"),
            papers=(Known(site="TARN", site_closed="2026-03-01"),),
        ),
        trap(
            "The alarm line is left on purpose",
            Billed(amount="42.00"),
            papers=(Known(site="TARN", site_closed="2026-02-20", kept="alarm line"),),
        ),
        trap(
            "The site is let to somebody who uses the line",
            Billed(amount="42.00"),
            papers=(Known(site="TARN", site_closed="2026-02-20", kept="sub-let site"),),
        ),
        example(
            "The last calls are billed a month later",
            Billed(amount="9.00", charge="usage", code="USG"),
            papers=(Known(site="TARN", site_closed="2026-02-20"),),
        ),
    )


class PartBilledWithoutItsWhole(Check):
    """A recurring charge of a part whose service was disconnected before the period began.

    A local loop, a router or a block of numbers has no use without the service
    it is part of. The part itself has no disconnect date. A part that is kept
    on purpose, such as a loop that something else shares, is left alone.

    Why it happens: the order to disconnect names the port; the loop of another
    supplier, the router or the numbers live in other systems and stay.

    What to ask for: a credit back to the disconnect of the service, and the end of the charge.
    """

    code = "C09"
    title = "Part of a disconnected service"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.DISCONNECTED
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY, PARENTS)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        text("parent", "part of", "parent.number"),
        day("disconnect_date", "its last day of service", "parent.disconnect_date"),
    )
    formula = "amount"
    clause = "is billed though the service it is part of is gone"
    explanation = (
        "Billed from {period_from}; {parent}, of which it is a part, ended on {disconnect_date}."
    )
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, s.parent_id, p.number AS parent, p.disconnect_date
            FROM charges c
            JOIN owned s USING (billed_service_id)
            JOIN clients_service p ON p.id = s.parent_id
            WHERE {recurring c} AND p.disconnect_date < c.period_from
                AND s.disconnect_date IS NULL AND s.kept_because = ''
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "The port was disconnected in February, its loop is billed for March",
            Billed(amount="95.00", service="LOOP-1", over="95.00"),
            papers=(
                Known(disconnected="2026-02-15"),
                Known(service="LOOP-1", parent="315-200-0007"),
            ),
        ),
        trap(
            "The loop carries a second circuit as well",
            Billed(amount="95.00", service="LOOP-1"),
            papers=(
                Known(disconnected="2026-02-15"),
                Known(service="LOOP-1", parent="315-200-0007", kept="shared with 315-200-0014"),
            ),
        ),
        example(
            "The first day billed was the port's last",
            Billed(amount="95.00", service="LOOP-1"),
            papers=(
                Known(disconnected="2026-03-01"),
                Known(service="LOOP-1", parent="315-200-0007"),
            ),
        ),
        example(
            "The port is still there",
            Billed(amount="95.00", service="LOOP-1"),
            papers=(Known(), Known(service="LOOP-1", parent="315-200-0007")),
        ),
        example(
            "The port ends within the period",
            Billed(amount="95.00", service="LOOP-1"),
            papers=(
                Known(disconnected="2026-03-15"),
                Known(service="LOOP-1", parent="315-200-0007"),
            ),
        ),
        example(
            "The charge is given back for the same month",
            Billed(amount="95.00", service="LOOP-1"),
            Billed(amount="-95.00", service="LOOP-1", charge="credit", code="CR"),
            papers=(
                Known(disconnected="2026-02-15"),
                Known(service="LOOP-1", parent="315-200-0007"),
            ),
        ),
    )
