"""The pages about changes, and the command that audits changed months."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from billing_audit.checks.catalogue import check_of
from billing_audit.models import AuditRun
from billing_audit.rechecks import services
from clients.models import Client, ContractRate, User
from tests.billing_audit.on_file import OnFile, days
from tests.billing_audit.rechecks.year import audit_all, put_on_file, recheck

CHECKS = [check_of("B01")]
TOUCHED = "1 rate of contract MSA-1 touches 2 months"


def told(browser: Browser, name: str, *args: object, **headers: str) -> str:
    page = browser.get(reverse(name, args=args), headers=headers)
    assert page.status_code == 200
    text = re.sub(r"\s+", " ", strip_tags(page.content.decode()))
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def year(acme: Client) -> OnFile:
    """Eight months of bills, audited; the rate of two of them is then another."""
    on_file = put_on_file(acme)
    ContractRate.objects.filter(charge_code="PORT").update(valid=days("2026-03-01", "2026-04-30"))
    audit_all(acme, CHECKS)
    return on_file


@pytest.fixture
def amended(year: OnFile) -> OnFile:
    ContractRate.objects.filter(charge_code="PORT").update(rate="580")
    return year


@pytest.fixture
def desk(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


def test_today_and_the_client_page_say_what_changed(amended: OnFile, desk: Browser) -> None:
    acme = amended.client

    assert TOUCHED in told(desk, "home")
    assert "Audit 2 months again" in told(desk, "home")
    part = reverse("rechecks:recheck_waiting", args=[acme.public_id])
    assert part in desk.get(reverse("people:client_detail", args=[acme.public_id])).content.decode()
    assert TOUCHED in told(desk, "rechecks:recheck_waiting", acme.public_id, **{"HX-Request": "1"})


def test_the_page_of_changes_shows_each_row_before_and_after(
    amended: OnFile, desk: Browser
) -> None:
    page = told(desk, "rechecks:recheck_waiting", amended.client.public_id)

    assert "Mar 2026 – Apr 2026" in page
    assert "Rate PORT" in page
    assert "rate 612 → 580" in page


def test_nothing_is_said_where_nothing_changed(year: OnFile, desk: Browser) -> None:
    acme = year.client

    assert "Changed since" not in told(desk, "home")
    assert not told(desk, "rechecks:recheck_waiting", acme.public_id, **{"HX-Request": "1"}).strip()
    page = told(desk, "rechecks:recheck_waiting", acme.public_id)
    assert "Every month was audited with what is on file now" in page


def test_the_button_audits_just_the_touched_months(amended: OnFile, desk: Browser) -> None:
    acme = amended.client

    answer = desk.post(reverse("rechecks:recheck_start", args=[acme.public_id]))

    run = AuditRun.objects.live().get()
    assert answer.url == reverse("runs:run_detail", args=[run.public_id])
    assert [f"{month:%Y-%m}" for month in run.months] == ["2026-03", "2026-04"]
    assert "An audit is under way" in told(desk, "rechecks:recheck_waiting", acme.public_id)
    assert desk.post(reverse("rechecks:recheck_start", args=[acme.public_id])).url == answer.url


def test_the_button_without_changes_leads_back_with_the_reason(year: OnFile, desk: Browser) -> None:
    address = reverse("rechecks:recheck_start", args=[year.client.public_id])

    page = desk.post(address, follow=True).content.decode()

    assert "Nothing on file of Acme Logistics that touches a bill has changed" in page


def test_what_changed_is_shown_with_totals_and_reasons(amended: OnFile, desk: Browser) -> None:
    run = recheck(amended.client, CHECKS)

    assert "What changed" in told(desk, "runs:run_detail", run.public_id)
    page = told(desk, "rechecks:run_changes", run.public_id)

    assert "$64.00 more to ask back" in page
    assert "$0.00 → $64.00, 1 finding" in page
    assert "Rate PORT changed: rate 612 → 580" in page
    file = desk.get(reverse("rechecks:run_changes_export", args=[run.public_id]))
    assert "0.00,64.00,64.00" in file.content.decode()


def test_an_audit_that_changed_nothing_says_so(year: OnFile, desk: Browser) -> None:
    ContractRate.objects.filter(charge_code="PORT").update(rate="700")

    run = recheck(year.client, CHECKS)

    page = told(desk, "rechecks:run_changes", run.public_id)
    assert "Every finding came out as before, to the cent" in page


def test_an_ordinary_audit_has_no_comparison(year: OnFile, desk: Browser) -> None:
    run = AuditRun.objects.get()

    assert "No comparison" in told(desk, "rechecks:run_changes", run.public_id)


def test_the_page_asks_a_fixed_number_of_questions(
    amended: OnFile, desk: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    run = recheck(amended.client, CHECKS)

    with django_assert_max_num_queries(24):
        told(desk, "rechecks:run_changes", run.public_id)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    capsys.readouterr()
    call_command("audit", "--client", "acme", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_audits_the_changed_months_and_then_nothing(
    amended: OnFile, capsys: pytest.CaptureFixture[str]
) -> None:
    said = answer(capsys, "--changed")

    assert (said["state"], said["months"], said["lines"]) == (
        "complete", ["2026-03", "2026-04"], 14
    )  # fmt: skip
    assert said["checks"]["B01"]["occurrences"] == 2
    assert answer(capsys, "--changed") == {
        "run": None, "state": "complete", "lines": 0, "checks": {}, "findings": 0,
        "recoverable": "0.00", "annualised": "0.00", "seconds": 0.0, "months": [],
    }  # fmt: skip


def test_the_command_of_a_client_never_audited_says_what_to_do(
    acme: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "--client", "acme", "--changed")

    assert ended.value.code == 3
    assert "Start an audit of all bills first" in capsys.readouterr().err


def test_the_command_joins_an_audit_of_changed_months_only(
    amended: OnFile, capsys: pytest.CaptureFixture[str]
) -> None:
    run = services.queue_recheck(client=amended.client, requested_by=None)

    with pytest.raises(SystemExit):
        call_command("audit", "--client", "acme", "--from", "2026-03", "--to", "2026-04")
    assert answer(capsys, "--changed")["run"] == str(run.public_id)


def test_months_and_changed_are_not_asked_for_together(acme: Client) -> None:
    with pytest.raises(CommandError, match="Leave --from and --to out"):
        call_command("audit", "--client", "acme", "--changed", "--from", "2026-03")
