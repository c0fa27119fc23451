"""What the transaction around every request does when something goes wrong inside it."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.urls import path

from clients.models import Activity, Client, Practice, User
from clients.people.access import any_signed_in
from clients.people.activity import record
from retainer.lib.format import day
from retainer.urls import urlpatterns as ours


@any_signed_in
def record_and_fail(request: HttpRequest) -> HttpResponse:
    record("test.began", "Half a deed", actor=request.user)
    raise RuntimeError("in the middle")


@any_signed_in
def break_the_transaction(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    return HttpResponse()


urlpatterns = [
    *ours,
    path("record-and-fail/", record_and_fail),
    path("break/", break_the_transaction),
]


@pytest.fixture
def desk(casey: User) -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.force_login(casey)
    return browser


@pytest.mark.urls(__name__)
def test_half_a_deed_is_undone(desk: Browser) -> None:
    assert desk.get("/record-and-fail/").status_code == 500

    assert not Activity.objects.filter(verb="test.began").exists()


@pytest.mark.urls(__name__)
def test_a_broken_transaction_still_shows_a_page(desk: Browser) -> None:
    page = desk.get("/break/")

    assert page.status_code == 500
    assert "Something broke" in page.content.decode()


@pytest.mark.parametrize("address", ["/sites/?q=%00", "/sites/?client=a%00", "/?%00"])
def test_an_address_with_a_nul_makes_no_sense(desk: Browser, address: str) -> None:
    assert desk.get(address).status_code == 400


def test_moments_are_shown_in_the_practices_zone(acme: Client, desk: Browser) -> None:
    Practice.objects.create(pk=1, name="Page & Cole", time_zone="Pacific/Kiritimati")
    Client.objects.update(created_at="2026-03-31T23:30:00Z")

    page = desk.get(f"/clients/{acme.public_id}/").content.decode()

    assert day(date(2026, 4, 1)) in page
