"""What audits say of bills that are totals only: that charges cannot be checked."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from billing_audit.bills.totals import TotalsBill, enter_totals_bill
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.needs import BILL_LINES
from clients.models import BillingAccount, Carrier, Client, User


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Paperline")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="P-1")


@pytest.fixture
def entered(account: BillingAccount, casey: User, django_capture_on_commit_callbacks) -> None:
    """The same total in two months."""
    for month in (2, 3):
        bill = TotalsBill(number=f"T-{month}", bill_date=date(2026, month, 5), total=Decimal(100))
        with django_capture_on_commit_callbacks(execute=True):
            enter_totals_bill(account=account, bill=bill, entered_by=casey)


@pytest.mark.usefixtures("entered")
def test_checks_of_charges_cannot_check_totals(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "--client", "acme", "--json")

    said = json.loads(capsys.readouterr().out)
    unmet = {code for code, each in said["checks"].items() if BILL_LINES.words in each["needs"]}
    assert unmet == {check.code for check in all_checks() if BILL_LINES in check.needs}
    assert {said["checks"][code]["state"] for code in unmet} == {"cannot-check"}
    assert said["checks"]["A03"]["state"] == "done"
    assert said["findings"] == 0


def test_a_client_without_any_bill_lacks_nothing_of_the_kind(acme: Client) -> None:
    assert BILL_LINES.is_met(acme.pk)
