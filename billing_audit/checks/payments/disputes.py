"""Disputes as they were sent to carriers, what was promised of them, and what is withheld."""

from billing_audit.checks.contract import sources as _credits_given
from billing_audit.checks.sources.registry import source

#: What is read here is declared when these are imported.
READS = (_credits_given,)

source(
    "disputes",
    key="account_id",
    select="""
    SELECT d.id AS dispute_id, d.carrier_id, d.account_id, d.currency, d.ticket, d.method, d.state,
        d.disputed, d.approved, d.promised, d.posted, d.cycle, d.submitted_on, d.closed_on,
        d.withhold_by, 'dispute:' || d.id AS cause, 'Ticket ' || d.ticket AS subject,
        'D-' || lpad(d.id::text, greatest(5, length(d.id::text)), '0') AS number
    FROM billing_audit_dispute d
    WHERE d.client_id = %(client)s AND d.submitted_on IS NOT NULL""",
)
# Promises that neither the bill they were made for nor the next one keeps in full, each on the
# first bill that tells.  A credit of just what is missing, wherever the carrier put it, is there:
# it only has to be matched; one that came before the dispute too is a standing discount.
source(
    "broken_promises",
    key="invoice_id",
    select="""
    SELECT DISTINCT ON (d.dispute_id) d.*, b.invoice_id
    FROM disputes d
    JOIN all_bills b ON b.account_id = d.account_id AND b.currency = d.currency
        AND b.month >= d.cycle + interval '1 month'
    WHERE d.closed_on IS NULL AND d.state <> 'credit_reversed'
        AND NOT EXISTS (
            SELECT FROM credits_given k JOIN all_bills e ON e.invoice_id = k.invoice_id
            WHERE k.amount = d.posted - d.promised AND e.carrier_id = d.carrier_id
                AND e.currency = d.currency
                AND NOT EXISTS (
                    SELECT FROM credits_given usual
                    WHERE usual.account_id = k.account_id AND usual.amount = k.amount
                        AND usual.billed_service_id IS NOT DISTINCT FROM k.billed_service_id
                        AND usual.bill_date < d.submitted_on
                )
                AND NOT EXISTS (
                    SELECT FROM billing_audit_credit own
                    JOIN billing_audit_creditmatch m ON m.credit_id = own.id
                    WHERE own.client_id = %(client)s AND own.line_id = k.line_id
                        AND m.state = 'confirmed'
                )
        )
    ORDER BY d.dispute_id, b.bill_date, b.invoice_id""",
)
# Sums that stay unpaid, with the bills they are of: the first and the last day these fall due.
source(
    "withheld",
    key="account_id",
    select="""
    SELECT d.*, i.last_bill, i.first_due, i.last_due,
        d.state IN ('submitted', 'acknowledged', 'in_review', 'more_info', 'appealed', 'approved',
            'part_approved', 'promised') AS is_open,
        d.state IN ('submitted', 'acknowledged', 'in_review', 'more_info', 'appealed')
            OR d.state IN ('approved', 'promised', 'posted', 'verified', 'won')
                AND d.approved = d.disputed AS is_unrefused
    FROM disputes d
    JOIN LATERAL (
        SELECT max(i.bill_date) AS last_bill, min(i.due_date) AS first_due,
            max(i.due_date) AS last_due
        FROM billing_audit_disputeitem x JOIN billing_audit_invoice i ON i.id = x.invoice_id
        WHERE x.client_id = %(client)s AND x.dispute_id = d.dispute_id
    ) i ON true
    WHERE d.method = 'withhold'""",
)
