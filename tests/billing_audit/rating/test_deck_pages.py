"""The pages of rate decks: making one, loading prices, looking a number up."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import DeckRate, DeckVersion, RateDeck
from clients.models import Client, Contract, User
from tests.billing_audit.rating.decks import HEADER, carrier, deck, load, saved

ROWS = ("44,United Kingdom,0.02,,60,6,,", "447,UK mobile,0.30,0.1,6,6,,", "1,USA,0.01,,6,6,,")


@pytest.fixture
def prices(acme: Client, tmp_path: Path) -> RateDeck:
    """Acme's deck with three prices, valid since January."""
    made = deck(acme)
    load(made, saved(tmp_path, *ROWS), "2026-01-01")
    return made


def text_of(browser: Browser, name: str, *args: object, **query: str) -> str:
    page = browser.get(reverse(f"rating:{name}", args=args), query)
    return page.content.decode().replace("\xa0", " ")


def upload(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("prices.csv", content.encode())


def test_the_empty_page_says_what_a_deck_is_for(browser: Browser, casey: User) -> None:
    browser.force_login(casey)

    assert "No rate deck yet" in text_of(browser, "deck_list")


def test_a_deck_is_made_for_a_client_or_for_all(
    browser: Browser, acme: Client, casey: User
) -> None:
    browser.force_login(casey)
    answers = {
        "carrier": carrier().pk,
        "name": "Long distance",
        "currency": "USD",
        "zone": "America/New_York",
        "rounding_method": "up",
        "rounding_decimals": "4",
        "included_minutes": "0",
        "pool": "account",
        "bands": "peak: Mon-Fri 08:00-18:00\nnight: Sat-Mon 22:00-06:00",
    }

    browser.post(reverse("rating:deck_create") + "?client=acme", answers)
    browser.post(reverse("rating:deck_create"), answers)
    again = browser.post(reverse("rating:deck_create"), answers)

    shared, own = RateDeck.objects.order_by("client_id").reverse()
    assert (shared.client, own.client) == (None, acme)
    assert own.bands == [
        {"name": "peak", "days": [1, 2, 3, 4, 5], "from": "08:00", "to": "18:00"},
        {"name": "night", "days": [6, 7, 1], "from": "22:00", "to": "06:00"},
    ]
    assert "has a deck Long distance already" in again.content.decode()
    assert "night: Sat-Mon 22:00-06:00" in text_of(browser, "deck_edit", own.public_id)


ANSWERS = {
    "name": "Long distance",
    "currency": "USD",
    "zone": "UTC",
    "rounding_method": "up",
    "rounding_decimals": "4",
    "included_minutes": "0",
    "pool": "account",
}


def test_a_deck_stands_on_a_contract_with_its_carrier(
    browser: Browser, acme: Client, casey: User
) -> None:
    browser.force_login(casey)
    address = reverse("rating:deck_create") + "?client=acme"
    own, other = (
        Contract.objects.create(client=acme, carrier=carrier(name), number=f"MSA {name}")
        for name in ("Corvane", "Lumen")
    )

    no_carrier = browser.post(address, ANSWERS | {"contract": own.pk})
    wrong = browser.post(address, ANSWERS | {"carrier": carrier().pk, "contract": other.pk})
    browser.post(address, ANSWERS | {"carrier": carrier().pk, "contract": own.pk})

    assert "This contract is with" not in no_carrier.content.decode()
    assert "This contract is with Lumen." in wrong.content.decode()
    assert [each.contract for each in RateDeck.objects.all()] == [own]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Sun", [7]),
        ("Wed", [3]),
        ("Sat-Sun", [6, 7]),
        ("Sun-Mon", [7, 1]),
        ("Mon-Sun", [*range(1, 8)]),
    ],
)
def test_days_of_a_band_are_one_or_from_one_to_another(
    browser: Browser, casey: User, written: str, days: list[int]
) -> None:
    browser.force_login(casey)
    answers = ANSWERS | {"carrier": carrier().pk, "bands": f"quiet: {written} 08:00-18:00"}

    browser.post(reverse("rating:deck_create"), answers)

    deck = RateDeck.objects.get()
    assert deck.bands[0]["days"] == days
    assert f"quiet: {written} 08:00-18:00" in text_of(browser, "deck_edit", deck.public_id)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"zone": "Mars"}, "There is no such time zone"),
        ({"bands": "peak"}, "is not like peak: Mon-Fri 08:00-18:00"),
        ({"bands": "peak: Mon-Fri 25:00-26:00"}, "is not like peak"),
        ({"bands": "a: Mon 08:00-09:00\na: Tue 08:00-09:00"}, "Two bands have the same name."),
    ],
)
def test_rules_that_nobody_could_follow_are_named(
    browser: Browser, casey: User, change: dict[str, str], why: str
) -> None:
    browser.force_login(casey)

    page = browser.post(reverse("rating:deck_create"), change)

    assert why in page.content.decode()
    assert not RateDeck.objects.exists()


