"""The report on paper.  Laying a PDF out takes seconds, so one is drawn for several questions."""

import io
import json
from dataclasses import replace
from decimal import Decimal

import pypdf
import pytest
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import AuditRun, Finding
from billing_audit.reports import document, drawing, record, services
from billing_audit.reports.figures import freeze
from billing_audit.reports.shape import Figures
from clients.models import Client, Practice, RetainerAgreement, User
from retainer.lib.format import money
from tests.billing_audit.reports.conftest import APRIL, MARCH, decide
from tests.billing_audit.reports.test_figures import summed

MARKER = "MARKER-7f3a"


def figures_of(client: Client, month=MARCH) -> Figures:
    return record.read(json.loads(json.dumps(freeze(client, month))))


def html_of(figures: Figures) -> str:
    html = render_to_string("print/report/report.html", document.context(figures))
    return html.replace("\N{NO-BREAK SPACE}", " ")


def text_of(pdf: bytes) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in pages]


def test_page_and_pdf_say_what_the_database_sums_up(
    acme: Client, quarter: AuditRun, work: RetainerAgreement, casey: User, browser: Browser
):
    for finding in Finding.objects.filter(check_code="B01"):
        decide(finding, "valid", casey, note=MARKER)
    report = services.draft_report(client=acme, month=MARCH, made_by=casey)
    drawing.draw_report(report.pk)
    report.refresh_from_db()
    browser.force_login(casey)
    address = reverse("reports:report_detail", args=[report.public_id])

    page = browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    with report.pdf.content.open() as content:
        bytes_drawn = content.read()
    text = text_of(bytes_drawn)

    found, total = summed(acme, "= %s"), summed(acme, "<= %s")
    for amount in (money(found, "USD"), money(Decimal(96), "USD"), "1.50 h"):
        assert amount in text[2], "the summary is the page after the contents"
        assert amount in page
    assert money(total, "USD") in text[3], "where the money is comes next"
    assert money(total, "USD") in page
    assert money(summed(acme, "= %s", "EUR"), "EUR") in text[2]
    assert MARKER not in "".join(text) + page
    assert len(text) == report.pages
    assert f"Page 3 of {len(text)}" in text[2]
    assert "Acme Logistics" in text[0]
    assert document.draw(record.read(report.figures)) == bytes_drawn, "the same bytes again"


def test_an_empty_month_says_so_in_every_chapter(globex: Client):
    figures = figures_of(globex, APRIL)

    text = "".join(text_of(document.draw(figures)))

    assert "No bill of April 2026 had arrived" in text
    assert "Nothing on the bills of April 2026 stands" in text
    assert "No hours were logged" in text


@pytest.fixture
def thousand(acme: Client, quarter: AuditRun) -> Figures:
    """A month with a thousand findings."""
    figures = figures_of(acme)
    family, *others = figures.families
    section, *rest = family.checks
    brief = replace(section.findings[0], proof=None)
    many = [replace(brief, subject=f"PORT on 4{n:07}") for n in range(1_000)]
    full = replace(section, findings=[section.findings[0], *many])
    return replace(figures, families=[replace(family, checks=[full, *rest]), *others])


def test_a_thousand_findings_are_listed_and_paged(thousand: Figures):
    """Takes several seconds: the layout of forty pages is what it is about."""
    text = text_of(document.draw(thousand))

    every = "".join(text)
    assert all(f"4{n:07}" in every for n in (0, 499, 999))
    assert f"Page {len(text)} of {len(text)}" in text[-1]
    assert len(text) > 30


def test_what_there_is_no_room_for_is_summed_up(thousand: Figures, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("billing_audit.reports.rows.ROOM", 10)

    html = html_of(thousand)

    assert "40000009" in html
    assert "40000010" not in html
    assert "990 more findings, none larger" in html
    rest = 990 * thousand.families[0].checks[0].findings[1].found
    assert money(rest, thousand.lead.currency) in html


def test_words_from_bills_are_printed_not_obeyed(acme: Client, quarter: AuditRun):
    figures = figures_of(acme)
    family, *others = figures.families
    section, *rest = family.checks
    hostile = '<img src="file:///etc/passwd"><script>alert(1)</script>'
    first = replace(section.findings[0], subject=hostile, sentence=hostile)
    section = replace(section, findings=[first])

    html = html_of(replace(figures, families=[replace(family, checks=[section, *rest]), *others]))

    assert "<script" not in html
    assert "file:///etc/passwd&quot;&gt;" in html


def test_the_appendix_is_what_the_checks_say_of_themselves(acme: Client, quarter: AuditRun):
    html = html_of(figures_of(acme))

    assert "Billed above the contract rate" in html
    assert "<strong>Why it happens.</strong>" in html
    assert "A port contracted at 580.00 is billed at 612.00" in html


def test_the_letterhead_is_the_one_of_the_day_it_was_made(acme: Client, quarter: AuditRun):
    Practice.objects.update_or_create(pk=1, defaults={"name": "Page & Cole", "accent": "#8a1c1c"})
    figures = figures_of(acme)
    Practice.objects.update(name="Somebody else")

    html = html_of(figures)

    assert "Page &amp; Cole" in html
    assert "--accent: #8a1c1c" in html
    assert "Somebody else" not in html


def test_a_second_version_says_so_on_its_cover(acme: Client, quarter: AuditRun):
    assert "Version 2" in html_of(replace(figures_of(acme), version=2))
    assert "Version" not in html_of(figures_of(acme)).partition("contents")[0]
