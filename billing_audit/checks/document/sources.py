"""What checks of documents read besides the bills: the one before, and the contract's clauses."""

from billing_audit.checks.sources.registry import source

# Credit notes, bills that another one replaced, and duplicates are no steps from bill to bill.
source(
    "bills_in_a_row",
    key="invoice_id",
    select="""
    SELECT b.*, lag(b.invoice_id) OVER in_a_row AS other_id,
        lead(b.invoice_id) OVER in_a_row AS next_id
    FROM all_bills b
    WHERE b.document_type <> 'credit_note' AND b.invoice_id <> ALL (%(duplicates)s::bigint[])
        AND NOT EXISTS (SELECT FROM all_bills later WHERE later.supersedes_id = b.invoice_id)
    WINDOW in_a_row AS (
        PARTITION BY b.account_id, b.currency ORDER BY b.bill_date, b.invoice_id
    )""",
)
# The account's own contract, else the only one with the carrier; in force on the bill's day.
source(
    "clauses",
    key="invoice_id",
    select="""
    SELECT b.invoice_id, k.id AS clauses_id, k.payment_days, k.back_bill_months
    FROM bills b
    JOIN clients_billingaccount a ON a.id = b.account_id
    JOIN clients_contract k ON k.client_id = %(client)s AND k.id = coalesce(a.contract_id, (
        SELECT min(o.id) FROM clients_contract o
        WHERE o.client_id = %(client)s AND o.carrier_id = b.carrier_id
        HAVING count(*) = 1
    ))
    WHERE k.term IS NULL OR k.term @> b.bill_date""",
)