def test_prices_are_tried_first_and_then_loaded(
    browser: Browser, casey: User, prices: RateDeck
) -> None:
    browser.force_login(casey)
    address = reverse("rating:version_load", args=[prices.public_id])
    content = "\n".join([HEADER, *ROWS])

    tried = browser.post(address, {"file": upload(content), "begins": "2026-04-01", "try": ""})
    assert "Nothing is stored yet" in tried.content.decode()
    assert DeckVersion.objects.count() == 1
    browser.post(address, {"file": upload(content), "begins": "2026-04-01", "load": "yes"})

    assert [each.valid.lower for each in prices.versions.all()] == [
        date(2026, 4, 1),
        date(2026, 1, 1),
    ]
    text = text_of(browser, "deck_detail", prices.public_id)
    assert "1 Jan 2026 to 31 Mar 2026" in text
    assert "from 1 Apr 2026" in text


def test_bad_cells_are_listed_by_their_place(
    browser: Browser, casey: User, prices: RateDeck
) -> None:
    browser.force_login(casey)
    address = reverse("rating:version_load", args=[prices.public_id])
    content = f"{HEADER}\n4x,UK,free,,60,6,,\n"

    page = browser.post(address, {"file": upload(content), "begins": "2026-04-01", "load": "yes"})
    other = browser.post(address, {"file": upload(content), "begins": "2026-01-01", "load": "yes"})

    assert "2 cells could not be read" in page.content.decode()
    assert "not a number like 0.0125" in page.content.decode()
    assert "hold on some of these days" in other.content.decode()
    assert DeckVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("+44 7700 900123", ["44", "447"]),
        ("44", ["44", "447"]),
        ("447", ["44", "447"]),
        ("mobile", ["447"]),
        ("999", []),
        ("", ["1", "44", "447"]),
    ],
)
def test_prices_are_found_by_number_prefix_and_destination(
    prices: RateDeck, words: str, found: list[str]
) -> None:
    assert [each.prefix for each in DeckRate.objects.all().matching(words)] == found


def test_the_prices_of_a_version_are_listed_in_few_queries(
    browser: Browser, casey: User, prices: RateDeck, django_assert_max_num_queries: object
) -> None:
    browser.force_login(casey)

    with django_assert_max_num_queries(18):
        text = text_of(browser, "version_detail", prices.versions.get().public_id, q="447")

    assert "UK mobile" in text
    assert "USA" not in text


def test_a_call_is_priced_on_the_page(browser: Browser, casey: User, prices: RateDeck) -> None:
    browser.force_login(casey)
    call = {"number": "+447700900123", "seconds": "7", "day": "2026-03-05", "at": "10:00"}

    text = text_of(browser, "deck_detail", prices.public_id, **call)
    none = text_of(browser, "deck_detail", prices.public_id, **(call | {"number": "+33 1"}))
    before = text_of(browser, "deck_detail", prices.public_id, **(call | {"day": "2025-01-01"}))

    at_noon = text_of(browser, "deck_detail", prices.public_id, **(call | {"at": ""}))

    assert "5 Mar 2026, 10:00 in UTC, rounded to the nearest at 4 decimals" in text
    assert "5 Mar 2026, 12:00 in UTC" in at_noon
    assert "447700900123 begins with 447" in text
    assert "$0.16" in text  # 0.10 to connect, 12 seconds at 0.30
    assert "This deck has no price for it" in none
    assert "This deck has no price for it" in before


def test_what_is_handed_out_can_be_loaded_again(
    browser: Browser, casey: User, prices: RateDeck, tmp_path: Path
) -> None:
    browser.force_login(casey)
    address = reverse("rating:version_export", args=[prices.versions.get().public_id])
    path = tmp_path / "again.csv"
    path.write_bytes(browser.get(address).content)

    load(prices, path, "2026-05-01")

    first, second = (
        [*version.rates.values_list("prefix", "rate", "connect_fee", "minimum", "increment")]
        for version in prices.versions.all()
    )
    assert first == second


def test_prices_are_taken_back(browser: Browser, casey: User, prices: RateDeck) -> None:
    browser.force_login(casey)

    browser.post(reverse("rating:version_take_back", args=[prices.versions.get().public_id]))

    assert not DeckRate.objects.exists()


def test_a_list_price_is_everybodys_and_an_agreed_one_the_clients(
    browser: Browser, acme: Client, globex: Client, casey: User, pat: User
) -> None:
    deck(acme, name="Acme’s own")
    deck(globex, name="Globex’s own")
    deck(name="List prices")
    names = ["Acme’s own", "Globex’s own", "List prices"]

    def listed(person: User) -> list[bool]:
        browser.force_login(person)
        text = text_of(browser, "deck_list")  # none of them has prices yet
        return [name in text for name in names]

    assert listed(casey) == [True, False, True]
    assert listed(pat) == [True, True, True]
