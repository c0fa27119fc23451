"""Services of the inventory that no bill charges."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import text
from billing_audit.checks.inventory.needs import MATCHING_INVENTORY
from billing_audit.checks.inventory.papers import OTHER, Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.settings import threshold

MATCHED = threshold(
    "least_matched",
    "50",
    "per cent of the account's services on its bills",
    "per cent",
    most="100",
    means=(
        "Below this share the bills write service numbers differently "
        "from the inventory, and nothing is said."
    ),
)
FEBRUARY = {"number": "1000", "on": "2026-02-01", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")


class InTheInventoryAndNotBilled(Check):
    """A service of the inventory that the last two bills of its account do not charge.

    Nothing was overbilled; but a carrier may bill for it later, for all the
    time until then, or the inventory is out of date and everything checked
    against it is the weaker. Services that are part of another one are billed
    with it and left alone, as are suspended ones and those installed since.
    Where the bills of an account name fewer of its services than the share
    allowed, the numbers are written differently, and nothing is said.

    Why it happens: a service was disconnected or moved to another account, or
    the carrier never began to bill it.

    What to ask for: nothing; find out whether the service is still there, and
    note a limit to back-billing.
    """

    code = "C05"
    title = "In the inventory and not billed"
    severity = Severity.INFORMATION
    confidence = Confidence.MEDIUM
    precedence = Precedence.IDEA
    subject = Subject.OWN
    nature = Nature.INFORMATION
    of_bills = True
    needs = (BILL_LINES, INVENTORY, MATCHING_INVENTORY)
    settings = (MATCHED,)
    inputs = (text("rule", "service", "service.number"), MATCHED.input)
    formula = "0"
    clause = "is not billed"
    explanation = "{rule} is on file for this account, and its last two bills do not charge it."
    sql = """
        WITH newest AS (
            SELECT b.*, e.bill_date AS since FROM (
                SELECT DISTINCT ON (account_id) * FROM bills
                ORDER BY account_id, bill_date DESC, invoice_id DESC
            ) b
            CROSS JOIN LATERAL (
                SELECT e.bill_date FROM all_bills e
                WHERE e.account_id = b.account_id AND e.month < b.month
                ORDER BY e.bill_date DESC LIMIT 1
            ) e
            WHERE b.line_count > 0
        ), seen AS (
            SELECT DISTINCT s.service_id
            FROM all_charges c
            JOIN all_bills e USING (invoice_id)
            JOIN newest n ON n.account_id = e.account_id AND e.bill_date >= n.since
            JOIN owned s ON s.billed_service_id = c.billed_service_id
        ), expected AS (
            SELECT n.*, s.id AS service_id, s.number AS rule, seen.service_id IS NULL AS is_missing,
                count(*) OVER (PARTITION BY n.account_id) AS together,
                count(seen.service_id) OVER (PARTITION BY n.account_id) AS matched
            FROM newest n
            JOIN clients_service s ON s.account_id = n.account_id
            LEFT JOIN seen ON seen.service_id = s.id
            WHERE s.client_id = %(client)s AND s.state = 'confirmed' AND s.parent_id IS NULL
                AND s.suspended IS NULL AND s.disconnect_date IS NULL
                AND coalesce(s.install_date, '-infinity') < n.since
        )
        SELECT e.*, e.lines_total AS billed, null AS expected, 0 AS claim,
            %(least_matched)s AS least_matched, 'service:' || e.service_id AS cause,
            e.rule AS subject
        FROM expected e
        WHERE e.is_missing AND e.matched * 100 >= %(least_matched)s * e.together
    """
    examples = (
        example(
            "Two bills charge one service of the account and not the other",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), over="0.00"),
            papers=(Known(account="A-1"), Known(service=OTHER, account="A-1")),
        ),
        trap(
            "The router is billed with the port that it is part of",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00")),
            papers=(
                Known(account="A-1"),
                Known(service=OTHER, account="A-1", parent="315-200-0007"),
            ),
        ),
        example(
            "The bills name none of the numbers on file",
            bill(Billed(amount="310.00", service="CKT 7", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00", service="CKT 7")),
            papers=(Known(account="A-1"), Known(service=OTHER, account="A-1")),
        ),
        example(
            "Charged on the bill before the last",
            bill(
                Billed(amount="310.00", period=IN_FEBRUARY),
                Billed(amount="280.00", service=OTHER, period=IN_FEBRUARY),
                **FEBRUARY,
            ),
            bill(Billed(amount="310.00")),
            papers=(Known(account="A-1"), Known(service=OTHER, account="A-1")),
        ),
        example(
            "Installed since the bill before the last",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00")),
            papers=(
                Known(account="A-1"),
                Known(service=OTHER, account="A-1", installed="2026-02-20"),
            ),
        ),
    )
