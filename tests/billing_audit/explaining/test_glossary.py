"""What charges are called in plain words."""

import pytest

from billing_audit.bills.charge_types import ChargeType
from billing_audit.checks.meanings import MEANINGS
from billing_audit.explaining.glossary import OF_MEANINGS, OF_TYPES, explain

KNOWN = [
    ("FUSF", "Federal Universal Service Fee", ChargeType.SURCHARGE, "Federal universal"),
    ("", "NY State Universal Service Fund", ChargeType.SURCHARGE, "State universal"),
    ("", "Regulatory Cost Recovery Fee", ChargeType.FEE, "Surcharge the carrier sets itself"),
    ("9ZR", "EUCL multi-line", ChargeType.FEE, "End user common line"),
    ("", "County sales tax", ChargeType.TAX, "State or local tax"),
    ("", "Tax", ChargeType.TAX, "Tax"),
    ("RTR", "Router rental", ChargeType.RECURRING, "Rental of equipment"),
    ("", "Router rental credit", ChargeType.CREDIT, "Credit"),
    ("PORT", "Port, 100 Mbps", ChargeType.RECURRING, "Monthly charge"),
]


@pytest.mark.parametrize(
    ("code", "description", "kind", "title"), KNOWN, ids=[row[1] for row in KNOWN]
)
def test_a_charge_is_told_by_code_else_words_else_type(
    code: str, description: str, kind: ChargeType, title: str
) -> None:
    assert explain(code=code, description=description, charge_type=kind).title.startswith(title)


def test_every_entry_explains_a_charge_that_checks_know_and_names_its_source() -> None:
    assert set(OF_MEANINGS) <= set(MEANINGS)
    assert set(OF_TYPES) == set(ChargeType)
    for entry in [*OF_MEANINGS.values(), *OF_TYPES.values()]:
        assert entry.title
        assert entry.text.endswith(".")
        assert entry.source
