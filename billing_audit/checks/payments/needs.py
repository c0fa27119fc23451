"""What must be on file before payments can speak."""

from billing_audit.checks.needs import Need

PAYMENTS = Need(
    "payments with the invoice they pay",
    "clients_payment WHERE client_id = %(client)s AND invoice_number <> ''",
)
DUE_DATES = Need(
    "bills with their due date",
    "billing_audit_invoice WHERE client_id = %(client)s AND due_date IS NOT NULL",
)
CLOSED_ACCOUNTS = Need(
    "accounts with the day they were closed",
    "clients_billingaccount WHERE client_id = %(client)s AND closed_on IS NOT NULL",
)
PROMISES = Need(
    "credits that carriers promised",
    "billing_audit_dispute WHERE client_id = %(client)s AND promised > 0",
)
WITHHELD = Need(
    "disputes whose sum is withheld",
    "billing_audit_dispute WHERE client_id = %(client)s AND method = 'withhold' "
    "AND submitted_on IS NOT NULL",
)
