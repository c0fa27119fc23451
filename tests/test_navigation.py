"""Who is led where."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from retainer.navigation import (
    ACCOUNT,
    DESK,
    PORTAL,
    PRINCIPAL_ONLY,
    Navigation,
    navigation_for,
)


def seen_by(user: object, path: str = "/") -> Navigation | None:
    request: HttpRequest = RequestFactory().get(path)
    request.user = user
    return navigation_for(request)


def labels(navigation: Navigation) -> list[str]:
    return [link.label for group in navigation.groups for link in group.links]


def test_a_stranger_is_led_nowhere():
    assert seen_by(AnonymousUser()) is None


def test_only_the_principal_is_led_to_people(pat, casey):
    assert "People" in labels(seen_by(pat))
    assert "People" not in labels(seen_by(casey))


def test_a_client_user_gets_the_portal_and_no_client_to_choose(owen):
    navigation = seen_by(owen)

    assert navigation.kind == "portal"
    assert navigation.clients == []
    assert "Clients" not in labels(navigation)


@pytest.mark.usefixtures("globex")
def test_a_consultant_chooses_among_assigned_clients(casey, acme):
    assert seen_by(casey).clients == [acme]


def test_the_chosen_client_stays_chosen_on_the_way(pat, acme):
    navigation = seen_by(pat, "/?client=acme")

    urls = {link.label: link.url for group in navigation.groups for link in group.links}

    assert navigation.client == acme.slug
    assert urls["Clients"].endswith("?client=acme")


def test_the_place_we_are_at_is_marked(pat):
    current = [link for group in seen_by(pat).groups for link in group.links if link.current]

    assert [link.label for link in current] == ["Today"]


@pytest.mark.usefixtures("acme")
def test_below_a_home_page_only_the_nearest_place_is_marked(owen):
    links = [link for group in seen_by(owen, "/portal/findings/").groups for link in group.links]

    assert [link.label for link in links if link.current] == ["Findings"]


@pytest.mark.parametrize("places", [DESK | PRINCIPAL_ONLY, PORTAL], ids=["desk", "portal"])
def test_no_letter_leads_to_two_places(places):
    letters = [key for links in (*places.values(), ACCOUNT) for *_, key in links if key]

    assert len(letters) == len(set(letters))
