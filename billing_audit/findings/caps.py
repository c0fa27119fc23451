"""The database's own refusal of claims above what was billed."""

import pgtrigger

#: No more is ever claimed on a line than it charges, nor on a bill than it asks for; whoever
#: writes claims, in whatever way, is refused.  One look per statement, not per row.
REFUSE_EXCESS = """
    IF EXISTS (
        SELECT FROM (
            SELECT o.line_id, o.invoice_id, sum(o.claimed) AS claimed
            FROM billing_audit_occurrence o
            WHERE (o.client_id, o.line_id) IN (
                SELECT client_id, line_id FROM written WHERE claimed > 0)
            GROUP BY o.line_id, o.invoice_id
        ) o
        JOIN billing_audit_invoice i ON i.id = o.invoice_id
        JOIN billing_audit_billfile f ON f.id = i.bill_file_id
        LEFT JOIN billing_audit_line l ON l.id = o.line_id AND l.invoice_id = o.invoice_id
            AND l.shelf_id = f.shelf_id
        WHERE o.claimed > 0 AND o.claimed > coalesce(l.amount, 0)
    ) THEN
        RAISE EXCEPTION 'more would be claimed on a bill line than it charges'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT o.invoice_id, sum(o.claimed) AS claimed FROM billing_audit_occurrence o
            WHERE o.line_id IS NULL AND o.invoice_id IN (
                SELECT invoice_id FROM written WHERE claimed > 0 AND line_id IS NULL)
            GROUP BY o.invoice_id
        ) o
        JOIN billing_audit_invoice i ON i.id = o.invoice_id
        WHERE o.claimed > greatest(i.lines_total, i.stated_total, i.amount_due, 0)
    ) THEN
        RAISE EXCEPTION 'more would be claimed on a bill than it asks for'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def refuse_excess(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="written"),
        func=REFUSE_EXCESS,
    )
