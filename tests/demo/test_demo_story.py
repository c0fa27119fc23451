"""The stories hold together: people, places, dates and hours."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from retainer.demo import CARRIERS, CLIENTS, PEOPLE, PRACTICE
from retainer.demo.practice import LOGO
from retainer.demo.story import ClientStory

LAST_DAY = date(2026, 11, 22)
clients = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.slug)


@clients
def test_numbers_are_unique_and_places_exist(client: ClientStory) -> None:
    numbers = [service.number for service in client.services]
    sites = {site.code for site in client.sites}
    accounts = {account.number for account in client.accounts}

    assert len(set(numbers)) == len(numbers)
    assert {s.site for s in client.services if not s.unknown} <= sites
    assert {s.account for s in client.services} == accounts
    assert {account.carrier for account in client.accounts} <= set(CARRIERS)


@clients
def test_nothing_is_left_at_a_closed_site(client: ClientStory) -> None:
    closed = {site.code: site.closed_on for site in client.sites if site.closed_on}

    assert closed
    for service in client.services:
        if service.site in closed:
            assert service.disconnected == closed[service.site]


@clients
def test_an_executive_may_decide_and_a_viewer_may_not(client: ClientStory) -> None:
    kinds = {person.email: person.kind for person in PEOPLE}
    rights = {place.role: place.rights for place in client.places}

    assert rights["executive"]
    assert rights["viewer"] == rights["consultant"] == ()
    for place in client.places:
        assert (kinds[place.email] == "consultant") == (place.role == "consultant")


@clients
def test_work_was_done_on_working_days_by_people_of_the_practice(client: ClientStory) -> None:
    staff = {person.email for person in PEOPLE if person.kind != "client"}
    projects = {project.name for project in client.projects}

    for entry in client.entries:
        assert entry.worked_on.weekday() < 5
        assert entry.worked_on <= LAST_DAY
        assert entry.email in staff
        assert entry.project in projects
        assert len(entry.text) <= 500


@clients
def test_months_use_about_the_hours_bought(client: ClientStory) -> None:
    hours: dict[date, Decimal] = defaultdict(Decimal)
    for entry in client.entries:
        hours[entry.worked_on.replace(day=1)] += entry.hours

    bought = client.agreement.monthly_hours
    assert len(hours) == 4
    assert all(bought / 2 < used <= bought + 1 for used in hours.values())


def test_the_logo_is_a_drawing_without_script_or_links() -> None:
    drawing = ET.fromstring(LOGO)  # noqa: S314 - our own

    assert PRACTICE.logo_svg == LOGO
    names = {node.tag.rpartition("}")[2] for node in drawing.iter()}
    assert names <= {"svg", "path", "text"}
