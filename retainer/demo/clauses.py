"""How bills and disputes work under every master agreement of the demo."""

#: By the columns of the contracts register; ``contracts.TERMS`` has them in words.
CLAUSES = {
    "proration": "actual",
    "payment_days": 30,
    "late_fee_percent": 1,
    "dispute_days": 90,
    "withhold_days": 30,
    "back_bill_months": 6,
    "holdover": "agreed",
    "liability_months": 12,
    "termination_percent": 50,
}
