"""Dividing a bill: by a stated rule, and to the coin whatever the amounts are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.allocating.spreading import NOBODY, Bearer, divide
from retainer.lib.money import exponent, in_currency

SALES, OFFICE, DEPOT = Bearer("4100", "6410"), Bearer("4200"), Bearer("4300")
AMOUNTS = st.decimals("-5000", "50000", places=6, allow_nan=False)
BEARERS = st.sampled_from([NOBODY, SALES, OFFICE, DEPOT, Bearer("4100", "6420")])
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD"])


def totals(own: dict[Bearer, str], common: str, currency: str = "USD") -> dict[Bearer, Decimal]:
    exact = {bearer: Decimal(amount) for bearer, amount in own.items()}
    shares = divide(exact, Decimal(common), currency)
    return {bearer: share.total for bearer, share in shares.items()}


def test_common_charges_follow_own_charges() -> None:
    assert totals({SALES: "300", OFFICE: "100"}, "40") == {SALES: 330, OFFICE: 110}


def test_a_cent_that_is_left_goes_to_whoever_lost_most() -> None:
    found = totals({SALES: "100", OFFICE: "100", DEPOT: "100"}, "10")

    assert sorted(found.values()) == [Decimal("103.33"), Decimal("103.33"), Decimal("103.34")]


def test_what_nobody_bears_takes_its_share_of_the_common_charges() -> None:
    assert totals({SALES: "300", NOBODY: "100"}, "40") == {SALES: 330, NOBODY: 110}


def test_a_credit_bears_no_common_charges() -> None:
    assert totals({SALES: "300", OFFICE: "-20"}, "30") == {SALES: 330, OFFICE: -20}


def test_without_any_own_charge_all_stays_with_nobody() -> None:
    assert totals({}, "12.345") == {NOBODY: Decimal("12.35")}


@given(own=st.dictionaries(BEARERS, AMOUNTS), common=AMOUNTS, currency=CURRENCIES)
def test_the_shares_always_come_to_the_bill(
    own: dict[Bearer, Decimal], common: Decimal, currency: str
) -> None:
    shares = divide(own, common, currency)

    assert sum(share.total for share in shares.values()) == in_currency(
        sum(own.values(), common), currency
    )
    assert all(share.total == in_currency(share.total, currency) for share in shares.values())


@given(own=st.dictionaries(BEARERS, AMOUNTS, min_size=1), common=AMOUNTS, currency=CURRENCIES)
def test_nobody_is_a_coin_off_their_exact_share(
    own: dict[Bearer, Decimal], common: Decimal, currency: str
) -> None:
    coin = Decimal(1).scaleb(-exponent(currency))
    whole = sum(max(amount, Decimal(0)) for amount in own.values())

    for bearer, share in divide(own, common, currency).items():
        amount = own.get(bearer, Decimal(0))
        part = max(amount, Decimal(0)) / whole if whole else Decimal(bearer == NOBODY)
        assert abs(share.total - (amount + common * part)) <= coin + Decimal("1e-9")
