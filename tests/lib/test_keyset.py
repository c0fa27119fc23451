"""Paging by the last row seen."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Site
from retainer.lib import keyset

ORDER = ("code", "id")


def ask(query: str = "", order: tuple[str, ...] = ORDER, size: int = 3) -> keyset.Page:
    return keyset.page(Site.objects.all(), order, RequestFactory().get(f"/?{query}"), size)


@pytest.fixture
def sites(acme: Client) -> list[str]:
    codes = [f"S{n:02}" for n in range(8)]
    Site.objects.bulk_create(Site(client=acme, code=code, name=code) for code in codes)
    return codes


@pytest.mark.parametrize("order", [ORDER, ("-code", "-id")])
def test_walking_forth_and_back_meets_every_row_once(sites: list[str], order: tuple) -> None:
    page, forth = ask(order=order), []
    while True:
        forth += [row.code for row in page]
        if page.older is None:
            break
        page = ask(f"older={page.older}", order)
    back = [row.code for row in page]
    while page.newer:
        page = ask(f"newer={page.newer}", order)
        back = [row.code for row in page] + back

    assert forth == back == (sites if order == ORDER else sites[::-1])


def test_the_first_page_has_nothing_newer_and_the_last_nothing_older(sites: list[str]) -> None:
    assert ask().newer is None
    assert ask(size=8).older is None


def test_moments_keep_their_microseconds(db: None) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for n in range(7):
        when = noon + timedelta(microseconds=100 * (n // 2))
        Client.objects.create(slug=f"c{n}", name=f"C{n}")
        Client.objects.filter(slug=f"c{n}").update(created_at=when)
    order = ("-created_at", "-id")
    request = RequestFactory().get
    met, page = [], keyset.page(Client.objects.all(), order, request("/"), 2)
    while True:
        met += [client.slug for client in page]
        if page.older is None:
            break
        page = keyset.page(Client.objects.all(), order, request(f"/?older={page.older}"), 2)

    assert met == [f"c{n}" for n in reversed(range(7))]


def test_an_empty_list_has_no_pages(acme: Client) -> None:
    assert not ask()


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(alphabet="abcABC012-_=W10", max_size=30))
def test_a_key_nobody_was_given_leads_to_the_first_page(key: str, sites: list[str]) -> None:
    assert [row.code for row in ask(f"older={key}")] == sites[:3]


def forged(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "place",
    [
        r'["\u0000", 1]',
        r'["\ud800", 1]',
        '["S00", Infinity]',
        '["S00", NaN]',
        '["S00", null]',
        '["S00"]',
        "7",
        "[" * 2000,
    ],
)
def test_a_place_that_cannot_be_leads_to_the_first_page(place: str, sites: list[str]) -> None:
    assert [row.code for row in ask(f"older={forged(place)}")] == sites[:3]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.tuples(JSON, JSON))
def test_no_forged_place_breaks_the_page(place: tuple, sites: list[str]) -> None:
    assert ask(f"older={forged(json.dumps(place))}") is not None


def test_the_database_compares_rows(sites: list[str], django_assert_num_queries) -> None:
    key = ask().older
    with django_assert_num_queries(1) as captured:
        ask(f"older={key}")

    assert '("clients_site"."code", "clients_site"."id") > (' in captured[0]["sql"]


def test_mixed_directions_are_refused() -> None:
    with pytest.raises(ValueError, match="one direction"):
        ask(order=("code", "-id"))
