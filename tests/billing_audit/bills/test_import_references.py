"""Accounts, carriers and services that bills name: recognised, or proposed."""

from pathlib import Path

import pytest

from billing_audit.models import BilledService, Invoice, Line
from clients.models import BillingAccount, Carrier, Client, Service
from tests.billing_audit.bills.billed import bill, invoice, row, write
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.usefixtures("acme")


def test_services_on_a_bill_are_proposed_and_those_in_the_inventory_recognised(
    tmp_path: Path, acme: Client
) -> None:
    owned = Service.objects.create(client=acme, number="CKT-1")

    load(write(tmp_path, bill(*invoice("A", 2))))

    assert BilledService.objects.get(number="CKT-1").service == owned
    proposed = BilledService.objects.get(number="CKT-2").service
    assert (proposed.state, proposed.account.number) == ("proposed", "1001")
    owned.refresh_from_db()
    assert owned.state == "confirmed"


def test_accounts_are_recognised_by_carrier_and_number(tmp_path: Path, acme: Client) -> None:
    carrier = Carrier.objects.create(name="CORVANE")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")

    load(write(tmp_path, bill(row(), row(carrier="", line_no="2"))))

    assert Invoice.objects.get().account == account
    assert Line.objects.count() == 2
    assert Carrier.objects.count() == 1


def test_one_file_holds_many_accounts_and_months(tmp_path: Path) -> None:
    rows = [
        row(account_no=account, invoice_no=f"{account}-{month}", bill_date=f"2026-0{month}-01")
        for account in ("1001", "1002")
        for month in (1, 2, 3)
    ]

    [answer] = load(write(tmp_path, bill(*rows)))

    assert answer["invoices"] == 6
    assert BillingAccount.objects.count() == 2
