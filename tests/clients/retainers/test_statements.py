"""Statements: previewed, closed, drawn, read by both sides, exported; as they were for ever."""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from pypdf import PdfReader

from clients.models import (
    Client,
    Notice,
    Project,
    RetainerEntry,
    Statement,
    User,
    WorkEntry,
)
from clients.retainers.closing import close_month, preview
from clients.retainers.corrections import give_back
from clients.retainers.drawing import draw_statement
from clients.retainers.frozen import read
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, Live, older, words
from tests.clients.test_queries import queries

FEBRUARY = date(2026, 2, 1)


def text_of(pdf: Any) -> str:
    with pdf.content.open("rb") as content:
        pages = PdfReader(BytesIO(content.read())).pages
    said = " ".join(page.extract_text() for page in pages)
    return " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())


def test_figures_are_read_as_they_were_kept(live: Live) -> None:
    january = live([50], overage_rate=210)[0]

    figures = read(january.figures)

    assert (figures.included, figures.used, figures.overage) == (40, 50, 10)
    assert figures.overage_cost == Decimal("2100.00")
    assert figures.terms.overage_rate == Decimal("210.00")


def test_a_preview_says_what_closing_does_and_leaves_nothing(
    acme: Client, casey: User, later: None
) -> None:
    agreement = agree(acme, rollover="carry", rollover_cap=10)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    worked(project, casey, JANUARY, 12)
    worked(project, casey, JANUARY, 1, state="submitted")
    before = RetainerEntry.objects.count()

    seen = preview(agreement, JANUARY)

    assert [each.kind for each in seen.hindrances] == ["work"]
    assert (seen.figures.lapsed, seen.figures.carried) == (18, 10)
    assert RetainerEntry.objects.count() == before
    assert not Statement.objects.exists()


def test_the_page_names_what_hinders_and_closes_when_nothing_does(
    acme: Client, casey: User, pat: User, later: None, browser: Browser
) -> None:
    agreement = agree(acme)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    draft = worked(project, casey, JANUARY, 1, state="draft")
    browser.force_login(pat)
    page = reverse("retainers:month_close", args=[agreement.public_id])
    close = reverse("retainers:statement_make", args=[agreement.public_id])

    hindered = words(browser.get(page))
    refused = words(browser.post(close, {"month": "2026-01"}, follow=True))
    draft.delete()
    ready = words(browser.get(page))
    browser.post(close, {"month": "2026-01"})

    assert "1 entry of work still to approve or delete." in hindered
    assert "1 entry of work still to approve or delete." in refused
    assert close not in hindered
    assert close in ready
    assert Statement.objects.get().month == JANUARY


def test_of_a_closed_month_the_page_leads_to_its_statement(
    live: Live, pat: User, browser: Browser
) -> None:
    """Its hours used ahead stand in the next month, which is closed as well."""
    january, _ = live([50, 10], overage="ahead")
    browser.force_login(pat)
    page = reverse("retainers:month_close", args=[january.agreement.public_id])

    back = browser.get(page, {"month": "2026-01"})

    assert back["Location"] == reverse("retainers:statement_detail", args=[january.public_id])


def test_a_consultant_sees_what_closing_does_but_does_not_close(
    acme: Client, casey: User, later: None, browser: Browser
) -> None:
    agreement = agree(acme)
    browser.force_login(casey)

    page = browser.get(reverse("retainers:month_close", args=[agreement.public_id]))

    assert "A principal closes the month." in words(page)


