"""What a run says it looked at, and which charges nothing on file speaks for."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example
from billing_audit.checks.meanings import MEANINGS
from billing_audit.models import AuditRun, UnverifiedCharge
from billing_audit.reports.figures import freeze
from billing_audit.reports.record import read
from billing_audit.runs.remedies import UNLOCKED_BY
from clients.models import Client, User
from tests.billing_audit.on_file import OnFile, audit

CHECKS = all_checks()


def words(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page))


OWNED, UNKNOWN = "315-200-0014", "315-999-0001"


@pytest.fixture
def run(acme: Client) -> AuditRun:
    """A priced port of an owned service, an owned feature, a circuit nobody knows, and a credit."""
    OnFile(acme).put(
        example(
            "",
            bill(
                Billed(amount="600.00", quantity="1", rate="600.00", service=OWNED),
                Billed(amount="9.00", code="VM", description="Voice mail", service=OWNED),
                Billed(amount="45.00", code="MISC", description="Circuit", service=UNKNOWN),
                Billed(amount="45.00", code="MISC", description="Circuit", service="315-999-0002"),
                Billed(amount="-5.00", code="CR", description="Credit", charge="credit"),
            ),
            rates=(Agreed(rate="600.00"),),
            inventory=(Owned(service=OWNED),),
        )
    )
    return audit(acme)


def looked_at(run: AuditRun, code: str) -> tuple[int, str]:
    [figures] = run.coverage.checks[code].values()
    return tuple(figures["USD"])


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_every_check_of_lines_says_which_charges_it_looks_at(check: type[Check]) -> None:
    assert (check.looks_at is None) == check.of_bills
    assert set(check.looks_at.meanings if check.looks_at else ()) <= MEANINGS.keys()


def test_a_check_counts_the_charges_it_has_something_to_hold_against(run: AuditRun) -> None:
    assert looked_at(run, "B01") == (1, "600.000000")
    assert looked_at(run, "C01") == (2, "609.000000")
    assert looked_at(run, "A08") == (4, "699.000000")
    assert looked_at(run, "A03") == (1, "694.000000")


def test_a_check_that_lacked_data_counts_what_it_would_have_looked_at(run: AuditRun) -> None:
    assert run.results.get(check_code="C02").state == "cannot-check"
    assert looked_at(run, "C02") == (4, "699.000000")


def test_a_charge_that_nothing_on_file_speaks_for_is_unverified(run: AuditRun) -> None:
    [charge] = UnverifiedCharge.objects.all()

    assert (charge.code, charge.description) == ("MISC", "Circuit")
    assert (charge.charges, charge.spend) == (2, Decimal("90"))
    assert charge.compared_by > 0
    [sums] = run.coverage.charges["verified"].values()
    assert sums == {"USD": [2, "609.000000"]}


def test_counting_again_counts_once(run: AuditRun) -> None:
    again = audit(run.client)

    assert again.coverage.charges == run.coverage.charges
    assert UnverifiedCharge.objects.filter(run=again).count() == 1


def test_the_certificate_names_what_is_clean_missing_and_never_verified(
    run: AuditRun, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.get(reverse("runs:run_certificate", args=[run.public_id])).content.decode()

    told = words(page)
    assert "87.1% of $699.00 was held against what is on file" in told
    assert "Billed above the contract rate B01 agreed or public prices 1 charge $600.00" in told
    assert "Orders placed with carriers" in told
    assert "Circuit recurring MISC" in told
    assert "its service is not in the inventory, no contract rate prices it" in told


def test_an_unverified_charge_opens_to_its_lines_and_their_file(
    run: AuditRun, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    charge = UnverifiedCharge.objects.get()

    page = browser.get(reverse("runs:unverified_lines", args=[charge.public_id]))
    sheet = browser.get(reverse("runs:unverified_lines_export", args=[charge.public_id]))
    charges = browser.get(reverse("runs:unverified_export", args=[run.public_id]))

    assert words(page.content.decode()).count("$45.00") == 2
    assert [row.split(",")[3] for row in sheet.content.decode().split()[1:]] == [
        UNKNOWN,
        "315-999-0002",
    ]
    assert ",MISC,Circuit,recurring,USD,2,90.000000,2026-03,2026-03," in charges.content.decode()


def test_what_was_put_on_file_since_the_audit_is_said(
    run: AuditRun, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    OnFile(run.client).put_service(Owned(service=UNKNOWN))
    charge = UnverifiedCharge.objects.get()

    page = browser.get(reverse("runs:unverified_lines", args=[charge.public_id]))

    assert "The audit counted 2; as things stand now it would be 1." in words(page.content.decode())


def test_the_client_page_leads_to_the_latest_certificate(
    run: AuditRun, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    answer = browser.get(reverse("runs:client_certificate", args=[run.client.public_id]))

    assert answer.url == reverse("runs:run_certificate", args=[run.public_id])


def test_the_report_says_how_much_was_verified(run: AuditRun) -> None:
    figures = read(freeze(run.client, date(2026, 3, 1)))

    [share] = figures.verification
    assert (share.spend, share.verified, share.priced, share.unverified_charges) == (
        Decimal("699.00"),
        Decimal("609.00"),
        Decimal("600.00"),
        2,
    )
    spend = {each.code: each.spend for each in figures.unchecked}
    assert [(each.currency, each.amount) for each in spend["C02"]] == [("USD", Decimal("699.00"))]


def test_whatever_a_check_lacks_somebody_is_told_where_to_bring_it() -> None:
    lacking = {need.words for check in CHECKS for need in check.needs}

    assert lacking <= UNLOCKED_BY.keys()
    assert all(reverse(page) for _, page in UNLOCKED_BY.values())
