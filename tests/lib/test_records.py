"""Dataclasses as JSON and back."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from retainer.lib import records


@dataclass(frozen=True)
class Part:
    name: str
    amount: Decimal


@dataclass(frozen=True)
class Whole:
    day: date
    at: datetime
    rate: Decimal | None
    parts: list[Part]


WHOLE = Whole(
    date(2026, 3, 1),
    datetime(2026, 3, 1, 12, tzinfo=UTC),
    None,
    [Part("a", Decimal("1.50")), Part("b", Decimal("0E-2"))],
)


def test_what_was_kept_is_read_as_it_was() -> None:
    kept = json.loads(json.dumps(records.plain(WHOLE)))

    assert records.read(Whole, kept) == WHOLE
    assert kept["parts"][1]["amount"] == "0.00"


def test_equal_records_have_one_fingerprint_in_whatever_order() -> None:
    kept = records.plain(WHOLE)

    turned = dict(reversed(kept.items()))

    assert records.sha256(turned) == records.sha256(kept)
    assert records.sha256(kept | {"rate": "1"}) != records.sha256(kept)


@pytest.mark.parametrize(
    "other", [{"rate": 1}, {"more": "x"}, {"parts": [{"name": "a"}]}, {"parts": "none"}]
)
def test_another_shape_is_refused(other: dict[str, object]) -> None:
    with pytest.raises(records.OtherShape):
        records.read(Whole, records.plain(WHOLE) | other)
