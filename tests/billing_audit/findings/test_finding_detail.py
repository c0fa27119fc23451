"""The page of one finding: both sides of the evidence, the sum, the way back, the proof."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags

from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Example
from billing_audit.findings.services import decide
from billing_audit.models import Finding
from clients.models import Client, ContractRate, User
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit, audit_by

#: One example of each check that it catches.
CAUGHT = [
    (check, next(each for each in check.examples if each.is_caught)) for check in all_checks()
]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page))


@pytest.fixture
def page(acme: Client, casey: User, client: Browser) -> str:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit_by(acme, "B01")
    client.force_login(casey)
    finding = Finding.objects.get(check_code="B01")
    return client.get(finding_url(finding)).content.decode()


def finding_url(finding: Finding, name: str = "finding_detail") -> str:
    return reverse(f"findings:{name}", args=[finding.public_id])


def test_it_says_what_is_wrong_and_what_it_costs(page: str) -> None:
    assert "is billed above the contract rate: 2 charges" in words(page)
    assert "$64.00" in words(page)
    assert "$384.00 a year until it is corrected" in words(page)


def test_the_bill_stands_beside_the_contract(page: str) -> None:
    told = words(page)
    assert told.index("The bill says") < told.index("The contract says")
    assert re.search(r'differs">\$612\.00<', page)
    assert re.search(r'differs">\$580\.00<', page)


def test_every_charge_leads_back_to_its_bill_and_file(page: str, acme: Client) -> None:
    for invoice in acme.invoices.select_related("bill_file"):
        assert reverse("bills:invoice_detail", args=[invoice.public_id]) in page
        assert reverse("bills:file_detail", args=[invoice.bill_file.public_id]) in page


@pytest.mark.parametrize(("check", "caught"), CAUGHT, ids=[check.code for check, _ in CAUGHT])
def test_every_check_shows_its_evidence_and_can_be_proved(
    check: type, caught: Example, acme: Client, casey: User, client: Browser
) -> None:
    OnFile(acme).put(caught)
    audit(acme, only=check)
    client.force_login(casey)
    finding = Finding.objects.filter(check_code=check.code).first()

    page = client.get(finding_url(finding)).content.decode()
    proof = client.get(finding_url(finding, "finding_prove"), headers={"HX-Request": "true"})

    assert check.title in words(page)
    assert "The bill says" in page
    assert "It holds, to the cent" in proof.content.decode()
    assert "<html" not in proof.content.decode()


def test_the_proof_tells_what_changed_since(acme: Client, casey: User, client: Browser) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    ContractRate.objects.update(rate="600.00")
    client.force_login(casey)
    finding = Finding.objects.get(check_code="B01")

    page = client.get(finding_url(finding, "finding_prove")).content.decode()

    assert "Rate agreed: $580.00, now $600.00" in words(page)
    assert "<html" in page


def test_the_history_tells_decisions_with_their_notes(
    acme: Client, casey: User, client: Browser
) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    finding = Finding.objects.get(check_code="B01")
    decide(
        finding=finding,
        state="valid",
        reason="confirmed",
        note="Amendment 2, page 9.",
        decided_by=casey,
    )
    audit(acme)
    client.force_login(casey)

    told = words(client.get(finding_url(finding)).content.decode())

    assert "Valid: confirmed by the documents" in told
    assert "Amendment 2, page 9." in told
    assert told.index("Still seen") < told.index("Found, in this audit")


def test_a_finding_that_is_gone_says_so(acme: Client, casey: User, client: Browser) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    ContractRate.objects.update(rate="700.00")
    audit(acme)
    client.force_login(casey)

    told = words(client.get(finding_url(Finding.objects.get(check_code="B01"))).content.decode())

    assert "No longer on the bills" in told
    assert "No charge shows it any more" in told


def test_more_charges_cost_no_more_queries(
    acme: Client, casey: User, client: Browser, django_assert_max_num_queries
) -> None:
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    client.force_login(casey)

    with django_assert_max_num_queries(32):
        client.get(finding_url(Finding.objects.get(check_code="B01")))


def test_somebody_elses_finding_does_not_exist(
    globex: Client, casey: User, client: Browser
) -> None:
    OnFile(globex).put(ABOVE_CONTRACT)
    audit(globex)
    client.force_login(casey)

    assert client.get(finding_url(Finding.objects.get(check_code="B01"))).status_code == 404
