"""Amounts in forms read as people write them, not as the database keeps them."""

from decimal import Decimal

import pytest

from clients.telecom.forms.base import as_typed


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("548.00000000", "548.00"),
        ("0.02450000", "0.0245"),
        ("1200.00000000", "1200.00"),
        ("0.00000000", "0.00"),
        ("3.50000000", "3.50"),
    ],
)
def test_an_amount_has_cents_and_no_empty_digits(kept: str, typed: str) -> None:
    assert str(as_typed(Decimal(kept))) == typed
