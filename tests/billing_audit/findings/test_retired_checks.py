"""Findings of a check that this release no longer makes: they stay, and say so."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.findings.calculation import calculation_steps
from billing_audit.findings.proof import prove
from billing_audit.models import Finding, Occurrence
from billing_audit.reports.figures import freeze
from clients.models import Client, User
from retainer.lib.refusal import Refused
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.on_file import OnFile, audit


@pytest.fixture
def old(acme: Client) -> Finding:
    """A finding of 64.00 by a check called X99, which does not exist."""
    OnFile(acme).put(ABOVE_CONTRACT)
    audit(acme)
    Finding.objects.update(check_code="X99")
    Occurrence.objects.update(check_code="X99")
    return Finding.objects.get()


@pytest.mark.parametrize("name", ["finding_detail", "finding_prove"])
def test_its_pages_name_the_check_by_its_code(
    old: Finding, casey: User, client: Browser, name: str
) -> None:
    client.force_login(casey)

    page = client.get(reverse(f"findings:{name}", args=[old.public_id])).content.decode()

    assert "X99, a check of an earlier release" in page
    assert "$64.00" in page


@pytest.mark.parametrize("name", ["finding_list", "finding_export"])
def test_it_stands_in_the_list(old: Finding, casey: User, client: Browser, name: str) -> None:
    client.force_login(casey)

    page = client.get(reverse(f"findings:{name}")).content.decode()

    assert "PORT on A-1 was found by X99, a check of an earlier release" in page


def test_the_client_reads_of_it(old: Finding, owen: User, client: Browser) -> None:
    Finding.objects.update(state="valid", shared_with_client=True)
    client.force_login(owen)

    page = client.get(reverse("portal:finding_detail", args=[old.public_id])).content.decode()

    assert "X99, a check of an earlier release" in page


@pytest.mark.parametrize("formula", ["(unit_rate - contract_rate) * quantity", "amount"])
def test_the_report_lists_what_it_counts(acme: Client, old: Finding, formula: str) -> None:
    Occurrence.objects.update(formula=formula)

    figures = freeze(acme, date(2026, 4, 1))

    [family] = figures["families"]
    assert family["title"] == "Earlier releases"
    assert [each["code"] for each in family["checks"]] == ["X99"]
    assert figures["money"][0]["found"] == "32.00"


def test_its_calculation_is_shown_as_it_was_stored(old: Finding) -> None:
    steps = calculation_steps(old.occurrences.first())

    told = {step.label: step.formula for step in steps}
    assert told["Formula"].startswith("(unit rate − contract rate) × quantity")
    assert told["In figures"].startswith("(612.00 − 580.00) × 1")


def test_it_cannot_be_proved_and_says_why(old: Finding) -> None:
    with pytest.raises(Refused, match="X99 is a check of an earlier release"):
        prove(old)


def test_the_next_audit_leaves_it_but_what_another_check_finds_too_is_claimed_by_that(
    acme: Client, old: Finding
) -> None:
    audit(acme)

    old.refresh_from_db()
    assert (old.resolved_at, old.occurrence_count, old.claimed) == (None, 2, 0)
    assert old.only_supports
    assert Finding.objects.get(check_code="B01").claimed == 64
