"""What one call would cost by a deck, with nothing used before it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from billing_audit.rating.quoting import quote
from clients.models import Client
from tests.billing_audit.rating.decks import deck, load, saved

MOMENT = datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_a_call_is_quoted_in_minutes_and_by_the_first_tier(acme: Client, tmp_path: Path) -> None:
    prices = deck(acme)
    load(prices, saved(tmp_path, "44,UK,0.60,,1,1,,", "44,UK,0.06,,1,1,,0.5"))

    found = quote(prices, "+44 20 7946 0000", MOMENT, Decimal(7))

    assert (found.minutes_charged, found.cost) == (Decimal("0.1167"), Decimal("0.0700"))
