"""The pages of the audits."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from billing_audit.bills.models import BillFile, Invoice
from billing_audit.checks.catalogue import all_checks
from billing_audit.runs import lease
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.progress import check_rows
from billing_audit.runs.steps import plan
from clients.files.models import StoredFile
from clients.people.models import Client, Membership, User
from clients.telecom.models import BillingAccount, Carrier
from tests.billing_audit.runs.plans import FakeStep


def page(browser: Browser, name: str, run: AuditRun | None = None, **query: str) -> str:
    address = reverse(name, args=[run.public_id] if run else [])
    answer = browser.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def desk(browser: Browser, casey: User) -> Browser:
    """Casey's browser."""
    browser.force_login(casey)
    return browser


@pytest.fixture
def bills(acme: Client) -> None:
    """A bill of January and one of March."""
    carrier = Carrier.objects.create(name="Northern Bell")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="77")
    stored = StoredFile.objects.create(client=acme, name="a.csv", sha256="0" * 64, size=1)
    file = BillFile.objects.create(client=acme, stored=stored, name="a.csv", sha256="0" * 64)
    for month in (1, 3):
        Invoice.objects.create(
            client=acme,
            bill_file=file,
            account=account,
            carrier=carrier,
            number=str(month),
            bill_date=date(2026, month, 15),
            currency="USD",
        )


def complete(run: AuditRun) -> None:
    """Let the run have ended with one finding, one clean check and two that could not be made."""
    AuditRun.objects.filter(pk=run.pk).update(
        state="complete",
        findings=1,
        lines=2400,
        recoverable=Decimal("812.50"),
    )
    lease.lay_out(run, [FakeStep(code) for code in ("A01", "A03", "B01", "findings")])
    run.steps.update(state="done", fence=1)
    for code, values in {
        "A01": {"state": "done", "occurrences": 3, "claimed": Decimal("812.50"), "examined": 2400},
        "A03": {"state": "done", "examined": 12},
        "B01": {"state": "cannot-check", "needs": ["contract rates"]},
        "X99": {"state": "failed", "error": "division by zero"},
    }.items():
        CheckResult.objects.create(client=run.client, run=run, check_code=code, **values)


def test_an_empty_list_says_what_an_audit_is(desk: Browser) -> None:
    assert "No audits yet" in page(desk, "runs:run_list")


def test_the_list_shows_the_clients_audits(desk: Browser, run: AuditRun, globex: Client) -> None:
    AuditRun.objects.create(client=globex)

    shown = page(desk, "runs:run_list")

    assert "Acme Logistics" in shown
    assert "Globex" not in shown


