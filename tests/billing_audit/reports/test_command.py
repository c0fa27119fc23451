"""``monthly_report``: the draft and its PDF, for programs."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing_audit.models import AuditRun, MonthlyReport
from clients.models import Client
from tests.billing_audit.reports.test_document import text_of


def test_answers_with_the_totals_that_the_pdf_prints(
    acme: Client, quarter: AuditRun, tmp_path: Path
):
    out, told = tmp_path / "march.pdf", StringIO()

    order = ["--client", "acme", "--month", "2026-03", "--pdf", str(out), "--json"]
    call_command("monthly_report", *order, stdout=told)

    answer = json.loads(told.getvalue())
    report = MonthlyReport.objects.get()
    assert answer["report"] == str(report.public_id)
    assert (answer["pdf"], answer["sha256"]) == (str(out), report.pdf.sha256)
    text = text_of(out.read_bytes())
    assert answer["pages"] == len(text)
    totals = answer["totals"]
    assert (totals["found"], totals["open"], totals["annualised"]) == ("37.00", "101.00", "384.00")
    assert totals["other_currencies"][0]["found"] == "12.00"
    assert "$37.00" in text[2]


def test_an_unknown_client_is_wrong_usage(db: None, tmp_path: Path):
    with pytest.raises(CommandError, match="There is no client x") as refused:
        call_command(
            "monthly_report", "--client", "x", "--month", "2026-03", "--pdf", str(tmp_path / "x")
        )

    assert refused.value.returncode == 2


def test_a_month_that_the_page_does_not_offer_is_refused(
    acme: Client, quarter: AuditRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "later.pdf"

    with pytest.raises(SystemExit) as refused:
        call_command("monthly_report", "--client", "acme", "--month", "2031-01", "--pdf", str(out))

    assert refused.value.code == 3
    said = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
    assert "There is no bill of January 2031 to report on." in said
    assert not MonthlyReport.objects.exists()
    assert not out.exists()
