"""The workbook of a report: every charge, the PDF's totals to the cent, the same bytes again."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client as Browser
from django.urls import reverse
from openpyxl.workbook import Workbook

from billing_audit.models import AuditRun, Finding, MonthlyReport, Occurrence
from billing_audit.reports import document, drawing, record, services
from clients.models import Client, RetainerAgreement, User
from tests.billing_audit.reports.conftest import MARCH, decide

#: The first of March as a workbook knows it, whose days have no zone.
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture
def report(acme: Client, quarter: AuditRun, work: RetainerAgreement, casey: User) -> MonthlyReport:
    """Acme's March as a draft with PDF and workbook."""
    decide(Finding.objects.get(check_code="B01", currency="USD"), "valid", casey)
    draft = services.draft_report(client=acme, month=MARCH, made_by=casey)
    drawing.draw_report(draft.pk)
    draft.refresh_from_db()
    return draft


def bytes_of(report: MonthlyReport) -> bytes:
    with report.workbook.content.open("rb") as content:
        return content.read()


def opened(report: MonthlyReport) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(bytes_of(report)))


def table(report: MonthlyReport, sheet: str) -> list[dict[str, object]]:
    heading, *rows = opened(report)[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def exact(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def test_its_totals_are_those_of_the_pdf(report: MonthlyReport):
    figures = record.read(report.figures)
    findings, charges = table(report, "Findings"), table(report, "Charges")

    for money in figures.money:
        (sums,) = [
            row for row in findings if (row["Check"], row["Currency"]) == ("Total", money.currency)
        ]
        assert exact(sums["Found this month"]) == money.found
        assert exact(sums["To ask back"]) == money.places.to_ask
        assert exact(sums["Found so far"]) == money.total
        own = [row for row in charges if row["Currency"] == money.currency]
        (claimed,) = [row["Claimed"] for row in own if row["Check"] == "Total"]
        assert exact(claimed) == money.total
        listed = [row["Claimed"] for row in own if row["Check"] != "Total"]
        assert sum(map(exact, listed)) == money.total
    hours = table(report, "Hours")[-1]
    assert (hours["Agreement"], exact(hours["Hours"])) == ("Total", figures.hours_used)


def test_every_charge_is_listed_with_where_it_is(report: MonthlyReport):
    *charges, _, _ = table(report, "Charges")

    figures = record.read(report.figures)
    assert len(charges) == figures.all_charges > 0
    port = next(row for row in charges if row["Check"] == "B01" and row["Currency"] == "USD")
    assert (port["Where it is"], port["Month"]) == ("To ask back", MIDNIGHT)
    assert (exact(port["Billed"]), exact(port["Should be"])) == (
        Decimal("612.00"),
        Decimal("580.00"),
    )


def test_every_sheet_keeps_its_heading_in_sight(report: MonthlyReport):
    book = opened(report)

    assert book.sheetnames == [
        *("Summary", "Findings", "Charges", "Disputes", "Credits", "Hours", "Not checked"),
        *("Tolerances", "Words"),
    ]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["Charges"]["O2"].number_format.startswith("#,##0.00")
    assert book["Charges"]["G2"].number_format == "d mmm yyyy"


def test_it_and_the_pdf_are_drawn_again_to_the_byte_after_everything_changed(
    report: MonthlyReport, casey: User
):
    with report.pdf.content.open("rb") as content:
        pdf = content.read()
    for finding in Finding.objects.all():
        decide(finding, "false_positive", casey)
    Occurrence.objects.update(claimed=0, exposure=0)

    figures = record.read(report.figures)
    with drawing.workbook_of(report, figures) as again:
        assert again.path.read_bytes() == bytes_of(report)
        assert again.sha256 == report.workbook.sha256
    assert document.draw(figures) == pdf


def test_a_changed_charge_changes_the_fingerprint_of_the_report(
    report: MonthlyReport, acme: Client, casey: User
):
    first = report.figures_sha256
    Occurrence.objects.filter(month__lt=MARCH, check_code="B01").update(billed=Decimal("611.99"))

    again = services.draft_report(client=acme, month=MARCH, made_by=casey)

    assert again.figures_sha256 != first


def test_the_client_may_have_it_once_the_report_is_published(
    report: MonthlyReport, pat: User, owen: User, browser: Browser
):
    browser.force_login(owen)
    address = reverse("portal:report_workbook", args=[report.public_id])
    assert browser.get(address).status_code == 404

    services.publish(report=report, published_by=pat)
    answer = browser.get(address)

    assert answer["Content-Disposition"] == 'attachment; filename="Acme Logistics, March 2026.xlsx"'
    assert b"".join(answer.streaming_content) == bytes_of(report)
    report.refresh_from_db()
    assert not report.charge_rows.shared_with_client