def test_closing_has_the_pdf_drawn_and_the_client_told(
    acme: Client, casey: User, owen: User, pat: User, later: None,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    agreement = agree(acme, overage_rate=210)
    project = Project.objects.create(client=acme, agreement=agreement, name="Bill audit")
    worked(project, casey, JANUARY, "24", "Audited a year of bills")
    worked(project, casey, date(2026, 1, 9), "18.5", "Wrote the dispute letters")

    with django_capture_on_commit_callbacks(execute=True):
        statement = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    statement.refresh_from_db()
    paper = text_of(statement.pdf)
    assert "Statement for January 2026 Acme Logistics" in paper
    assert "2.50 h at $210.00" in paper
    assert "$7,025.00" in paper
    assert "Wrote the dispute letters" in paper
    assert "Either side may end it with 30 days’ notice." in paper
    assert Notice.objects.get(recipient=owen, topic="statement").link == reverse(
        "retainers:statement_detail", args=[statement.public_id]
    )
    with statement.pdf.content.open("rb") as content:
        assert hashlib.sha256(content.read()).hexdigest() == statement.pdf.sha256


def test_a_statement_is_drawn_once_and_the_forgotten_are_found(
    live: Live, acme: Client, owen: User
) -> None:
    january = live([10])[0]
    fresh = list(Statement.objects.forgotten())

    draw_statement(january.pk)
    january.refresh_from_db()
    first = january.pdf_id
    draw_statement(january.pk)

    january.refresh_from_db()
    assert january.pdf_id == first
    assert fresh == list(Statement.objects.forgotten()) == []
    assert Notice.objects.filter(topic="statement").count() == 1


def test_both_sides_read_it_and_take_the_pdf(
    live: Live, owen: User, casey: User, stella: User
) -> None:
    january = live([50], overage_rate=210)[0]
    draw_statement(january.pk)
    page = reverse("retainers:statement_detail", args=[january.public_id])
    pdf = reverse("retainers:statement_pdf", args=[january.public_id])

    for person in (owen, casey):
        browser = Browser()
        browser.force_login(person)
        said = words(browser.get(page))
        assert "$8,600.00" in said
        assert "−50.00 h" in said
        assert browser.get(pdf)["Content-Type"] == "application/pdf"
    browser = Browser()
    browser.force_login(stella)
    assert browser.get(page).status_code == browser.get(pdf).status_code == 404


def test_what_was_given_back_stands_on_the_next_statement_with_its_reason(
    live: Live, acme: Client, casey: User, pat: User
) -> None:
    january = live([10])[0]
    entry = WorkEntry.objects.get(client=acme)

    give_back(entry=entry, hours=Decimal("2.5"), reason="Logged twice", made_by=pat)
    february = close_month(agreement=january.agreement, month=FEBRUARY, closed_by=pat)

    (correction,) = read(february.figures).corrections
    assert (correction.amount, correction.reason) == (Decimal("2.50"), "Logged twice")
    browser = Browser()
    browser.force_login(pat)
    page = words(browser.get(reverse("retainers:statement_detail", args=[february.public_id])))
    assert 'Given back <span class="sub">Logged twice</span>' in page


def test_statements_made_by_another_release_say_so(live: Live, owen: User) -> None:
    january = live([10])[0]
    other = Statement.objects.create(
        client=january.client, agreement=january.agreement, month=date(2025, 12, 1),
        terms=january.terms, figures={"old": True}, figures_sha256="0" * 64,
    )  # fmt: skip
    browser = Browser()
    browser.force_login(owen)

    page = browser.get(reverse("retainers:statement_detail", args=[other.public_id]))

    assert "made by another release" in words(page)


def test_many_statements_cost_no_more_queries_than_one(
    live: Live, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    agreement = live([10])[0].agreement
    one = queries(lambda: browser.get(reverse("retainers:statement_list")))
    for month in (FEBRUARY, date(2026, 3, 1)):
        close_month(agreement=agreement, month=month, closed_by=pat)

    assert queries(lambda: browser.get(reverse("retainers:statement_list"))) == one <= 8


def test_the_list_narrows_to_a_month(live: Live, pat: User, browser: Browser) -> None:
    live([10, 20])
    browser.force_login(pat)
    address = reverse("retainers:statement_list")

    every = browser.get(address).context["rows"]
    one = browser.get(address, {"month": "2026-01"}).context["rows"]

    assert [statement.month for statement, _ in every] == [FEBRUARY, JANUARY]
    assert [told.used for _, told in one] == ["10.00\N{NO-BREAK SPACE}h"]


def test_a_statement_without_figures_breaks_no_list(
    live: Live, pat: User, owen: User, browser: Browser
) -> None:
    older(live([10])[0], {"old": True})
    browser.force_login(pat)
    assert browser.get(reverse("retainers:statement_list")).status_code == 200

    browser.force_login(owen)
    assert browser.get(reverse("retainers:my_retainer")).status_code == 200
