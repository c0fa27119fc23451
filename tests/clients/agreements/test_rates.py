"""Hourly rates of a client and the practice's price list, kept by principals."""

from datetime import date
from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Activity,
    ClientRate,
    Project,
    RetainerAgreement,
    StandardRate,
    TeamSeat,
    User,
)

SINCE = {"rate": "180.00", "starts_on": "2026-01-01", "ends_on": ""}


def create(browser: Browser, agreement: RetainerAgreement, whose: str, **changed: str) -> object:
    address = reverse("agreements:rate_create", args=[agreement.public_id])
    return browser.post(address, {"whose": whose, **SINCE, **changed})


def test_a_rate_is_agreed_for_a_person_a_role_a_project_or_everybody(
    agreement: RetainerAgreement, audit: Project, casey: User, pat: User, browser: Browser
) -> None:
    TeamSeat.objects.create(
        client=agreement.client, agreement=agreement, person=casey, role="Lead consultant"
    )
    browser.force_login(pat)

    for whose in (
        f"person:{casey.public_id}", "role:Lead consultant", f"project:{audit.public_id}",
        "client:",
    ):  # fmt: skip
        create(browser, agreement, whose)

    rates = ClientRate.objects.order_by("pk")
    assert [(rate.kind, rate.whose, rate.agreement_id is None) for rate in rates] == [
        ("person", "Casey Cole", False),
        ("role", "Lead consultant", False),
        ("project", "Carrier bill audit", True),
        ("client", "Acme Logistics", True),
    ]


def test_two_rates_for_the_same_do_not_share_a_day(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    create(browser, agreement, f"person:{casey.public_id}", ends_on="2026-06-30")

    page = create(browser, agreement, f"person:{casey.public_id}", starts_on="2026-06-30")
    create(browser, agreement, f"person:{casey.public_id}", starts_on="2026-07-01", rate="190")

    assert "already covers some of these days" in page.content.decode()
    assert [rate.rate for rate in ClientRate.objects.order_by("starts_on")] == [180, 190]


def test_nobody_elses_project_can_be_named(
    agreement: RetainerAgreement, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)

    page = create(browser, agreement, f"project:{agreement.public_id}")

    assert page.context["form"].errors["whose"]
    assert not ClientRate.objects.exists()


def test_a_rate_is_ended_and_removed_on_record(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    rate = ClientRate.objects.create(
        client=agreement.client, agreement=agreement, person=casey, rate=180,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    browser.force_login(pat)
    place = [agreement.public_id, rate.public_id]

    browser.post(reverse("agreements:rate_edit", args=place), SINCE | {"ends_on": "2026-06-30"})
    rate.refresh_from_db()
    browser.post(reverse("agreements:rate_remove", args=place))

    assert (rate.ends_on, rate.person) == (date(2026, 6, 30), casey)
    assert not ClientRate.objects.exists()
    assert set(Activity.objects.values_list("verb", flat=True)) == {"rate.edited", "rate.removed"}


def test_the_page_lists_the_rates_narrowest_first(
    agreement: RetainerAgreement, audit: Project, casey: User, browser: Browser
) -> None:
    since = {"client": agreement.client, "starts_on": date(2026, 1, 1)}
    ClientRate.objects.create(**since, rate=150)
    ClientRate.objects.create(**since, rate=160, project=audit)
    ClientRate.objects.create(**since, rate=180, agreement=agreement, person=casey)
    ClientRate.objects.create(**since, rate=200, currency="EUR")
    browser.force_login(casey)

    page = browser.get(reverse("retainers:agreement_detail", args=[agreement.public_id]))

    assert [rate.rate for rate in page.context["page"].rates] == [180, 160, 150]


def test_the_price_list_is_kept(pat: User, browser: Browser) -> None:
    browser.force_login(pat)
    new = {"role": "", "currency": "USD", **SINCE}

    browser.post(reverse("agreements:price_create"), new)
    twice = browser.post(reverse("agreements:price_create"), new)
    (rate,) = StandardRate.objects.all()
    edit = reverse("agreements:price_edit", args=[rate.public_id])
    browser.post(edit, new | {"rate": "195.50"})
    page = browser.get(reverse("agreements:price_list"))

    assert "already covers some of these days" in twice.content.decode()
    assert [(rate.rate, state) for rate, state in page.context["rates"]] == [
        (Decimal("195.50"), "active")
    ]
    browser.post(reverse("agreements:price_remove", args=[rate.public_id]))
    assert not StandardRate.objects.exists()
