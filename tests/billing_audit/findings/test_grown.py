"""A finding that grows after it was decided: what came since waits for a second look."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags

from billing_audit.findings.services import decide
from billing_audit.models import Finding
from billing_audit.money.places import Places
from billing_audit.reports import record
from billing_audit.reports.figures import freeze
from billing_audit.reports.shape import Money
from clients.models import Client, ContractRate, User
from retainer.lib.months import read_month
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit_by

MARCH, APRIL = ABOVE_CONTRACT.bills


def told(browser: Browser, address: str) -> str:
    page = browser.get(address).content.decode()
    return re.sub(r"\s+", " ", strip_tags(page)).replace("\N{NO-BREAK SPACE}", " ")


def about(finding: Finding) -> str:
    return reverse("findings:finding_detail", args=[finding.public_id])


@pytest.fixture
def grown(acme: Client, casey: User) -> Finding:
    """The port of March was judged too dear, and then April's bill repeats it."""
    OnFile(acme).put(replace(ABOVE_CONTRACT, bills=(MARCH,)))
    audit_by(acme, "B01")
    confirm(Finding.objects.get(), casey)
    OnFile(acme).put_bill(APRIL)
    audit_by(acme, "B01")
    return Finding.objects.get()


def confirm(finding: Finding, by: User) -> None:
    decide(finding=finding, state="valid", reason="confirmed", decided_by=by)


def reported(client: Client) -> Money:
    figures = record.read(freeze(client, read_month("2026-04")))
    return figures.lead


def test_its_history_says_by_how_much(grown: Finding, casey: User, client: Browser) -> None:
    client.force_login(casey)

    page = told(client, about(grown))

    assert "Grew by 1 charge, $32.00 since it was decided" in page
    assert "Still seen" not in page


def test_it_waits_for_a_look_on_the_first_page_and_in_the_list(
    grown: Finding, casey: User, client: Browser
) -> None:
    client.force_login(casey)

    assert "1 decided finding grew since, and waits" in told(client, reverse("home"))
    listed = told(client, f"{reverse('findings:finding_list')}?state=grown")
    assert "1 finding, $64.00" in listed
    assert "$32.00 since decided" in listed


def test_the_company_reads_which_part_is_in_review(
    grown: Finding, owen: User, client: Browser
) -> None:
    client.force_login(owen)

    page = told(client, reverse("portal:finding_detail", args=[grown.public_id]))

    assert "$32.00 to ask back; $32.00 more in review" in page


def test_the_report_confirms_only_what_was_decided_about(acme: Client, grown: Finding) -> None:
    money = reported(acme)

    assert money.total == 64
    assert money.places == Places(to_ask=Decimal(32), in_review=Decimal(32))


def test_deciding_again_confirms_the_whole(
    acme: Client, grown: Finding, casey: User, client: Browser
) -> None:
    confirm(grown, casey)

    grown.refresh_from_db()
    assert (grown.grown, grown.grown_count) == (0, 0)
    assert reported(acme).places == Places(to_ask=Decimal(64))
    client.force_login(casey)
    assert "grew since" not in told(client, reverse("home"))
    assert "Still seen" in told(client, about(grown))


def test_a_charge_that_claims_more_than_before_grows_it_too(
    acme: Client, grown: Finding, casey: User
) -> None:
    confirm(grown, casey)

    ContractRate.objects.update(rate="570.00")
    audit_by(acme, "B01")

    grown.refresh_from_db()
    assert (grown.claimed, grown.grown, grown.grown_count) == (84, Decimal(20), 2)


def test_a_false_positive_does_not_grow(acme: Client, casey: User) -> None:
    OnFile(acme).put(replace(ABOVE_CONTRACT, bills=(MARCH,)))
    audit_by(acme, "B01")
    finding = Finding.objects.get()
    decide(finding=finding, state="false_positive", reason="contract_allows", decided_by=casey)

    OnFile(acme).put_bill(APRIL)
    audit_by(acme, "B01")

    assert not Finding.objects.grown().exists()
