"""A month rated in the database is the month rated call by call, to the last digit."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.models import DeckVersion, RateDeck, UsageRecord
from billing_audit.rating import months
from billing_audit.rating.pricing import Band, Price
from billing_audit.rating.rerating import rerate
from billing_audit.rating.rounding import Method
from clients.models import Client
from tests.billing_audit.rating.decks import billed_service, calls, deck, load, rows_of, saved
from tests.billing_audit.rating.test_pricing import WRITTEN

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
BANDS = [
    {"name": "peak", "days": [1, 2, 3, 4, 5], "from": "08:00", "to": "18:00"},
    {"name": "night", "days": [1, 2, 3, 4, 5, 6, 7], "from": "22:00", "to": "06:00"},
]


def in_sql(client: Client) -> dict[int, tuple[int, str, Fraction, Decimal | None]]:
    count = rerate(client_id=client.pk, since=SINCE, until=UNTIL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT call_id, version_id, prefix, exact_sixtieths, cost FROM rated_calls")
        found = {
            call: (version, prefix, Fraction(exact) / 60, cost)
            for call, version, prefix, exact, cost in cursor.fetchall()
        }
    assert count == len(found), "a call is rated twice"
    return found


def in_python(
    made: list[UsageRecord], decks: list[months.Deck]
) -> dict[int, tuple[int, str, Fraction, Decimal | None]]:
    plain = [
        months.Call(
            key=each.pk,
            service=each.billed_service_id,
            account=each.billed_service.service.account_id,
            cycle=SINCE.date(),
            started_at=each.started_at,
            duration=each.duration,
            dialled=each.other_party,
        )
        for each in made
    ]
    found = months.rate_calls(plain, decks)
    return {key: (r.version, r.prefix, r.exact, r.cost) for key, r in found.items()}


def as_rules(kept: RateDeck, *paths: Path) -> months.Deck:
    """The deck as the pure function takes it, its prices read from the files again."""
    versions = []
    for version, path in zip(kept.versions.order_by("valid"), paths, strict=True):
        prices: dict[str, list[Price]] = {}
        for row in rows_of(path):
            prices.setdefault(row["prefix"], []).append(
                Price(
                    prefix=row["prefix"],
                    rate=Decimal(row["rate"]),
                    connect_fee=Decimal(row["connect_fee"] or 0),
                    minimum=Decimal(row["min_inc"]),
                    increment=Decimal(row["add_inc"]),
                    band=row["band"],
                    from_minutes=Decimal(row["from_minutes"] or 0),
                )
            )
        versions.append(
            months.Version(version.pk, version.valid.lower, version.valid.upper, prices)
        )
    return months.Deck(
        key=kept.pk,
        versions=versions,
        is_clients=kept.client_id is not None,
        zone=kept.zone,
        home=kept.home_code,
        method=Method(kept.rounding_method),
        places=kept.rounding_decimals,
        rounds_each=kept.rounds_each_call,
        included_minutes=Decimal(kept.included_minutes),
        pool=kept.pool,
        bands=[
            Band(
                each["name"], tuple(each["days"]), time.fromisoformat(each["from"]),
                time.fromisoformat(each["to"]),
            )
            for each in kept.bands
        ],
    )  # fmt: skip


numbers = st.sampled_from(
    ["+442079460000", "00447700900123", "011 33 1 23", "(212) 555-0100", "12125550100", "999", ""]
)
moments = st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 31, 23, 59)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0).isoformat()
)
seconds = st.decimals(0, 400, places=3).map(str)
money = st.decimals(0, 2, places=5).map(str)
step = st.integers(1, 90).map(str)
prices = st.lists(
    st.tuples(
        *(st.sampled_from(["1", "1212", "4", "44", "447", "33"]), st.just(""), money, money),
        *(step, step, st.sampled_from(["", "peak", "night"]), st.sampled_from(["0", "2", "5.5"])),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda row: (row[0], row[6], row[7]),
).map(lambda rows: [",".join(row) for row in rows])
rules = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(["UTC", "America/New_York", "Australia/Sydney"]),
        "home_code": st.sampled_from(["", "1", "44"]),
        "rounding_method": st.sampled_from(["up", "middle", "down"]),
        "rounding_decimals": st.integers(0, 8),
        "rounds_each_call": st.booleans(),
        "included_minutes": st.sampled_from([Decimal(0), Decimal("3.5"), Decimal(20)]),
        "pool": st.sampled_from(["service", "account", "deck"]),
        "bands": st.sampled_from([BANDS, BANDS[:1]]),
    }
)


def forgotten(test: Callable[..., None]) -> Callable[..., None]:
    """Takes back what an example put on file, before the next one comes."""

    @wraps(test)
    def guarded(**arguments: object) -> None:
        with transaction.atomic():
            test(**arguments)
            transaction.set_rollback(True)

    return guarded


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    rules, rules, prices, prices, prices,
    st.lists(st.tuples(st.integers(0, 2), numbers, moments, seconds), min_size=1, max_size=25),
)  # fmt: skip
@forgotten
def test_the_database_and_the_pure_function_agree_on_every_call(
    acme: Client,
    tmp_path: Path,
    own: dict,
    shared: dict,
    older: list[str],
    newer: list[str],
    public: list[str],
    made: list[tuple[int, str, str, str]],
) -> None:
    services = [
        billed_service(acme, number, account)
        for number, account in (("555-1", "A-1"), ("555-2", "A-1"), ("555-3", "A-2"))
    ]
    own["bands"] = shared["bands"] = BANDS
    mine, ours = deck(acme, **own), deck(None, name="List prices", **shared)
    first, second = saved(tmp_path, *older, name="1.csv"), saved(tmp_path, *newer, name="2.csv")
    third = saved(tmp_path, *public, name="3.csv")
    load(mine, first, "2026-01-01")
    load(mine, second, "2026-03-15")
    load(ours, third, "2026-03-10")
    records = calls(acme, [(services[at], *rest) for at, *rest in made])

    expected = in_python(records, [as_rules(mine, first, second), as_rules(ours, third)])

    assert in_sql(acme) == expected


def test_five_calls_of_one_month(acme: Client, tmp_path: Path) -> None:
    one = billed_service(acme, "555-1")
    prices = deck(acme, zone="America/New_York", rounding_method="up", rounding_decimals=2)
    load(prices, saved(tmp_path, "44,UK,0.02,,60,6,,", "447,UK mobile,0.30,0.1,6,6,,"))
    records = calls(
        acme,
        [
            (one, "+442079460000", "2026-03-05T10:00", "61"),
            (one, "+447700900123", "2026-03-05T11:00", "7"),
            (one, "+33123", "2026-03-05T12:00", "60"),
            (one, "+442079460000", "2026-03-05T13:00", "0"),
            (one, "+447700900123", "2026-03-05T14:00", "0"),
        ],
    )

    found = in_sql(acme)

    version = DeckVersion.objects.get().pk
    assert found == {
        records[0].pk: (version, "44", Fraction(22, 1000), Decimal("0.03")),
        records[1].pk: (version, "447", Fraction(16, 100), Decimal("0.16")),
        records[3].pk: (version, "44", Fraction(0), Decimal("0.00")),
        records[4].pk: (version, "447", Fraction(1, 10), Decimal("0.10")),
    }


def test_what_another_client_agreed_prices_nothing(
    acme: Client, globex: Client, tmp_path: Path
) -> None:
    load(deck(globex), saved(tmp_path, "44,UK,0.02,,60,6,,"))
    calls(acme, [(billed_service(acme, "555-1"), "+442079460000", "2026-03-05T10:00", "60")])

    assert in_sql(acme) == {}


def test_calls_made_in_the_time_are_rated_in_the_deck_s_currency(
    acme: Client, globex: Client, tmp_path: Path
) -> None:
    load(deck(None), saved(tmp_path, "44,UK,0.02,,60,6,,"))
    one, theirs = billed_service(acme, "555-1"), billed_service(globex, "555-9")
    moments = ["2026-03-01T00:00", "2026-03-31T23:59:59", "2026-02-28T23:59:59", "2026-04-01T00:00"]
    made = calls(
        acme,
        [(one, "+442079460000", moment, "60") for moment in moments + ["2026-03-05T10:00"] * 4],
    )
    calls(globex, [(theirs, "+442079460000", "2026-03-05T10:00", "60")])
    for call, otherwise in zip(
        made[4:],
        ({"kind": "sms"}, {"direction": "in"}, {"duration": None}, {"currency": "EUR"}),
        strict=True,
    ):
        UsageRecord.objects.filter(pk=call.pk).update(**otherwise)

    assert in_sql(acme).keys() == {made[0].pk, made[1].pk}


def test_a_version_has_tiers_where_one_of_its_own_prices_begins_later(
    acme: Client, tmp_path: Path
) -> None:
    agreed = deck(acme)
    load(agreed, saved(tmp_path, "44,UK,0.02,,60,6,,"), "2026-01-01")
    load(agreed, saved(tmp_path, "44,UK,0.02,,60,6,,", "44,UK,0.01,,60,6,,500"), "2026-03-10")
    one = billed_service(acme, "555-1")
    before, behind = calls(
        acme, [(one, "+442079460000", f"2026-03-{day}T10:00", "60") for day in ("05", "15")]
    )

    in_sql(acme)

    with connection.cursor() as cursor:
        cursor.execute("SELECT call_id, has_tiers FROM rated_calls")
        assert dict(cursor.fetchall()) == {before.pk: False, behind.pk: True}


def test_minutes_before_a_change_of_prices_count_towards_its_tiers(
    acme: Client, tmp_path: Path
) -> None:
    agreed = deck(acme)
    plain = saved(tmp_path, "44,UK,0.60,,1,1,,", name="1.csv")
    tiers = saved(tmp_path, "44,UK,0.60,,1,1,,", "44,UK,0.06,,1,1,,10", name="2.csv")
    load(agreed, plain, "2026-01-01")
    load(agreed, tiers, "2026-03-10")
    one = billed_service(acme, "555-1")
    made = [(one, "+442079460000", f"2026-03-{day}T10:00", "600") for day in ("09", "11")]
    records = calls(acme, made)

    found = in_sql(acme)

    assert [found[each.pk][3] for each in records] == [Decimal(6), Decimal("0.6")]
    assert found == in_python(records, [as_rules(agreed, plain, tiers)])


def test_a_band_begins_and_ends_to_the_minute(acme: Client, tmp_path: Path) -> None:
    whole = [{"name": "whole", "days": [7], "from": "12:00", "to": "12:00"}]
    banded = deck(acme, bands=[*BANDS, *whole])
    bands = ("", "0.01"), ("peak", "0.04"), ("night", "0.02"), ("whole", "0.03")
    prices = saved(tmp_path, *(f"44,UK,{rate},,60,60,{band}," for band, rate in bands))
    load(banded, prices)
    one = billed_service(acme, "555-1")
    moments = {
        "2026-03-02T07:59": 1,
        "2026-03-02T08:00": 4,
        "2026-03-02T17:59": 4,
        "2026-03-02T18:00": 1,
        "2026-03-02T21:59": 1,
        "2026-03-02T22:00": 2,
        "2026-03-03T05:59": 2,
        "2026-03-03T06:00": 1,
        "2026-03-07T12:00": 1,
        "2026-03-08T11:59": 3,
        "2026-03-08T12:00": 3,
        "2026-03-08T23:00": 2,
    }
    records = calls(acme, [(one, "+442079460000", moment, "60") for moment in moments])

    found = in_sql(acme)

    assert [found[each.pk][3] * 100 for each in records] == [*moments.values()]
    assert found == in_python(records, [as_rules(banded, prices)])


def test_of_two_agreed_decks_the_first_one_prices_by_the_prices_of_the_day(
    acme: Client, tmp_path: Path
) -> None:
    first, second = deck(acme), deck(acme, name="Made later")
    older = saved(tmp_path, "44,UK,0.60,,1,1,,", name="1.csv")
    newer = saved(tmp_path, "44,UK,0.30,,1,1,,", name="2.csv")
    load(first, older, "2026-01-01")
    load(first, newer, "2026-03-15")
    load(second, older, "2026-01-01")
    one = billed_service(acme, "555-1")
    moments = "2026-03-14T23:59:59", "2026-03-15T00:00"
    records = calls(acme, [(one, "+442079460000", moment, "60") for moment in moments])

    found = in_sql(acme)

    assert [found[each.pk][3] for each in records] == [Decimal("0.6"), Decimal("0.3")]
    assert found == in_python(records, [as_rules(first, older, newer), as_rules(second, older)])


@pytest.mark.parametrize(("written", "home", "digits"), [each for each in WRITTEN if each[2]])
def test_a_number_is_read_in_the_database_as_it_was_dialled(
    acme: Client, tmp_path: Path, written: str, home: str, digits: str
) -> None:
    longer = f"{digits}0"[:15]
    prices = {digits, longer, digits[1:]}
    load(deck(acme, home_code=home), saved(tmp_path, *(f"{p},,0.02,,1,1,," for p in prices)))
    calls(acme, [(billed_service(acme, "555-1"), written, "2026-03-05T10:00", "60")])

    assert [prefix for _, prefix, _, _ in in_sql(acme).values()] == [digits]


def test_sums_that_are_rounded_once_are_added_up_exactly() -> None:
    exact = months.Rated(1, "44", Fraction(1, 3), None)
    each = months.Rated(2, "44", Fraction(1, 3), Decimal("0.34"))
    once = months.Deck(1, (), places=2, rounds_each=False)

    assert months.total([(once, exact)] * 3 + [(months.Deck(2, ()), each)]) == Decimal("1.34")
