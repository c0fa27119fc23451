"""Where the money of claims is: every cent in one place, whatever became of its dispute."""

from decimal import Decimal

import pytest

from billing_audit.models import Dispute, Finding
from billing_audit.money.places import (
    Places,
    before_disputes,
    by_currency,
    in_words,
    of_charge,
    places_of,
    spread,
)
from clients.models import Client, User
from tests.billing_audit.money.stories import draft, sent, step

TEN, THREE = Decimal(10), Decimal(3)


def dispute(state: str, **money: int) -> Dispute:
    return Dispute(state=state, **{name: Decimal(amount) for name, amount in money.items()})


@pytest.mark.parametrize(
    ("state", "places"),
    [
        ("new", Places(in_review=TEN)),
        ("asked", Places(waiting=TEN)),
        ("valid", Places(in_review=Decimal(7), to_ask=THREE)),
    ],
)
def test_what_no_carrier_was_asked_is_where_people_left_it(state: str, places: Places) -> None:
    assert before_disputes(state, TEN, THREE) == places


@pytest.mark.parametrize(
    ("about", "first", "second"),
    [
        (dispute("submitted"), Places(asked=TEN), Places(asked=TEN)),
        (dispute("denied"), Places(asked=TEN), Places(asked=TEN)),
        (dispute("approved", approved=20), Places(promised=TEN), Places(promised=TEN)),
        (
            dispute("promised", approved=20, promised=13),
            Places(promised=TEN),
            Places(promised=THREE, asked=Decimal(7)),
        ),
        (
            dispute("posted", promised=20, posted=13),
            Places(credited=TEN),
            Places(credited=THREE, promised=Decimal(7)),
        ),
        (
            dispute("part_won", approved=20, posted=13),
            Places(credited=TEN),
            Places(credited=THREE, refused=Decimal(7)),
        ),
        (dispute("lost"), Places(refused=TEN), Places(refused=TEN)),
    ],
)
def test_a_credit_counts_for_the_oldest_charge_first(
    about: Dispute, first: Places, second: Places
) -> None:
    assert spread(about, [TEN, TEN]) == [first, second]


def test_what_was_asked_is_not_to_be_asked_again() -> None:
    assert of_charge("valid", TEN, TEN, Places(asked=THREE)) == Places(
        to_ask=Decimal(7), asked=THREE
    )
    assert of_charge("valid", THREE, THREE, Places(credited=TEN)) == Places(credited=TEN)


def test_a_draft_asks_nobody(acme: Client, casey: User) -> None:
    draft(acme, casey)

    finding = Finding.objects.get(check_code="B01")
    assert places_of(finding) == Places(to_ask=Decimal(64))


def test_money_moves_on_with_its_dispute(acme: Client, casey: User, pat: User) -> None:
    dispute = sent(acme, casey)
    finding = Finding.objects.get(check_code="B01")
    asked = places_of(finding)
    step(dispute, "approve_part", pat, amount=Decimal(40), note="The rest is refused.")
    agreed = places_of(finding)
    step(dispute, "withdraw", pat, note="We were wrong")

    assert asked == Places(asked=Decimal(64))
    assert agreed == Places(promised=Decimal(40), asked=Decimal(24))
    assert in_words(agreed, "USD") == "$24.00 asked back, $40.00 promised"
    assert places_of(finding) == Places(to_ask=Decimal(64))


def test_a_lost_dispute_counts_until_another_asks_for_the_same(
    acme: Client, casey: User, pat: User
) -> None:
    dispute = sent(acme, casey)
    finding = Finding.objects.get(check_code="B01")
    step(dispute, "deny", casey, note="No")
    step(dispute, "lose", pat, note="Given up")

    assert places_of(finding) == Places(refused=Decimal(64))


def test_a_fault_no_audit_sees_any_more_is_still_in_dispute(acme: Client, casey: User) -> None:
    sent(acme, casey)
    finding = Finding.objects.get(check_code="B01")
    finding.occurrences.all().delete()

    assert by_currency(Finding.objects.all(), acme.pk)["USD"] == Places(asked=Decimal(64))
