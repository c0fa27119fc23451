"""The first page after sign-in: what waits for whom."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from billing_audit.checks.examples import Agreed, Billed, example
from billing_audit.findings.services import decide
from billing_audit.models import AuditRun, BillFile, Finding
from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    Project,
    StoredFile,
    User,
)
from clients.retainers.approval import send_back
from clients.work.submitting import submit_week
from retainer.lib.weeks import monday_of
from tests.agreed import agree, worked
from tests.billing_audit.on_file import OnFile, audit

HOME = reverse("home")
ABOVE_CONTRACT = example(
    "",
    Billed(amount="612.00", quantity="1", rate="612.00"),
    rates=(Agreed(rate="580.00"),),
)


def told(browser: Browser, query: str = "") -> str:
    page = browser.get(f"{HOME}?{query}").content.decode()
    return re.sub(r"\s+", " ", strip_tags(page)).replace("\N{NO-BREAK SPACE}", " ")


def bill_file(client: Client | None, state: str, name: str, **facts: object) -> BillFile:
    stored = StoredFile.objects.create(
        client=client, kind="bill", name=name, content=name, content_type="text/csv", size=1,
        sha256=name,
    )  # fmt: skip
    return BillFile.objects.create(
        client=client, stored=stored, name=name, sha256=name, state=state, **facts
    )


@pytest.fixture
def audited(acme: Client) -> Finding:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    return Finding.objects.get()


@pytest.fixture
def casey_browses(casey: User, client: Browser) -> Browser:
    client.force_login(casey)
    return client


def test_findings_wait_until_they_are_decided(
    audited: Finding, casey: User, casey_browses: Browser
) -> None:
    assert "1 finding waits for a decision" in told(casey_browses)
    assert "Acme Logistics 1 $32.00" in told(casey_browses)

    decide(finding=audited, state="valid", reason="confirmed", decided_by=casey)

    assert "No finding waits for a decision" in told(casey_browses)


def test_questions_to_the_client_are_counted_by_themselves(
    audited: Finding, casey: User, casey_browses: Browser
) -> None:
    decide(finding=audited, state="asked", reason="needs_client", note="Yours?", decided_by=casey)

    assert "1 question waits for a client" in told(casey_browses)


def test_each_number_opens_its_rows(audited: Finding, casey_browses: Browser) -> None:
    page = casey_browses.get(HOME).content.decode()

    assert f"{reverse('findings:finding_list')}?client=acme&amp;state=new" in page
    assert reverse("findings:finding_detail", args=[audited.public_id]) in page


def test_other_clients_work_is_nobody_elses_business(
    audited: Finding, globex: Client, casey_browses: Browser
) -> None:
    OnFile(globex).put(ABOVE_CONTRACT)
    audit(globex)

    page = told(casey_browses)

    assert "1 finding waits" in page
    assert "Globex" not in page


def test_bills_that_wait_or_were_refused_are_listed(
    audited: Finding, acme: Client, casey: User, casey_browses: Browser
) -> None:
    bill_file(None, "waiting", "whose.csv", brought_by=casey)
    bill_file(acme, "rejected", "letter.pdf", error="This is no bill.")
    bill_file(acme, "imported", "fine.csv")
    old = bill_file(acme, "rejected", "old.pdf")
    BillFile.objects.filter(pk=old.pk).update(brought_at=timezone.now() - timedelta(days=30))

    page = told(casey_browses)

    assert "whose.csv" in page
    assert "letter.pdf This is no bill." in page
    assert "fine.csv" not in page
    assert "old.pdf" not in page


def test_a_failed_audit_is_news_until_it_is_repeated(
    audited: Finding, acme: Client, casey_browses: Browser
) -> None:
    failed = AuditRun.objects.create(client=acme, state="failed")
    address = reverse("runs:run_detail", args=[failed.public_id])
    assert address in casey_browses.get(HOME).content.decode()

    AuditRun.objects.create(client=acme, state="complete")

    assert address not in casey_browses.get(HOME).content.decode()


def test_my_hours_of_the_month_and_agreements_that_end(
    audited: Finding, acme: Client, casey: User, pat: User, casey_browses: Browser
) -> None:
    today = timezone.localdate()
    agreement = agree(
        acme, starts_on=today - timedelta(days=300), ends_on=today + timedelta(days=20)
    )
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    for person, hours in ((casey, "1.5"), (pat, "4")):
        worked(project, person, today, hours)

    page = told(casey_browses)

    assert "1.50 h logged by you" in page
    assert "in 20 days" in page


def test_a_client_can_be_looked_at_alone(
    audited: Finding, globex: Client, pat: User, client: Browser
) -> None:
    OnFile(globex).put(ABOVE_CONTRACT)
    audit(globex)
    client.force_login(pat)

    assert "2 findings wait" in told(client)
    assert "1 finding waits for a decision at Globex Health" in told(client, "client=globex")


def test_a_new_practice_is_taught_the_way_to_its_first_bill(pat: User, client: Browser) -> None:
    client.force_login(pat)
    page = client.get(HOME).content.decode()
    assert reverse("people:client_create") in page

    acme = Client.objects.create(slug="acme", name="Acme Logistics")
    page = client.get(HOME).content.decode()
    assert f"{reverse('telecom:account_import')}?client=acme" in page

    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    assert "Drop bills" in told(client)


def test_a_consultant_without_clients_learns_why_it_is_empty(db: None, client: Browser) -> None:
    client.force_login(User.objects.create_user("new@practice.test", name="Nia", kind="consultant"))

    assert "No client is assigned to you yet" in told(client)


def test_work_that_came_back_is_told_with_the_reason(
    acme: Client, casey: User, pat: User, casey_browses: Browser
) -> None:
    project = Project.objects.create(client=acme, agreement=agree(acme), name="Bill audit")
    entries = [worked(project, casey, timezone.localdate(), state="submitted") for _ in range(2)]
    send_back(entries=entries, sent_back_by=pat, reason="Which bill?")
    submit_week(consultant=casey, monday=monday_of(timezone.localdate()))
    send_back(entries=entries[:1], sent_back_by=pat, reason="And which carrier?")

    page = told(casey_browses)

    assert "1 entry came back" in page
    assert "And which carrier?" in page
    assert "Which bill?" not in page


def test_client_users_go_to_their_portal(owen: User, client: Browser) -> None:
    client.force_login(owen)

    assert client.get(HOME)["Location"] == reverse("portal:home")


def test_more_rows_cost_no_more_queries(
    audited: Finding, acme: Client, casey_browses: Browser, django_assert_max_num_queries
) -> None:
    for n in range(30):
        bill_file(acme, "rejected", f"{n}.csv")

    with django_assert_max_num_queries(41):
        page = casey_browses.get(HOME).content.decode()
    assert "20+" in page
