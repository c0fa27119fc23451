"""``bin/manage audit`` as other programs call it."""

import json

import pytest
from django.core.management import CommandError, call_command

from billing_audit.checks.catalogue import all_checks
from billing_audit.management.commands import audit
from billing_audit.runs.models import AuditRun
from clients.people.models import Client


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    call_command("audit", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_it_answers_with_every_check_and_the_totals(
    acme: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    said = answer(capsys, "--client", "acme")

    run = AuditRun.objects.get()
    assert said["run"] == str(run.public_id)
    assert said["state"] == "complete"
    assert set(said["checks"]) == {check.code for check in all_checks()}
    assert said["checks"]["B01"]["state"] == "cannot-check"
    assert said["checks"]["B01"]["needs"] == ["contract rates"]
    assert said["checks"]["A01"] | {"seconds": 0} == {
        "state": "done", "occurrences": 0, "seconds": 0, "needs": []
    }  # fmt: skip
    assert (said["lines"], said["findings"]) == (0, 0)
    assert (said["recoverable"], said["annualised"]) == ("0.00", "0.00")


def test_the_months_are_those_asked_for(acme: Client, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "--client", "acme", "--from", "2026-01", "--to", "2026-03")

    run = AuditRun.objects.get()
    assert (f"{run.month_from}", f"{run.month_to}") == ("2026-01-01", "2026-03-01")


def test_a_person_is_told_in_words(acme: Client, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "--client", "acme")

    assert "0 findings in 0 bill lines, $0.00 claimed" in capsys.readouterr().out


def test_an_unknown_client_is_wrong_usage(db: None) -> None:
    with pytest.raises(CommandError, match="There is no client nobody") as refused:
        call_command("audit", "--client", "nobody")

    assert refused.value.returncode == 2


@pytest.mark.parametrize("month", ["2026-13", "2026", "March"])
def test_a_month_that_is_none_is_wrong_usage(db: None, month: str) -> None:
    with pytest.raises(CommandError, match="write it like 2026-03"):
        call_command("audit", "--client", "acme", "--from", month)


def test_months_in_the_wrong_order_are_wrong_usage(db: None) -> None:
    with pytest.raises(CommandError, match="later than") as refused:
        call_command("audit", "--client", "acme", "--from", "2026-03", "--to", "2026-01")

    assert refused.value.returncode == 2


def test_an_audit_of_other_months_under_way_is_not_disturbed(
    run: AuditRun, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("audit", "--client", "acme", "--from", "2026-01")

    assert end.value.code == 3
    assert "already under way" in capsys.readouterr().err
    run.refresh_from_db()
    assert run.state == "queued"


def test_an_audit_of_the_same_months_is_joined(
    run: AuditRun, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "--client", "acme")["run"] == str(run.public_id)


def test_without_a_worker_queueing_says_so(acme: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit.current_app.control, "ping", lambda timeout: [])

    with pytest.raises(CommandError, match="No Celery worker answers"):
        call_command("audit", "--client", "acme", "--queue")

    assert not AuditRun.objects.exists()
