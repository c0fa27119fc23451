"""Making a month's report and publishing it."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from billing_audit.models import AuditRun, Finding, MonthlyReport
from billing_audit.reports import drawing, services, tasks
from billing_audit.reports.models import MonthlyReport as Report
from clients.models import Activity, Client, Notice, StoredFile, User
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from tests.billing_audit.reports.conftest import MARCH, decide


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The months drawn so far; the layout engine itself is left to the tests of the document."""
    months: list[str] = []

    def draw(figures) -> bytes:
        months.append(f"{figures.month:%Y-%m} of {figures.client}")
        return b"%PDF-1.7 " + figures.money[0].found.to_eng_string().encode()

    monkeypatch.setattr("billing_audit.reports.document.draw", draw)
    monkeypatch.setattr("billing_audit.reports.document.page_count", lambda drawn: 7)
    return months


@pytest.fixture
def make(acme: Client, casey: User, drawn: list[str]) -> Callable[[], Report]:
    """Makes Acme's report for March, PDF and all."""

    def made() -> Report:
        report = services.draft_report(client=acme, month=MARCH, made_by=casey)
        drawing.draw_report(report.pk)
        report.refresh_from_db()
        return report

    return made


def test_a_report_begins_as_a_draft_and_a_worker_is_told(
    acme: Client, quarter: AuditRun, casey: User, drawn: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        report = services.make_report(client=acme, month=MARCH, made_by=casey)
        assert report.is_being_drawn

    report.refresh_from_db()
    assert (report.state, report.version, report.pages) == ("draft", 1, 7)
    assert report.run == quarter
    assert report.pdf.name == "Acme Logistics, March 2026.pdf"
    assert Activity.objects.get(verb="report.made").subject_id == report.public_id


def test_a_draft_is_drawn_once_however_often_it_is_asked_for(make, drawn: list[str]):
    report = make()

    tasks.draw_report(report.pk)
    drawing.draw_report(report.pk)

    assert drawn == ["2026-03 of Acme Logistics"]
    kept = StoredFile.objects.filter(kind="report").values_list("name", flat=True)
    assert sorted(name.rpartition(".")[2] for name in kept) == ["gz", "pdf", "xlsx"]


def test_making_it_again_from_the_same_data_changes_nothing(make, drawn: list[str]):
    first = make()

    again = make()

    assert (again.pk, again.pdf_id, again.made_at) == (first.pk, first.pdf_id, first.made_at)
    assert len(drawn) == 1


def test_making_it_again_replaces_the_draft_and_throws_its_pdf_away(
    make, quarter: AuditRun, casey: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):  # fmt: skip
    first = make()
    outdated = first.pdf
    decide(Finding.objects.get(check_code="A09"), "false_positive", casey)

    with django_capture_on_commit_callbacks(execute=True):
        again = make()

    assert again.pk == first.pk
    assert again.figures_sha256 != first.figures_sha256
    assert not default_storage.exists(outdated.content.name)
    assert not StoredFile.objects.filter(pk=outdated.pk).exists()


def test_what_was_drawn_of_figures_that_changed_meanwhile_is_thrown_away(
    acme: Client, quarter: AuditRun, casey: User, drawn: list[str], monkeypatch: pytest.MonkeyPatch
):
    report = services.draft_report(client=acme, month=MARCH, made_by=casey)

    def draw_slowly(figures) -> bytes:
        MonthlyReport.objects.filter(pk=report.pk).update(figures_sha256="newer")
        return b"%PDF-1.7 of the older figures"

    monkeypatch.setattr("billing_audit.reports.document.draw", draw_slowly)
    drawing.draw_report(report.pk)

    report.refresh_from_db()
    assert report.is_being_drawn
    # What was drawn is gone; the rows that it lists are kept.
    assert [each.pk for each in StoredFile.objects.filter(kind="report")] == [report.charge_rows_id]


def test_what_cannot_be_drawn_says_why_and_can_be_made_again(
    acme: Client, casey: User, make, drawn: list[str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(figures) -> bytes:
        raise Refused("It took more memory than it may.")

    with monkeypatch.context() as broken:
        broken.setattr("billing_audit.reports.document.draw", refuse)
        assert make().error == "It took more memory than it may."

    mended = make()
    assert (mended.error, mended.pages) == ("", 7)


def test_a_draft_nobody_draws_is_found(acme: Client, casey: User, drawn: list[str]):
    report = services.draft_report(client=acme, month=MARCH, made_by=casey)
    assert tasks.find_forgotten_reports() == 0

    MonthlyReport.objects.update(made_at="2026-01-01T00:00:00Z")

    assert tasks.find_forgotten_reports() == 1
    assert MonthlyReport.objects.forgotten().get() == report


def test_no_report_is_made_while_an_audit_runs(acme: Client, casey: User):
    AuditRun.objects.create(client=acme, state="running")

    with pytest.raises(services.AuditUnderWay, match="when it is complete"):
        services.make_report(client=acme, month=MARCH, made_by=casey)


def test_publishing_lets_the_client_read_it(make, quarter: AuditRun, pat: User, owen: User):
    report = make()
    assert not MonthlyReport.objects.visible_to(owen).exists()

    services.publish(report=report, published_by=pat)

    shown = MonthlyReport.objects.visible_to(owen).published().get()
    assert (shown.state, shown.published_by) == ("published", pat)
    assert shown.pdf.shared_with_client
    assert Finding.objects.filter(shared_with_client=True).count() == 4
    assert Activity.objects.get(verb="report.published").actor == pat


def test_the_client_is_told_of_a_report_and_of_its_correction(
    make, quarter: AuditRun, pat: User, casey: User, owen: User, stella: User
):
    services.publish(report=make(), published_by=pat)
    decide(quarter.client.findings.filter(state="new").first(), "false_positive", casey)
    services.publish(report=make(), published_by=pat, because="A late credit")

    corrected, told = Notice.objects.all()
    assert {told.recipient, corrected.recipient} == {owen}
    assert told.sentence == f"Your report for {written.month(MARCH)} is there."
    assert corrected.sentence == f"Your report for {written.month(MARCH)} was corrected."
    assert (told.topic, told.link) == ("report", "/portal/reports/?client=acme")


def test_a_report_without_a_pdf_is_not_published(acme: Client, casey: User, pat: User):
    report = services.draft_report(client=acme, month=MARCH, made_by=casey)

    with pytest.raises(services.NotPublishable, match="PDF"):
        services.publish(report=report, published_by=pat)


def test_a_new_version_takes_the_place_of_the_published_one_and_says_why(make, pat: User):
    first = services.publish(report=make(), published_by=pat)
    second = make()

    with pytest.raises(services.NotPublishable, match="Say why"):
        services.publish(report=second, published_by=pat, because=" ")
    services.publish(report=second, published_by=pat, because="A late credit")

    first.refresh_from_db()
    assert (first.state, first.superseded_because) == ("superseded", "A late credit")
    assert second.version == 2
    assert MonthlyReport.objects.published().get() == second


def test_published_figures_never_change_not_even_in_the_database(make, pat: User):
    report = services.publish(report=make(), published_by=pat)

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        MonthlyReport.objects.filter(pk=report.pk).update(figures={})
    with pytest.raises(services.NotPublishable, match="published before"):
        services.publish(report=report, published_by=pat)
