"""How statements write expected lines: each names only what it has to say of them."""

#: What a line is unless a statement says otherwise, from the row ``x`` that it is made of.
USUALLY = {
    "client_id": "%(client)s",
    "expected_bill_id": "x.expected_id",
    "billed_service_id": "x.billed_service_id",
    "charge_code_id": "x.charge_code_id",
    "charge_type": "x.charge_type",
    "description": "x.description",
    "service_number": "''",
    "quantity": "x.quantity",
    "unit_rate": "x.unit_rate",
    "amount": "x.due",
    "low": "null",
    "high": "null",
    "before": "x.amount",
    "period_from": "x.next_from",
    "period_to": "x.next_to",
    "jurisdiction": "x.jurisdiction",
    "sure": "x.sure",
    "rule": "x.rule",
    "inputs": "'{}'",
    "line_id": "x.line_id",
}


def expect(rows: str, **columns: str) -> str:
    """The statement that makes an expected line of each row."""
    said = USUALLY | columns
    return f"""
    INSERT INTO billing_audit_expectedline ({", ".join(said)})
    SELECT {", ".join(said.values())} FROM ({rows}) x"""  # noqa: S608 our own words


def told(**values: str) -> str:
    """SQL: what an amount was reckoned from, by name, as text; what is not known is left out."""
    pairs = ", ".join(f"'{name}', ({value})::text" for name, value in values.items())
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"
