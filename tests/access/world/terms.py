"""A term of each kind, of the contract that Acme has."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from clients.models import (
    Client,
    Commitment,
    Contract,
    Discount,
    PriceTier,
    RepairTarget,
    ScheduledCredit,
    ServiceLevel,
    SurchargeTerm,
    UsageTerm,
    Waiver,
)

YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def agreed_terms(client: Client) -> dict[str, Any]:
    """What stands in the addresses of the terms' registers."""
    contract = Contract.objects.get(client=client)
    said = {
        "commitment": (Commitment, {"amount": 120_000, "shortfall_percent": 50}),
        "discount": (Discount, {"percent": 12, "credit_code": "DISC"}),
        "scheduled_credit": (ScheduledCredit, {"name": "Sign-on credit", "amount": 500}),
        "waiver": (Waiver, {"kind": "activation", "charge_codes": ["ACT"]}),
        "price_tier": (PriceTier, {"charge_code": "MIN", "rate": "0.02", "reach": "all"}),
        "usage_term": (UsageTerm, {"charge_code": "MIN", "included": 1000}),
        "service_level": (ServiceLevel, {"threshold_minutes": 60, "credit_percent": 10}),
        "repair_target": (RepairTarget, {"restore_minutes": 240}),
        "surcharge_term": (SurchargeTerm, {"charge_code": "PTA", "rule": "excluded"}),
    }
    return {
        noun: model.objects.create(client=client, contract=contract, valid=YEAR, **facts).public_id
        for noun, (model, facts) in said.items()
    }