def test_a_long_list_takes_few_queries(
    desk: Browser, acme: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    AuditRun.objects.bulk_create(AuditRun(client=acme, state="complete") for _ in range(60))

    with django_assert_max_num_queries(16):
        shown = page(desk, "runs:run_list", client="acme")

    assert "older=" in shown


def test_without_bills_there_is_nothing_to_start(desk: Browser) -> None:
    assert "No bills to audit" in page(desk, "runs:run_start")


def test_the_months_of_the_bills_are_offered(desk: Browser, bills: None) -> None:
    form = page(desk, "runs:run_start", client="acme")

    assert form.count("January\N{NO-BREAK SPACE}2026") == 2
    assert "February" not in form
    assert '<option value="acme" selected>' in form


def test_the_only_client_is_chosen_already(desk: Browser, bills: None) -> None:
    assert '<option value="acme" selected>' in page(desk, "runs:run_start")


def test_of_several_clients_one_has_to_be_chosen(
    desk: Browser, bills: None, globex: Client, casey: User
) -> None:
    Membership.objects.create(user=casey, client=globex, role="consultant")

    assert 'value="acme" selected' not in page(desk, "runs:run_start")
    answer = desk.post(reverse("runs:run_start"), {"client": ""})
    assert "Choose a client." in answer.content.decode()


def test_starting_leads_to_the_audits_page(desk: Browser, bills: None) -> None:
    answer = desk.post(
        reverse("runs:run_start"),
        {"client": "acme", "month_from": "2026-01-01", "month_to": ""},
    )

    run = AuditRun.objects.get()
    assert answer["Location"] == reverse("runs:run_detail", args=[run.public_id])
    assert (run.month_from, run.month_to) == (date(2026, 1, 1), None)


def test_starting_a_second_one_leads_to_the_first(
    desk: Browser, bills: None, run: AuditRun
) -> None:
    answer = desk.post(reverse("runs:run_start"), {"client": "acme"}, follow=True)

    assert answer.redirect_chain[0][0] == reverse("runs:run_detail", args=[run.public_id])
    assert "already under way" in answer.content.decode()


def test_months_in_the_wrong_order_are_refused(desk: Browser, bills: None) -> None:
    answer = desk.post(
        reverse("runs:run_start"),
        {"client": "acme", "month_from": "2026-03-01", "month_to": "2026-01-01"},
    )

    assert "swap them" in answer.content.decode()
    assert not AuditRun.objects.exists()


def test_another_consultants_client_cannot_be_audited(
    desk: Browser, bills: None, globex: Client
) -> None:
    desk.post(reverse("runs:run_start"), {"client": "globex"})

    assert not AuditRun.objects.exists()


def test_a_waiting_audit_asks_again_by_itself(desk: Browser, run: AuditRun) -> None:
    shown = page(desk, "runs:run_detail", run)

    assert "Waiting for a worker" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "Stop the audit" in shown


def test_the_moving_parts_come_alone_when_htmx_asks(desk: Browser, run: AuditRun) -> None:
    lease.join(run.pk)
    lease.lay_out(run, [FakeStep("A01"), FakeStep("findings")])
    lease.take(run.pk)

    answer = desk.get(
        reverse("runs:run_detail", args=[run.public_id]), headers={"HX-Request": "true"}
    )

    shown = answer.content.decode()
    assert "<html" not in shown
    assert "0 of 2 steps" in shown
    assert "doing A01" in shown
    assert 'hx-swap-oob="true"' in shown
    assert "HX-Refresh" not in answer
    assert "HX-Request" in answer["Vary"]


def test_the_checks_to_come_are_listed_also_those_that_share_a_step(
    desk: Browser, run: AuditRun
) -> None:
    lease.join(run.pk)
    steps = plan(run)
    lease.lay_out(run, steps)
    shared = next(step for step in steps if len(step.codes) > 1)
    run.steps.filter(name=shared.name).update(state="doing")
    run.refresh_from_db()

    rows = check_rows(run)

    assert sorted(row.code for row in rows) == sorted(check.code for check in all_checks())
    assert [row.code for row in rows if row.state == "running"] == list(shared.codes)


def test_at_its_end_the_page_is_shown_anew(desk: Browser, run: AuditRun) -> None:
    complete(run)

    answer = desk.get(
        reverse("runs:run_detail", args=[run.public_id]), headers={"HX-Request": "true"}
    )

    assert answer["HX-Refresh"] == "true"


def test_a_complete_audit_says_what_it_found_and_what_it_could_not_check(
    desk: Browser, run: AuditRun
) -> None:
    complete(run)

    shown = page(desk, "runs:run_detail", run)

    assert "$812.50" in shown
    assert "What could not be checked" in shown
    assert "contract rates" in shown
    assert "Add the contract&#x27;s rates" in shown
    assert "Checked, nothing wrong" in shown
    assert "X99" in shown
    assert "division by zero" in shown
    assert "hx-trigger" not in shown


def test_a_failed_audit_says_why(desk: Browser, run: AuditRun) -> None:
    AuditRun.objects.update(state="failed", error="Checking: sums: division by zero")

    assert "division by zero" in page(desk, "runs:run_detail", run)


def test_an_interrupted_audit_says_so(desk: Browser, run: AuditRun) -> None:
    complete(run)
    run.steps.filter(name="A03").update(fence=2)

    assert "another worker went on" in page(desk, "runs:run_detail", run)


def test_cancelling_leads_back(desk: Browser, run: AuditRun) -> None:
    answer = desk.post(reverse("runs:run_cancel", args=[run.public_id]), follow=True)

    assert "It was stopped" in answer.content.decode()


def test_money_to_ask_back_has_one_name(desk: Browser, run: AuditRun) -> None:
    complete(run)

    for shown in (page(desk, "runs:run_detail", run), page(desk, "runs:run_list")):
        assert "Claimed" in shown
        assert "Recoverable" not in shown
