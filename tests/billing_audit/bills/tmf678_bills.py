"""TMF678 files for tests: a right bill with two rates by default, changed where a test says so."""

import json
import re
from pathlib import Path

Held = dict[str, object]


def money(value: object, unit: str = "EUR") -> Held | None:
    """An amount; of nothing, nothing."""
    return None if value is None else {"unit": unit, "value": value}


def bill(**changed: object) -> Held:
    """A bill of 120.00 with tax."""
    return {
        "id": "CB-1",
        "billNo": "B-2026-03",
        "billDate": "2026-04-01T10:00:00Z",
        "paymentDueDate": "2026-04-25T00:00:00Z",
        "billingPeriod": {
            "startDateTime": "2026-03-01T00:00:00Z",
            "endDateTime": "2026-04-01T00:00:00Z",
        },
        "category": "normal",
        "billingAccount": {"id": "A0815", "name": "Acme Corp", "@type": "BillingAccountRef"},
        "relatedParty": [
            {"role": "seller", "partyOrPartyRole": {"id": "1", "name": "Corvane"}},
            {"role": "customer", "partyOrPartyRole": {"id": "2", "name": "Acme Corp"}},
        ],
        "taxExcludedAmount": money(100),
        "taxIncludedAmount": money(120),
        "amountDue": money(120),
        "taxItem": [{"taxCategory": "VAT", "taxRate": 0.2, "taxAmount": money(20)}],
        "@type": "CustomerBill",
        **changed,
    }


def rate(number: int = 1, net: object = 60, gross: object = 72, **changed: object) -> Held:
    return {
        "id": f"R-{number}",
        "name": "MPLS port",
        "appliedBillingRateType": "recurringCharge",
        "isBilled": True,
        "customerBill": {"id": "CB-1", "@referredType": "CustomerBill"},
        "periodCoverage": {
            "startDateTime": "2026-03-01T00:00:00Z",
            "endDateTime": "2026-03-31T23:59:59Z",
        },
        "product": {"id": "CKT-1", "name": "Port"},
        "date": "2026-03-31T00:00:00Z",
        "taxExcludedAmount": money(net),
        "taxIncludedAmount": money(gross),
        "appliedTax": [{"taxCategory": "VAT", "taxRate": 0.2, "taxAmount": money(12)}],
        "@type": "AppliedCustomerBillingRate",
        **changed,
    }


def other_rate(**changed: object) -> Held:
    tax = [{"taxCategory": "VAT", "taxAmount": money(8)}]
    return rate(2, 40, 48, appliedTax=tax, name="Voice usage") | changed


def whole() -> list[Held]:
    return [bill(), rate(), other_rate()]


def saved(folder: Path, value: object) -> Path:
    """The value as a JSON file, decimals as numbers; bytes as they are."""
    path = folder / "bill.json"
    if not isinstance(value, bytes):
        text = json.dumps(value, indent=1, default=str)
        value = re.sub(r'"(-?[0-9]+\.[0-9]+)"', r"\1", text).encode()
    path.write_bytes(value)
    return path
