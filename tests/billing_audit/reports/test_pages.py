"""The practice's pages about reports, and who may turn them."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import AuditRun, MonthlyReport
from billing_audit.money.places import MEANINGS
from billing_audit.reports import services
from clients.files.services import store
from clients.models import Client, StoredFile, User
from retainer.lib.uploads import spool
from tests.billing_audit.reports.conftest import FEBRUARY, MARCH


@pytest.fixture
def desk(browser: Browser, casey: User) -> Browser:
    browser.force_login(casey)
    return browser


@pytest.fixture
def draft(acme: Client, quarter: AuditRun, casey: User) -> MonthlyReport:
    return services.draft_report(client=acme, month=MARCH, made_by=casey)


def with_pdf(report: MonthlyReport) -> MonthlyReport:
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        report.pdf = store(
            spooled, name="march.pdf", kind=StoredFile.Kind.REPORT, client=report.client,
            stored_by=None,
        )  # fmt: skip
    report.pages = 1
    report.save()
    return report


def page(browser: Browser, name: str, report: MonthlyReport) -> str:
    answer = browser.get(reverse(f"reports:{name}", args=[report.public_id]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_empty_list_teaches(desk: Browser):
    shown = desk.get(reverse("reports:report_list")).content.decode()

    assert "A report freezes a month" in shown


def test_a_report_is_made_for_a_client_and_a_month(desk: Browser, acme: Client, quarter: AuditRun):
    answer = desk.post(
        reverse("reports:report_make"), {"client": "acme", "month": MARCH.isoformat()}
    )

    report = MonthlyReport.objects.get()
    assert answer["Location"] == reverse("reports:report_detail", args=[report.public_id])
    assert (report.client, report.month) == (acme, MARCH)


def test_another_consultants_client_has_no_report_made(desk: Browser, globex: Client):
    desk.post(reverse("reports:report_make"), {"client": "globex", "month": MARCH.isoformat()})

    assert not MonthlyReport.objects.exists()


def test_an_audit_under_way_is_said_beside_the_client(
    desk: Browser, acme: Client, quarter: AuditRun
):
    AuditRun.objects.create(client=acme)

    answer = desk.post(
        reverse("reports:report_make"), {"client": "acme", "month": MARCH.isoformat()}
    )

    assert "under way" in answer.content.decode()


def test_the_page_says_the_figures_and_each_opens_its_rows(desk: Browser, draft: MonthlyReport):
    shown = page(desk, "report_detail", draft)

    for amount in ("$37.00", "$101.00", "$32.00"):
        assert amount in shown
    assert "besides €12.00" in shown
    assert "client=acme&amp;month=2026-03" in shown
    assert "client=acme&amp;check=B01&amp;month=2026-03" in shown


def test_the_page_waits_for_the_pdf_and_then_shows_it(desk: Browser, draft: MonthlyReport):
    waiting = page(desk, "report_detail", draft)
    panel = desk.get(reverse("reports:report_progress", args=[draft.public_id]))
    with_pdf(draft)
    over = desk.get(reverse("reports:report_progress", args=[draft.public_id]))

    assert 'hx-trigger="every 2s"' in waiting
    assert "Drawing the PDF" in panel.content.decode()
    assert "HX-Refresh" not in panel
    assert over["HX-Refresh"] == "true"
    assert "<iframe" in page(desk, "report_detail", draft)


def test_why_the_pdf_is_missing_is_on_the_page(desk: Browser, draft: MonthlyReport):
    MonthlyReport.objects.update(error="It took more memory than it may.")

    assert "It took more memory" in page(desk, "report_detail", draft)


def test_the_pdf_is_shown_in_place_and_only_inside_our_pages(desk: Browser, draft: MonthlyReport):
    address = reverse("reports:report_pdf", args=[with_pdf(draft).public_id])

    shown, saved = desk.get(address), desk.get(f"{address}?download")

    assert shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert saved["Content-Disposition"].startswith("attachment")


def test_the_principal_publishes(browser: Browser, pat: User, draft: MonthlyReport):
    browser.force_login(pat)
    with_pdf(draft)

    assert "Publish this report?" in page(browser, "report_detail", draft)
    answer = browser.post(reverse("reports:report_publish", args=[draft.public_id]), follow=True)

    assert "can read it now" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == ("published", pat)


def test_a_consultant_is_not_offered_what_only_the_principal_may_do(
    desk: Browser, draft: MonthlyReport
):
    assert "Publish this report?" not in page(desk, "report_detail", with_pdf(draft))


def test_replacing_a_published_report_asks_why(
    browser: Browser, acme: Client, pat: User, draft: MonthlyReport
):
    browser.force_login(pat)
    services.publish(report=with_pdf(draft), published_by=pat)
    second = with_pdf(services.draft_report(client=acme, month=MARCH, made_by=pat))
    address = reverse("reports:report_publish", args=[second.public_id])

    assert 'name="because"' in page(browser, "report_detail", second)
    refused = browser.post(address, follow=True).content.decode()
    browser.post(address, {"because": "A late credit"})

    assert "Say why this one takes its place" in refused
    assert "A late credit" in page(browser, "report_detail", draft)


def test_figures_of_another_release_are_not_guessed(desk: Browser, draft: MonthlyReport):
    MonthlyReport.objects.update(figures={"format": 0})

    assert "another release" in page(desk, "report_detail", draft)


def test_the_list_costs_the_same_for_one_report_and_for_many(
    desk: Browser, acme: Client, casey: User, draft: MonthlyReport,
    django_assert_max_num_queries: Callable,
):  # fmt: skip
    services.draft_report(client=acme, month=FEBRUARY, made_by=casey)

    with django_assert_max_num_queries(16):
        shown = desk.get(reverse("reports:report_list")).content.decode()

    assert shown.count("Acme Logistics, ") == 2


def test_freezing_costs_the_same_however_much_was_found(
    acme: Client, quarter: AuditRun, django_assert_max_num_queries: Callable
):
    with django_assert_max_num_queries(48):
        services.freeze(acme, MARCH)


def test_without_a_client_the_page_says_what_comes_first(browser: Browser, pat: User):
    browser.force_login(pat)

    page = browser.get(reverse("reports:report_make")).content.decode()

    assert "No client to report to" in page
    assert "<select" not in page


def test_a_draft_is_compared_with_last_months_report(
    desk: Browser, acme: Client, draft: MonthlyReport, casey: User
):
    assert "Compared with" not in page(desk, "report_detail", draft)
    services.draft_report(client=acme, month=FEBRUARY, made_by=casey)

    shown = page(desk, "report_detail", draft)

    assert "Compared with February 2026" in shown
    assert "+$5.00" in shown
    assert "New causes: Same charge twice on one bill" in shown


def test_every_place_stands_on_the_page_with_its_meaning(desk: Browser, draft: MonthlyReport):
    shown = page(desk, "report_detail", draft)

    for word, meaning in MEANINGS.values():
        assert word in shown
        assert meaning in shown
