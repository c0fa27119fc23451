"""Payments as the client's books have them, by the bill they name."""

from billing_audit.checks.sources.registry import source

# A cheque has arrived when it cleared; a transfer on the day it was made, unless a later is known.
source(
    "paid",
    key="account_id, invoice_number",
    select="""
    SELECT p.id AS payment_id, p.account_id, upper(btrim(p.invoice_number)) AS invoice_number,
        p.amount AS paid, p.reference,
        coalesce(p.received_on, CASE WHEN p.kind <> 'cheque' THEN p.paid_on END) AS arrived_on
    FROM clients_payment p
    WHERE p.client_id = %(client)s AND p.invoice_number <> ''""",
)
# Every bill with what it asks for, what came in, and when the last of it did; a bill that is not
# paid in full by payments whose arrival is known has none.
source(
    "settled",
    key="account_id, bill_date",
    select="""
    SELECT b.invoice_id, b.account_id, b.number, b.bill_date, b.due_date, b.total,
        p.together, p.arrived_on, p.payment_id,
        b.total <= 0 OR coalesce(p.together >= b.total AND p.all_known, false) AS is_paid
    FROM (
        SELECT b.*, CASE WHEN b.line_count > 0 THEN b.lines_total
            ELSE coalesce(b.stated_total, b.amount_due, 0) END AS total
        FROM all_bills b
    ) b
    LEFT JOIN LATERAL (
        SELECT sum(p.paid) AS together, max(p.arrived_on) AS arrived_on,
            bool_and(p.arrived_on IS NOT NULL) AS all_known,
            (array_agg(p.payment_id ORDER BY p.arrived_on DESC, p.payment_id DESC))[1]
                AS payment_id
        FROM paid p
        WHERE p.account_id = b.account_id AND p.invoice_number = upper(btrim(b.number))
    ) p ON true""",
)
