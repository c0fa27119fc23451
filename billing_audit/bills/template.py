"""The standard bill as somebody begins to write one: its columns with a line that loads."""

#: Every column of a line as carriers bill it, and what it may hold.
EXAMPLE = {
    "carrier": "Corvane",
    "account_no": "315-200",
    "invoice_no": "2026-03-001",
    "bill_date": "2026-03-01",
    "line_no": "1",
    "service_id": "315-200-0007",
    "charge_code": "PORT100",
    "description": "MPLS port, 100 Mbps",
    "charge_type": "recurring",
    "quantity": "1",
    "unit_rate": "580.00",
    "amount": "580.00",
    "period_from": "2026-03-01",
    "period_to": "2026-03-31",
}
