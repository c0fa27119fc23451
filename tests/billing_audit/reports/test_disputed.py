"""Disputes and credits in a report: the same figures on page, PDF and portal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.document.missing_bills import BillIsMissing
from billing_audit.models import Dispute, Finding
from billing_audit.money.places import Places
from billing_audit.reports.figures import freeze
from billing_audit.reports.places import rows
from billing_audit.reports.presentation import numbers
from billing_audit.tuning.services import tune
from clients.models import Client, User
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import sent, step
from tests.billing_audit.on_file import audit
from tests.billing_audit.reports.test_document import html_of
from tests.billing_audit.reports.test_figures import dollars, figures_of

APRIL = date(2026, 4, 1)
SENT = date(2026, 5, 4)


@pytest.fixture
def dispute(acme: Client, casey: User) -> Dispute:
    """64.00 on the bills of March and April, sent on 4 May."""
    return sent(acme, casey, on=SENT)


def test_what_is_in_dispute_is_not_asked_back_again(acme: Client, dispute: Dispute) -> None:
    figures = figures_of(acme, APRIL)

    money = dollars(figures)
    assert (money.places.to_ask, money.in_dispute) == (0, Decimal("64.00"))
    assert not [each for each in figures.actions if each.title.startswith("Ask for")]
    (row,) = figures.disputes
    assert (row.number, row.outstanding, row.charges) == (dispute.number, Decimal("64.00"), 2)
    assert row.days == (figures.as_of - SENT).days > 90
    assert [(age.title, age.outstanding) for age in figures.ages] == [
        ("over 90 days", Decimal("64.00"))
    ]


def test_a_report_of_an_earlier_month_counts_its_share_of_a_dispute(
    acme: Client, dispute: Dispute
) -> None:
    figures = figures_of(acme, date(2026, 3, 1))

    assert dollars(figures).in_dispute == figures.disputes[0].outstanding == Decimal("32.00")


def test_what_came_back_is_told_with_its_bill(acme: Client, dispute: Dispute, pat: User) -> None:
    bill = billed(acme, credited("-40.00"), on="2026-04-20")
    step(dispute, "approve", pat)
    step(dispute, "post", pat, amount=Decimal(40), invoice=bill, line_id=line_of(bill))

    figures = figures_of(acme, APRIL)

    (credit,) = figures.credits
    assert (credit.bill, credit.amount, credit.verified) == (bill.number, Decimal("40.00"), False)
    money = dollars(figures)
    assert (money.came_back, money.places.credited, money.places.promised) == (40, 40, 24)
    assert (money.total, money.open) == (64, 24)
    values = {number.label: number.value for number in numbers(figures)}
    assert (values["Came back this month"], values["In dispute"]) == ("$40.00", "$24.00")
    html = html_of(figures)
    assert "$40.00" in html
    assert "The nearest" not in html


def test_the_portal_reads_the_same_places(
    acme: Client, dispute: Dispute, pat: User, owen: User, browser: Browser
) -> None:
    step(dispute, "approve_part", pat, amount=Decimal(30), note="In part")
    Finding.objects.update(shared_with_client=True)
    browser.force_login(owen)

    page = browser.get(reverse("portal:finding_list"))

    standing, money = page.context["standing"], dollars(figures_of(acme, APRIL))
    assert standing.disputed.by_currency == {"USD": money.in_dispute}
    assert standing.claimed.by_currency == {"USD": money.places.to_ask}
    finding = Finding.objects.get(check_code="B01")
    detail = browser.get(reverse("portal:finding_detail", args=[finding.public_id]))
    assert detail.context["where"] == "$34.00 asked back, $30.00 promised"


def test_every_place_is_printed_with_its_meaning_and_they_add_up(
    acme: Client, dispute: Dispute
) -> None:
    figures = figures_of(acme, APRIL)

    *places, found, still = rows(figures)
    assert sum(row.by_currency[0][1] for row in places) == found.by_currency[0][1]
    assert still.by_currency == [("USD", Decimal("64.00"))]
    html = html_of(figures)
    assert all(row.meaning in html for row in places)


def test_a_day_that_was_missed_is_the_first_deadline(acme: Client, dispute: Dispute) -> None:
    figures = figures_of(acme, APRIL)

    first = figures.deadlines[0]
    assert (first.day, first.who) == (SENT + timedelta(days=30), "Carrier")
    assert "carrier’s answer due" in first.what


def test_what_was_tuned_is_printed_and_changes_the_fingerprint(
    acme: Client, dispute: Dispute, casey: User
) -> None:
    before = figures_of(acme, APRIL)
    [grace] = BillIsMissing.settings
    tune(
        client=acme, check=BillIsMissing, setting=grace, value=Decimal(12),
        reason="Paper comes late.", set_by=casey,
    )  # fmt: skip
    untouched = figures_of(acme, APRIL)
    audit(acme)

    after = figures_of(acme, APRIL)

    assert before.versions.checks_sha256 == untouched.versions.checks_sha256
    assert after.versions.checks_sha256 != before.versions.checks_sha256
    html = " ".join(html_of(after).split())
    assert "What was set for you" in html
    assert "Paper comes late." in html
    assert f"{grace.in_words(Decimal(12))} {grace.unit}" in html
    assert "What was set for you" not in html_of(before)


def test_no_report_is_newer_than_what_it_knows(acme: Client, dispute: Dispute) -> None:
    figures = figures_of(acme, APRIL)

    assert figures.known_at == dispute.events.latest("at").at


def test_money_in_dispute_is_in_the_figures_once(acme: Client, dispute: Dispute) -> None:
    findings = freeze(acme, APRIL)["families"][0]["checks"][0]["findings"]

    (places,) = [each["places"] for each in findings if each["check"] == "B01"]
    assert places == {name: "0.00" for name in Places().__dict__} | {"asked": "64.00"}
