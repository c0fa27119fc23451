"""The fields of a bill that a column can be, by what their cells hold."""

#: What a row says of its bill.
OF_THE_BILL = (
    *("carrier", "account_no", "invoice_no", "bill_date", "due_date", "currency"),
    *("stated_total", "amount_due", "previous_balance", "payments", "adjustments", "buyer"),
)
#: What a row says of its charge.
OF_THE_LINE = (
    *("line_no", "service_id", "charge_code", "description", "charge_type", "quantity", "unit"),
    *("unit_rate", "amount", "period_from", "period_to", "parent_line", "jurisdiction", "provider"),
)
FIELDS = (*OF_THE_BILL, *OF_THE_LINE)
DAYS = ("bill_date", "due_date", "period_from", "period_to")
#: Amounts follow the sign that the carrier gives charges; quantities and rates do not.
MONEY = (
    *("amount", "stated_total", "amount_due"),
    *("previous_balance", "payments", "adjustments"),
)
NUMBERS = ("quantity", "unit_rate")
TEXTS = tuple(name for name in FIELDS if name not in (*DAYS, *MONEY, *NUMBERS))
#: What people call them.
IN_WORDS = {
    "carrier": "carrier",
    "account_no": "account number",
    "invoice_no": "invoice number",
    "bill_date": "bill date",
    "due_date": "due date",
    "currency": "currency",
    "stated_total": "total of the bill",
    "amount_due": "amount due",
    "previous_balance": "previous balance",
    "payments": "payments posted",
    "adjustments": "adjustments of the balance",
    "buyer": "customer",
    "line_no": "line number",
    "service_id": "service number",
    "charge_code": "charge code",
    "description": "description",
    "charge_type": "kind of charge",
    "quantity": "quantity",
    "unit": "unit",
    "unit_rate": "rate",
    "amount": "amount",
    "period_from": "first day of the period",
    "period_to": "last day of the period",
    "parent_line": "line it belongs to",
    "jurisdiction": "jurisdiction",
    "provider": "provider",
}
