"""Fees and overage for the accountant, as CSV."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from pypdf import PdfReader

from clients.models import (
    Client,
    User,
)
from clients.retainers.closing import close_month
from tests.agreed import agree
from tests.clients.retainers.conftest import JANUARY, Live, older, words

FEBRUARY = date(2026, 2, 1)


def text_of(pdf: Any) -> str:
    with pdf.content.open("rb") as content:
        pages = PdfReader(BytesIO(content.read())).pages
    said = " ".join(page.extract_text() for page in pages)
    return " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_accountant_gets_fees_and_overage_of_every_client(
    live: Live, acme: Client, globex: Client, pat: User, casey: User, browser: Browser
) -> None:
    Client.objects.filter(pk=acme.pk).update(name="=cmd|calc")
    (january,) = live([50], overage_rate=210)
    money = agree(globex, 5000, basis="money", fee=5000)
    close_month(agreement=money, month=JANUARY, closed_by=pat)
    browser.force_login(pat)

    file = browser.get(reverse("retainers:fee_export"), {"month": "2026-01"})

    rows = list(csv.DictReader(StringIO(file.content.decode())))
    assert [(row["client"], row["overage_hours"], row["overage_amount"]) for row in rows] == [
        ("'=cmd|calc", "10.00", "2100.00"),
        ("Globex Health", "", "0.00"),
    ]
    assert rows[0]["statement"] == january.number
    assert rows[0]["figures_sha256"] == january.figures_sha256
    assert (rows[0]["fee"], rows[0]["overage_rate"], rows[0]["total"]) == (
        "6500.00", "210.00", "8600.00",
    )  # fmt: skip


def test_fees_that_cannot_be_read_are_named_before_anything_is_written(
    live: Live, pat: User, browser: Browser
) -> None:
    january = live([10])[0]
    old = older(january, {"old": True})
    browser.force_login(pat)

    page = browser.get(reverse("retainers:fee_export"), {"month": "2025-12"}, follow=True)

    assert page.redirect_chain
    said = words(page)
    assert f"{old.number} (Acme Logistics, December 2025)" in said
    assert "Take its fee and overage from its PDF" in said


def test_fees_of_figures_that_another_release_kept_are_read(
    live: Live, pat: User, browser: Browser
) -> None:
    january = live([50], overage_rate=210)[0]
    figures = january.figures | {"month": "2025-12-01", "kept_since": "0.0"}
    del figures["corrections"]
    older(january, figures)
    browser.force_login(pat)

    file = browser.get(reverse("retainers:fee_export"), {"month": "2025-12"})

    (row,) = csv.DictReader(StringIO(file.content.decode()))
    assert (row["overage_rate"], row["total"]) == ("210.00", "8600.00")
