"""A refused bill that a corrected file brought since is missing no more."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags

from billing_audit.reports.coverage import gaps
from clients.models import Client, User
from tests.billing_audit.bills.billed import bill, row, write
from tests.billing_audit.bills.command import load

MARCH = date(2026, 3, 1)
BAD = [row(invoice_no="INV-2", amount="12,x"), row(invoice_no="INV-3", amount="-")]
pytestmark = pytest.mark.django_db(transaction=True)


def waiting(browser: Browser, casey: User) -> str:
    browser.force_login(casey)
    page = browser.get(reverse("home")).content.decode()
    return re.sub(r"\s+", " ", strip_tags(page))


def unread(client: Client) -> list[str]:
    return [gap.why for gap in gaps(client, MARCH, None) if gap.what.endswith(".csv")]


@pytest.fixture
def refused(acme: Client, tmp_path: Path) -> None:
    """Of a file with three bills two were refused."""
    load(write(tmp_path, bill(row(), *BAD), "first.csv"))


def test_a_bill_loaded_since_is_no_longer_called_refused(
    acme: Client, refused: None, tmp_path: Path
) -> None:
    assert "INV-2, INV-3" in unread(acme)[0]

    load(write(tmp_path, bill(row(invoice_no="INV-2")), "second.csv"))

    (why,) = unread(acme)
    assert "Refused whole: INV-3" in why
    assert "INV-2" not in why


def test_a_file_all_of_whose_bills_were_loaded_since_waits_for_nobody(
    acme: Client, refused: None, casey: User, client: Browser, tmp_path: Path
) -> None:
    assert "first.csv" in waiting(client, casey)

    load(write(tmp_path, bill(row(invoice_no="INV-2"), row(invoice_no="INV-3")), "second.csv"))

    assert unread(acme) == []
    assert "first.csv" not in waiting(client, casey)


def test_the_same_number_of_another_carrier_mends_nothing(
    acme: Client, refused: None, tmp_path: Path
) -> None:
    them = {"carrier": "Meridian Telecom", "account_no": "2002"}
    theirs = bill(*(row(invoice_no=each, **them) for each in ("INV-2", "INV-3")))
    load(write(tmp_path, theirs, "second.csv"))

    assert "INV-2, INV-3" in unread(acme)[0]
