"""Decides which occurrence claims what, so that no cent is claimed twice.

Every occurrence knows what its check alone would ask back (``result``). On a
line they take their turns by the checks' precedence, each getting at most what
those before it left of the line's amount; one for which nothing is left only
supports the others. Claims on the bill itself, which no line carries, take
their turns the same way up to what the bill asks for. A bill claimed whole,
because it is a duplicate, leaves nothing to any other claim on it.

What people decide counts: a finding judged false claims nothing and makes room
for others, and a check that needs a person's word claims only when the finding
is valid, until then showing the amount that nobody claims as exposure.
"""

from collections.abc import Sequence

from django.db import connection

from billing_audit.checks.base import Precedence
from billing_audit.checks.catalogue import all_checks, order_of_claims
from retainer.lib.money import sql_places

ARBITRATE = """
    WITH wishes AS (
        SELECT o.id, o.invoice_id, o.line_id, f.state = 'false_positive' AS is_false,
            array_position(%(order)s::text[], o.check_code::text) AS turn,
            o.check_code = ANY (%(whole)s) AS is_whole,
            CASE WHEN f.state = 'false_positive' THEN 0
                WHEN o.check_code = ANY (%(once_validated)s) AND f.state <> 'valid' THEN 0
                ELSE o.result END AS wanted,
            CASE WHEN f.state NOT IN ('valid', 'false_positive')
                AND o.check_code = ANY (%(once_validated)s) THEN o.result ELSE 0 END AS at_stake,
            trunc(greatest(0, CASE WHEN o.line_id IS NOT NULL THEN o.billed
                ELSE greatest(i.lines_total, i.stated_total, i.amount_due) END),
                {places}) AS amount
        FROM billing_audit_occurrence o
        JOIN billing_audit_finding f ON f.id = o.finding_id
        JOIN billing_audit_invoice i ON i.id = o.invoice_id
        WHERE o.client_id = %(client)s AND o.invoice_id = ANY (%(bills)s)
    ), turns AS (
        SELECT w.*,
            coalesce(sum(wanted) OVER (turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                AS taken,
            sum(wanted) OVER (PARTITION BY invoice_id, line_id) AS taken_in_all,
            NOT is_whole AND bool_or(is_whole AND NOT is_false) OVER (PARTITION BY invoice_id)
                AS whole_is_claimed
        FROM wishes w
        WINDOW turn AS (PARTITION BY invoice_id, line_id ORDER BY turn, id)
    ), claims AS (
        SELECT id,
            CASE WHEN whole_is_claimed THEN 0
                ELSE least(wanted, greatest(0, amount - taken)) END AS claimed,
            CASE WHEN whole_is_claimed THEN 0
                ELSE least(at_stake, greatest(0, amount - taken_in_all)) END AS exposure,
            NOT is_false AND (whole_is_claimed OR (taken > 0 AND taken >= amount)) AS supporting
        FROM turns
    )
    UPDATE billing_audit_occurrence o
    SET claimed = c.claimed, exposure = c.exposure, supporting = c.supporting
    FROM claims c
    WHERE c.id = o.id
        AND (o.claimed, o.exposure, o.supporting) <> (c.claimed, c.exposure, c.supporting)
""".format(places=sql_places("f.currency"))  # noqa: S608 - no word of it comes from outside

#: Finding by finding through an index: the planner cannot know how many there are by now.
REFRESH = """
    UPDATE billing_audit_finding f
    SET claimed = s.claimed, exposure = s.exposure, monthly = s.monthly,
        occurrence_count = s.occurrences, only_supports = s.only_supports,
        grown = s.grown, grown_count = s.grown_count,
        first_month = coalesce(s.first_month, t.first_month),
        last_month = coalesce(s.last_month, t.last_month),
        resolved_at = CASE WHEN s.occurrences = 0 THEN coalesce(t.resolved_at, now()) END
    FROM billing_audit_finding t
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(o.claimed), 0) AS claimed, coalesce(sum(o.exposure), 0) AS exposure,
            coalesce(sum(o.claimed - o.confirmed) FILTER (WHERE {beyond}), 0) AS grown,
            count(*) FILTER (WHERE {beyond}) AS grown_count,
            count(*) AS occurrences, coalesce(bool_and(o.supporting), false) AS only_supports,
            min(o.month) AS first_month, max(o.month) AS last_month,
            CASE WHEN t.check_code = ANY (%(recurring)s) AND min(o.month) < max(o.month)
                THEN coalesce(sum(o.claimed) FILTER (WHERE o.month = (
                    SELECT max(i.month) FROM billing_audit_invoice i
                    WHERE i.client_id = t.client_id AND i.account_id = t.account_id
                )), 0) ELSE 0 END AS monthly
        FROM billing_audit_occurrence o WHERE o.finding_id = t.id
    ) s
    WHERE f.id = t.id AND t.client_id = %(client)s
        AND (%(findings)s::bigint[] IS NULL OR t.id = ANY (%(findings)s::bigint[]))
        AND (t.claimed, t.exposure, t.monthly, t.occurrence_count, t.only_supports,
                t.grown, t.grown_count, t.first_month, t.last_month, t.resolved_at IS NULL)
            IS DISTINCT FROM (s.claimed, s.exposure, s.monthly, s.occurrences, s.only_supports,
                s.grown, s.grown_count, s.first_month, s.last_month, s.occurrences > 0)
""".format(beyond="t.state = 'valid' AND o.claimed > o.confirmed")  # noqa: S608 - no word of it comes from outside


def hold(client_id: int) -> None:
    """Let one at a time decide about a client's claims, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims'), %s)", [client_id])


def whole_bills() -> list[str]:
    """The checks that claim a bill as a whole."""
    return [check.code for check in all_checks() if check.precedence == Precedence.DUPLICATE_BILL]


def arbitrate(client_id: int, bills: Sequence[int]) -> None:
    """Give every occurrence on these bills its claim, exposure and role."""
    checks = all_checks()
    with connection.cursor() as cursor:
        cursor.execute(
            ARBITRATE,
            {
                "client": client_id,
                "bills": list(bills),
                "order": order_of_claims(),
                "whole": whole_bills(),
                "once_validated": [c.code for c in checks if c.claims_once_validated],
            },
        )


def refresh_totals(client_id: int, findings: Sequence[int] | None = None) -> None:
    """Bring the sums that findings keep in line with their occurrences; ``None`` means all."""
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {
                "client": client_id,
                "findings": None if findings is None else list(findings),
                "recurring": [check.code for check in all_checks() if check.recurs],
            },
        )
