"""Published reports, for the company they are about and nobody else."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, User
from tests.billing_audit.portal.conftest import Publish

LIST = reverse("portal:report_list")
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def test_published_reports_are_listed_the_newest_first(
    acme: Client, publish: Publish, at_acme: Browser
) -> None:
    march = publish(acme, MARCH)
    april = publish(acme, APRIL)

    assert list(at_acme.get(LIST).context["reports"]) == [april, march]


def test_a_report_is_shown_in_the_browser_or_downloaded(
    acme: Client, publish: Publish, at_acme: Browser
) -> None:
    page = reverse("portal:report_pdf", args=[publish(acme, MARCH).public_id])

    shown, taken = at_acme.get(page), at_acme.get(page, {"download": ""})

    assert shown["Content-Disposition"].startswith("inline")
    assert taken["Content-Disposition"].startswith("attachment")
    assert b"".join(shown.streaming_content) == b"%PDF-1.7 of acme"


@pytest.mark.parametrize("state", ["draft", "superseded"])
def test_what_is_not_published_does_not_exist_for_the_company(
    acme: Client, publish: Publish, state: str, at_acme: Browser
) -> None:
    report = publish(acme, MARCH, state)

    assert not at_acme.get(LIST).context["reports"]
    assert at_acme.get(reverse("portal:report_pdf", args=[report.public_id])).status_code == 404


def test_another_companys_report_does_not_exist(
    acme: Client, publish: Publish, stella: User, browser: Browser
) -> None:
    report = publish(acme, MARCH)
    browser.force_login(stella)

    assert not browser.get(LIST).context["reports"]
    assert browser.get(reverse("portal:report_pdf", args=[report.public_id])).status_code == 404
