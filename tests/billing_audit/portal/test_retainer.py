"""What the retainer's hours went into, and whom to call."""

from datetime import date
from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, User, WorkEntry
from tests.billing_audit.portal.test_home import words

PAGE = reverse("portal:retainer")


def test_it_shows_the_months_hours_projects_and_entries(
    worked: WorkEntry, at_acme: Browser
) -> None:
    page = at_acme.get(PAGE)

    hours = page.context["hours"]
    assert (hours.included, hours.used, hours.left) == (40, Decimal("2.50"), Decimal("37.50"))
    assert "Called the carrier about the ports" in words(page)
    assert "Carrier bill audit" in words(page)
    assert "Casey Cole" in words(page)


def test_earlier_months_open(worked: WorkEntry, at_acme: Browser) -> None:
    WorkEntry.objects.update(worked_on=date(2026, 2, 3))

    page = at_acme.get(PAGE, {"month": "2026-02"})

    assert page.context["hours"].month == date(2026, 2, 1)
    assert "37.5</strong> of 40 hours stayed unused in February 2026" in words(page)
    assert {balance.month for balance in page.context["months"]} >= {date(2026, 2, 1)}


def test_a_month_outside_the_retainer_shows_this_one(worked: WorkEntry, at_acme: Browser) -> None:
    assert at_acme.get(PAGE, {"month": "2019-01"}).context["hours"].used == worked.hours


def test_it_names_consultants_with_phone_and_mail(casey: User, at_acme: Browser) -> None:
    User.objects.filter(pk=casey.pk).update(phone="+1 315 555 0142")

    text = words(at_acme.get(PAGE))

    assert "tel:+13155550142" in text
    assert "mailto:casey@practice.test" in text


def test_who_cannot_sign_in_any_more_is_not_to_be_called(casey: User, at_acme: Browser) -> None:
    User.objects.filter(pk=casey.pk).update(is_active=False)

    assert "Casey Cole" not in words(at_acme.get(PAGE))


def test_without_an_agreement_it_says_so(acme: Client, at_acme: Browser) -> None:
    assert "No retainer agreement holds" in words(at_acme.get(PAGE))
