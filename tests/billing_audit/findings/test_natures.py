"""Savings ideas, alerts and notes stand apart: no total of errors holds a cent of them."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.base import Nature
from billing_audit.checks.examples import Billed, bill, example
from billing_audit.models import AuditRun, Finding, Occurrence
from billing_audit.reports.document import draw
from billing_audit.reports.figures import freeze
from billing_audit.reports.record import read
from clients.models import Client, User
from retainer.today import Today
from tests.billing_audit.on_file import OnFile, audit

MARCH = date(2026, 3, 1)
PORT = Billed(amount="612.00")
SURCHARGE = Billed(
    amount="34.27", charge="surcharge", code="PTA", description="Property tax allotment",
    service="",
)  # fmt: skip


@pytest.fixture
def audited(acme: Client) -> AuditRun:
    """A port billed twice, which is an error, and a surcharge to negotiate, which is none."""
    OnFile(acme).put(example("", bill(PORT, PORT, SURCHARGE)))
    return audit(acme)


def by_code() -> dict[str, Finding]:
    return {each.check_code: each for each in Finding.objects.all()}


def test_an_idea_claims_nothing_and_keeps_what_it_is_worth(audited: AuditRun) -> None:
    idea = Finding.objects.with_monthly_worth().get(check_code="J10")

    assert idea.claimed == idea.exposure == idea.monthly == 0
    assert idea.worth_monthly == Decimal("34.27")
    assert idea.worth_yearly == Decimal("411.24")
    assert audited.recoverable == Decimal("612.00")


def test_every_finding_is_an_error_an_idea_or_a_note(audited: AuditRun) -> None:
    kinds = (Finding.objects.errors(), Finding.objects.ideas(), Finding.objects.notes())
    codes = [{each.check_code for each in kind} for kind in kinds]

    assert "A09" in codes[0]
    assert codes[1] == {"J10"}
    assert sum(map(len, codes)) == Finding.objects.count()


def test_the_list_shows_errors_and_ideas_apart_each_with_its_own_sum(
    audited: AuditRun, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    errors = browser.get(reverse("findings:finding_list")).content.decode()
    ideas = browser.get(reverse("findings:finding_list") + "?kind=ideas").content.decode()

    assert "$612.00 claimed" in errors
    assert "34.27" not in errors
    assert "$34.27 a month to save" in ideas
    assert "612.00" not in ideas


def test_an_idea_s_page_says_what_could_be_saved(
    audited: AuditRun, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    idea = by_code()["J10"]

    page = browser.get(reverse("findings:finding_detail", args=[idea.public_id])).content.decode()

    assert "Could be saved a month" in page
    assert "$411.24" in page
    assert "it could be saved, and is rightly billed" in page


def test_today_counts_errors_alone(audited: AuditRun, pat: User) -> None:
    [triage] = Today(pat).triage

    assert triage.new == Finding.objects.errors().count()
    assert triage.claimed == Decimal("612.00")


def test_the_portal_shows_ideas_in_a_list_of_their_own(
    audited: AuditRun, owen: User, browser: Browser
) -> None:
    Finding.objects.update(state="valid", shared_with_client=True)
    browser.force_login(owen)

    errors = browser.get(reverse("portal:finding_list")).content.decode()
    ideas = browser.get(reverse("portal:finding_list") + "?state=ideas").content.decode()

    assert "Surcharge to negotiate" not in errors
    assert "Surcharge to negotiate" in ideas
    assert "$34.27" in ideas
    idea = by_code()["J10"]
    page = browser.get(reverse("portal:finding_detail", args=[idea.public_id])).content.decode()
    assert "Could be saved a month" in page


def test_no_total_of_the_report_holds_a_cent_of_an_idea(audited: AuditRun, acme: Client) -> None:
    figures = read(freeze(acme, MARCH))
    codes_of_errors = {each.check for each in (*figures.findings(), *figures.earlier)}

    assert [money.total for money in figures.money] == [Decimal("612.00")]
    assert "J10" not in codes_of_errors | {charge.check for charge in figures.charges}
    assert "J10" not in {check.code for check in figures.clean}
    assert [(idea.check, idea.monthly) for idea in figures.ideas] == [("J10", Decimal("34.27"))]
    assert draw(figures).startswith(b"%PDF")


def test_a_report_of_an_earlier_release_has_no_ideas(audited: AuditRun, acme: Client) -> None:
    stored = freeze(acme, MARCH)
    del stored["ideas"]

    assert read(stored).ideas == []


def test_whatever_is_no_error_claims_nothing(audited: AuditRun) -> None:
    codes = {each.check_code for each in Finding.objects.all()} - {"A09"}
    for occurrence in Occurrence.objects.filter(check_code__in=codes).select_related("finding"):
        if occurrence.finding.found_by.nature != Nature.ERROR:
            assert occurrence.claimed == occurrence.exposure == 0
