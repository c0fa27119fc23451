"""Clients and who sees and decides what at them."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, Client, DecisionRight, Membership, User
from clients.people import services


def test_a_principal_founds_a_client_under_a_slug_of_its_own(
    acme: Client, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    browser.post(
        reverse("people:client_create"),
        {"name": "Acme", "currency": "EUR", "fiscal_start_month": 7, "address": ""},
    )

    assert Client.objects.get(name="Acme").slug == "acme-2"


def test_a_wrong_currency_is_explained(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    answer = browser.post(
        reverse("people:client_create"),
        {"name": "Odd", "currency": "dollars", "fiscal_start_month": 1},
    )

    assert answer.context["form"].errors["currency"]
    assert not Client.objects.filter(name="Odd").exists()


def test_an_assigned_consultant_sees_the_client(
    globex: Client, casey: User, pat: User, browser: Browser
) -> None:
    page = reverse("people:client_detail", args=[globex.public_id])
    browser.force_login(casey)
    assert browser.get(page).status_code == 404

    services.add_member(user=casey, client=globex, role="consultant", added_by=pat)

    assert browser.get(page).status_code == 200


def test_a_consultant_taken_off_sees_the_client_no_longer(
    acme: Client, casey: User, pat: User, browser: Browser
) -> None:
    browser.force_login(casey)

    services.remove_member(membership=Membership.objects.get(user=casey), removed_by=pat)

    assert browser.get(reverse("people:client_detail", args=[acme.public_id])).status_code == 404


def test_who_leaves_a_client_decides_nothing_there(owen: User, pat: User) -> None:
    services.remove_member(membership=Membership.objects.get(user=owen), removed_by=pat)

    assert not DecisionRight.objects.exists()


def test_a_right_is_granted_with_its_limit_and_recorded(
    acme: Client, owen: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    browser.post(
        reverse("people:decision_right_grant", args=[acme.public_id]),
        {"user": owen.pk, "subject": "dispute", "limit": "2500.00"},
    )

    assert DecisionRight.objects.get(user=owen, subject="dispute").limit == Decimal("2500.00")
    assert Activity.objects.filter(verb="right.granted", client=acme, actor=pat).exists()


@pytest.mark.parametrize("outsider", ["stella", "casey"])
def test_only_people_of_the_client_can_be_given_rights(
    acme: Client, owen: User, stella: User, casey: User, pat: User, outsider: str, browser: Browser
) -> None:
    browser.force_login(pat)
    person = {"stella": stella, "casey": casey}[outsider]

    answer = browser.post(
        reverse("people:decision_right_grant", args=[acme.public_id]),
        {"user": person.pk, "subject": "spend", "limit": ""},
    )

    assert answer.context["form"].errors["user"]


def test_an_archived_client_leaves_the_list_and_can_be_taken_back(
    acme: Client, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    services.archive_client(client=acme, archived_by=pat)
    assert acme not in browser.get(reverse("people:client_list")).context["clients"]

    services.archive_client(client=acme, archived_by=pat, archived=False)

    assert acme in browser.get(reverse("people:client_list")).context["clients"]


def test_a_principal_cannot_shut_themselves_out(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    browser.post(reverse("people:user_activate", args=[pat.public_id]), {"active": "no"})

    pat.refresh_from_db()
    assert pat.is_active


def test_a_principal_says_how_long_a_colleagues_week_is(
    casey: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    address = reverse("people:user_week", args=[casey.public_id])

    refused = browser.post(address, {"week_hours": "100"})
    browser.post(address, {"week_hours": "24"})

    assert refused.context["form"].errors
    casey.refresh_from_db()
    assert casey.week_hours == 24
    assert "24.00" in browser.get(reverse("people:user_list")).content.decode()
    browser.post(address, {"week_hours": ""})
    casey.refresh_from_db()
    assert casey.week_hours is None


def test_the_week_of_a_client_user_is_nobodys_business(
    owen: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    assert browser.get(reverse("people:user_week", args=[owen.public_id])).status_code == 404
