"""Work is logged from a finding, a bill, an audit, a report, and leads back to it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import AuditRun, BillFile, Finding, Invoice, MonthlyReport
from clients.models import BillingAccount, Carrier, Client, Project, StoredFile, User, WorkEntry
from clients.work.origins import origin_of
from tests.agreed import agree, worked
from tests.clients.test_queries import queries

BOOK = reverse("work:entry_list")


@pytest.fixture
def audit(acme: Client) -> Project:
    return Project.objects.create(client=acme, agreement=agree(acme), name="Bill audit")


@pytest.fixture
def casey_logs(casey: User, audit: Project, client: Browser) -> Browser:
    client.force_login(casey)
    return client


def finding_of(client: Client, cause: str = "account:1") -> Finding:
    run = AuditRun.objects.create(client=client, state="complete")
    return Finding.objects.create(
        client=client, check_code="B01", cause=cause, subject="PORT on A-1", currency="USD",
        first_run=run, last_run=run,
    )  # fmt: skip


def bill_of(client: Client) -> Invoice:
    carrier = Carrier.objects.create(name="Corvane")
    account = BillingAccount.objects.create(client=client, carrier=carrier, number="A-1")
    stored = StoredFile.objects.create(
        client=client, kind="bill", name="b.csv", content="b", content_type="text/csv", size=1,
        sha256="b",
    )  # fmt: skip
    bill_file = BillFile.objects.create(client=client, stored=stored, name="b.csv", sha256="b")
    return Invoice.objects.create(
        client=client, bill_file=bill_file, account=account, carrier=carrier, number="INV-1",
        bill_date=date(2026, 3, 1), currency="USD",
    )  # fmt: skip


@pytest.fixture
def things(acme: Client) -> dict[str, Any]:
    """One of each kind that work is logged about."""
    return {
        "finding": finding_of(acme),
        "bill": bill_of(acme),
        "audit": AuditRun.objects.create(client=acme, state="complete"),
        "report": MonthlyReport.objects.create(client=acme, month=date(2026, 2, 1)),
    }


PAGES = {
    "finding": ("findings:finding_detail", "Finding B01, PORT on A-1"),
    "bill": ("bills:invoice_detail", "Invoice INV-1"),
    "audit": ("runs:run_detail", "Audit of"),
    "report": ("reports:report_detail", "Report for February"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_thing_fills_in_client_project_and_text_and_is_linked_from_the_entry(
    kind: str, things: dict[str, Any], casey_logs: Browser, audit: Project
) -> None:
    thing = things[kind]
    page, name = PAGES[kind]
    address = f"{BOOK}?client=acme&about={kind}:{thing.public_id}"

    log = casey_logs.get(address)
    line = log.context["line"]["line"].value()
    casey_logs.post(address, {"line": f"1h{line}"})

    assert line.startswith(' acme/bill-audit "')
    entry = WorkEntry.objects.get()
    assert (entry.origin, entry.project) == (f"{kind}:{thing.public_id}", audit)
    book = casey_logs.get(BOOK).content.decode()
    assert reverse(page, args=[thing.public_id]) in book
    assert name in book.replace("\N{NO-BREAK SPACE}", " ")


def test_the_pages_of_findings_and_bills_lead_to_the_log(
    things: dict[str, Any], casey_logs: Browser
) -> None:
    for kind in ("finding", "bill", "audit"):
        page = reverse(PAGES[kind][0], args=[things[kind].public_id])
        assert f"about={kind}:{things[kind].public_id}" in casey_logs.get(page).content.decode()


def test_nothing_of_another_client_is_named(
    globex: Client, casey: User, pat: User, casey_logs: Browser
) -> None:
    about = f"finding:{finding_of(globex).public_id}"

    page = casey_logs.get(BOOK, {"about": about}).content.decode()

    assert "PORT on A-1" not in page
    assert origin_of(casey, about) is None
    assert origin_of(pat, about) is not None


def test_what_was_corrected_to_another_client_is_not_about_the_thing(
    acme: Client, globex: Client, pat: User, audit: Project, client: Browser
) -> None:
    Project.objects.create(client=globex, agreement=agree(globex), name="Review")
    client.force_login(pat)
    address = f"{BOOK}?about=finding:{finding_of(acme).public_id}"

    client.post(address, {"line": '1h globex/review "x" @2026-03-12'})

    assert WorkEntry.objects.get().origin == ""


@pytest.mark.parametrize(
    "about", ["", "finding", "finding:1", "invention:x", f"finding:{UUID(int=7)}"]
)
def test_nonsense_is_about_nothing(about: str, casey: User) -> None:
    assert origin_of(casey, about) is None


def test_many_origins_cost_one_question_per_kind(
    acme: Client, casey: User, audit: Project, casey_logs: Browser
) -> None:
    def log(number: int) -> None:
        finding = finding_of(acme, f"account:{number}")
        worked(audit, casey, date(2026, 3, 12), origin=f"finding:{finding.public_id}")

    log(1)
    one = queries(lambda: casey_logs.get(BOOK))
    for number in range(2, 9):
        log(number)

    assert queries(lambda: casey_logs.get(BOOK)) == one
