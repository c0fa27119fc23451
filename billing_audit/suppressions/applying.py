"""Has the rules in force cover findings: those they cover whole are suppressed.

A finding that goes on after a rule's last month is to be decided again, and
claims the months after it only (``findings.claims``).  A person's word about a
finding goes before any rule's.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q

from billing_audit.bills.models import LineShelf
from billing_audit.findings.models import Occurrence

#: What a rule, ``r``, covers of the findings, ``f``.
COVERS = """
    r.check_code = f.check_code AND (r.cause = '' OR r.cause = f.cause)
    AND (r.billed_service_id IS NULL OR r.billed_service_id = f.billed_service_id)
    AND (r.account_id IS NULL OR r.account_id = f.account_id)
    AND (r.charge_code_id IS NULL OR r.charge_code_id = (
        SELECT l.charge_code_id FROM billing_audit_occurrence o
        JOIN billing_audit_line l ON l.shelf_id = ANY (%(shelves)s) AND l.id = o.line_id
        WHERE o.finding_id = f.id ORDER BY o.month DESC, o.id LIMIT 1))
"""
APPLY = f"""
    WITH covered AS (
        SELECT DISTINCT ON (f.id) f.id, r.id AS rule, s.last_month <= r.until AS is_whole
        FROM billing_audit_suppression r
        JOIN billing_audit_finding f ON f.client_id = r.client_id AND f.resolved_at IS NULL
            AND (f.state IN ('new', 'suppressed') OR f.suppressed_by_id = r.id) AND {COVERS}
        CROSS JOIN LATERAL (
            SELECT min(o.month) AS first_month, max(o.month) AS last_month
            FROM billing_audit_occurrence o WHERE o.finding_id = f.id
        ) s
        WHERE r.client_id = %(client)s AND r.lifted_at IS NULL AND s.first_month <= r.until
        ORDER BY f.id, r.until DESC, r.id
    ), changed AS (
        SELECT f.id, c.rule, CASE WHEN f.state NOT IN ('new', 'suppressed') THEN f.state
            WHEN c.is_whole THEN 'suppressed' ELSE 'new' END AS state
        FROM billing_audit_finding f
        LEFT JOIN covered c ON c.id = f.id
        LEFT JOIN billing_audit_suppression r ON r.id = f.suppressed_by_id
        WHERE f.client_id = %(client)s AND (c.id IS NOT NULL OR f.suppressed_by_id IS NOT NULL
            AND (r.lifted_at IS NOT NULL
                OR EXISTS (SELECT FROM billing_audit_occurrence o WHERE o.finding_id = f.id)))
    )
    UPDATE billing_audit_finding f SET suppressed_by_id = c.rule, state = c.state
    FROM changed c
    WHERE f.id = c.id AND (f.suppressed_by_id, f.state) IS DISTINCT FROM (c.rule, c.state)
    RETURNING f.id, f.state
"""  # noqa: S608 - no word of it comes from outside


def apply_rules(client_id: int) -> dict[int, str]:
    """Have the client's rules cover what they cover now; the states of what changed, by key.

    Claims are to be reckoned afterwards.
    """
    with connection.cursor() as cursor:
        if not _has_rules(cursor, client_id):
            return {}
        cursor.execute(APPLY, {"client": client_id, "shelves": _shelves(client_id)})
        return dict(cursor.fetchall())


def bills_of_rules(client_id: int, changed: Iterable[int]) -> set[int]:
    """The bills whose claims rules have a say in: those of what they cover, and of what changed."""
    touched = Q(finding__suppressed_by__isnull=False) | Q(finding__in=list(changed))
    charges = Occurrence.objects.filter(touched, client_id=client_id).order_by()
    return set(charges.values_list("invoice_id", flat=True).distinct())


def _has_rules(cursor: Any, client_id: int) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM billing_audit_suppression WHERE client_id = %s)", [client_id]
    )
    return cursor.fetchone()[0]


def _shelves(client_id: int) -> list[int]:
    """The partitions of the line table that hold the client's lines."""
    return list(LineShelf.objects.filter(client=client_id).values_list("pk", flat=True))
