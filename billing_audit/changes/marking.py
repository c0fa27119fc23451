"""What an audit notes about changes: which it could read, and which it has settled."""

from django.db import connection

from billing_audit.changes.touching import kinds_pending, pending_sql

ADOPT = """
    INSERT INTO billing_audit_change (client_id, shared_id, kind, row_id, before, after,
        changed_at, changed_by_id)
    SELECT %(client)s, c.id, c.kind, c.row_id, c.before, c.after, c.changed_at, c.changed_by_id
    FROM billing_audit_change c
    WHERE c.client_id IS NULL AND NOT EXISTS (
        SELECT FROM billing_audit_change own
        WHERE own.client_id = %(client)s AND own.shared_id = c.id
    )"""
SEE = """
    UPDATE billing_audit_change SET seen_in_id = %(run)s
    WHERE client_id = %(client)s AND settled_in_id IS NULL AND seen_in_id IS NULL"""
MEASURE = """
    INSERT INTO billing_audit_reach (client_id, invoice_id, charge_code_id, first_from, last_from,
        last_day)
    SELECT l.client_id, l.invoice_id, l.charge_code_id,
        min(coalesce(l.period_from, i.bill_date)), max(coalesce(l.period_from, i.bill_date)),
        max(greatest(coalesce(l.period_from, i.bill_date), l.period_to))
    FROM billing_audit_line l JOIN billing_audit_invoice i ON i.id = l.invoice_id
    WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        AND l.invoice_id = ANY (%(bills)s)
    GROUP BY l.client_id, l.invoice_id, l.charge_code_id
    ON CONFLICT DO NOTHING"""
UNMEASURED = """
    SELECT array_agg(i.id) FROM billing_audit_invoice i
    WHERE i.client_id = %(client)s AND i.line_count > 0 AND NOT EXISTS (
        SELECT FROM billing_audit_reach x WHERE x.invoice_id = i.id
    )"""
SETTLE = """
    UPDATE billing_audit_change SET settled_in_id = %(run)s
    WHERE client_id = %(client)s AND settled_in_id IS NULL AND seen_in_id <= %(run)s
        AND id <> ALL (%(left)s::bigint[])"""


def see(client_id: int, run_id: int) -> None:
    """Note which changes are there when an audit begins; what is committed later is not seen."""
    with connection.cursor() as cursor:
        for statement in (ADOPT, SEE):
            cursor.execute(statement, {"client": client_id, "run": run_id})


def measure(client_id: int, shelves: list[int]) -> None:
    """Note the reach of the bills that have none yet, such as those that arrived since."""
    with connection.cursor() as cursor:
        cursor.execute(UNMEASURED, {"client": client_id})
        if bills := cursor.fetchone()[0]:
            cursor.execute(MEASURE, {"client": client_id, "shelves": shelves, "bills": bills})


def settle(client_id: int, run_id: int, *, all_bills: bool) -> None:
    """Note which changes have no month left that waits, the run's own months being covered."""
    left: list[int] = []
    with connection.cursor() as cursor:
        if not all_bills and (kinds := kinds_pending(client_id)):
            select = (
                "SELECT DISTINCT s.id FROM scopes s WHERE s.key IN (SELECT p.key FROM pending p)"
            )
            cursor.execute(pending_sql(kinds, select), {"client": client_id, "run": run_id})
            left = [key for (key,) in cursor.fetchall()]
        cursor.execute(SETTLE, {"client": client_id, "run": run_id, "left": left})
