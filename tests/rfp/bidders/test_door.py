"""A bidder comes in by a link and a code, and by nothing else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone

from clients.models import User
from rfp.bidders.services import let_in, renew_link, shut_out
from rfp.models import Bidder, BidderDeed, BidderPerson
from tests.rfp.coming_in import code_in, come_in, link_in

BO = "bo@birch.test"


def test_a_link_and_a_code_open_the_door(birch: Bidder) -> None:
    page = come_in(BO).get("/bidder/")

    assert "Access for two sites" in page.content.decode()
    assert BidderDeed.objects.get().sentence == "Bo Birk came in"


def test_looking_at_the_link_sends_no_code(birch: Bidder) -> None:
    page = Browser().get(link_in(BO)).content.decode()

    assert "b…@birch.test" in page
    assert BO not in page
    assert len(mail.outbox) == 1


def test_without_the_code_nobody_is_inside(birch: Bidder) -> None:
    browser, link = Browser(), link_in(BO)
    browser.post(link)
    wrong = "000000" if code_in(BO) != "000000" else "000001"

    page = browser.post(f"{link}code/", {"code": wrong})

    assert "This is not the code" in page.content.decode()
    assert browser.get("/bidder/").status_code == 403


def test_after_five_wrong_tries_the_right_code_opens_nothing(birch: Bidder) -> None:
    browser, link = Browser(), link_in(BO)
    browser.post(link)
    right = code_in(BO)
    wrong = "000000" if right != "000000" else "000001"

    for _ in range(5):
        browser.post(f"{link}code/", {"code": wrong})
    page = browser.post(f"{link}code/", {"code": right})

    assert "too old" in page.content.decode()


def test_a_code_opens_the_door_once(birch: Bidder) -> None:
    link = link_in(BO)
    come_in(BO)

    page = Browser().post(f"{link}code/", {"code": code_in(BO)})

    assert "too old" in page.content.decode()


def test_a_newer_code_makes_the_older_worthless(birch: Bidder) -> None:
    browser, link = Browser(), link_in(BO)
    browser.post(link)
    older = code_in(BO)
    browser.post(link)
    if older == code_in(BO):
        return  # one time in a million they are the same

    assert "too old" in browser.post(f"{link}code/", {"code": older}).content.decode()


def test_more_than_six_codes_within_an_hour_are_not_sent(birch: Bidder) -> None:
    browser, link = Browser(), link_in(BO)
    for _ in range(6):
        browser.post(link)

    page = browser.post(link)

    assert "Wait an hour" in page.content.decode()
    assert len(mail.outbox) == 7


def test_a_link_that_was_renewed_opens_nothing(birch: Bidder, pat: User) -> None:
    old = link_in(BO)

    renew_link(person=birch.people.get(), renewed_by=pat)

    assert Browser().get(old).status_code == 410
    assert Browser().get(link_in(BO)).status_code == 200


def test_an_old_link_opens_nothing(birch: Bidder) -> None:
    BidderPerson.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Browser().get(link_in(BO)).status_code == 410


def test_who_is_shut_out_is_outside_at_once(birch: Bidder, pat: User) -> None:
    browser = come_in(BO)

    shut_out(bidder=birch, because="A conflict of interest", shut_by=pat)
    met = browser.get("/bidder/").status_code
    let_in(bidder=birch, let_in_by=pat)

    assert (met, browser.get("/bidder/").status_code) == (403, 200)


def test_who_leaves_is_outside(birch: Bidder) -> None:
    browser = come_in(BO)

    browser.post("/bidder/leave/")

    assert browser.get("/bidder/").status_code == 403


@pytest.mark.parametrize("path", ["/", "/clients/", "/portal/", "/rfps/"])
def test_who_is_inside_is_nobody_elsewhere(birch: Bidder, path: str) -> None:
    answer = come_in(BO).get(path)

    assert answer.status_code in (302, 404)
    assert answer.status_code == 404 or "/accounts/login/" in answer.headers["Location"]
