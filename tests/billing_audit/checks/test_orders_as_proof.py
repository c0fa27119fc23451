"""What an order says stands in the proof and on the page of what was found by it."""

from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Example
from billing_audit.findings.proof import prove
from billing_audit.models import AuditRun, Finding
from billing_audit.runs.applying import apply_checks
from billing_audit.runs.merging import merge
from clients.models import Client, ServiceOrder, User
from tests.billing_audit.on_file import OnFile


def find(check: type[Check], example: Example, client: Client) -> Finding:
    OnFile(client).put(example)
    run = AuditRun.objects.create(client=client, state="running")
    apply_checks([check], run)
    merge(run)
    return Finding.objects.filter(check_code=check.code).first()


def test_an_order_that_was_changed_fails_the_proof(acme: Client) -> None:
    check = next(check for check in all_checks() if check.code == "C20")
    finding = find(check, check.examples[0], acme)
    ServiceOrder.objects.update(effective_on="2026-02-27")

    proof = prove(finding)

    assert not proof.equal
    assert set(proof.occurrences[0].changed) == {"ended_on"}


def test_the_page_of_a_finding_shows_the_order(acme: Client, casey: User, browser: Browser) -> None:
    check = next(check for check in all_checks() if check.code == "C20")
    finding = find(check, check.examples[0], acme)
    browser.force_login(casey)

    page = browser.get(reverse("findings:finding_detail", args=[finding.public_id]))

    assert "The order says" in page.content.decode()
    assert reverse("telecom:order_detail", args=[ServiceOrder.objects.get().public_id]) in (
        page.content.decode()
    )
