"""What a provider may add to a carrier's charges: from a form, from a file, once a day."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse

from clients.models import BillingAccount, Carrier, Client, RebillAgreement, User
from clients.telecom.reference import RebillAgreements

HEADING = "account_no,underlying_account_no,markup_percent,markup_cap,kinds,eff_from,eff_to\n"
SINCE = DateRange(date(2026, 1, 1), None)


@pytest.fixture
def accounts(acme: Client) -> tuple[BillingAccount, BillingAccount]:
    """The provider's account and the carrier's."""
    return tuple(
        BillingAccount.objects.create(
            client=acme, carrier=Carrier.objects.create(name=name), number=number
        )
        for name, number in (("Harbor Managed", "H-1"), ("Northline", "N-1"))
    )


@pytest.mark.usefixtures("accounts")
def test_a_file_says_the_markup_and_says_it_once(acme: Client) -> None:
    content = f'{HEADING}H-1,N-1,5,10.00,"recurring, tax",2026-01-01,\n'.encode()

    outcomes = [RebillAgreements(acme).load(content) for _ in range(2)]

    kept = RebillAgreement.objects.get()
    assert [outcome.created for outcome in outcomes] == [1, 0]
    assert (kept.markup_percent, kept.markup_cap, kept.kinds) == (5, 10, ["recurring", "tax"])
    assert str(kept) == "Harbor Managed H-1 bills on Northline N-1"


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("H-1,H-1,5,,,2026-01-01,", "underlying_account_no"),
        ("H-1,N-9,5,,,2026-01-01,", "underlying_account_no"),
        ("H-1,N-1,5,,rent,2026-01-01,", "kinds"),
        ("H-1,N-1,5,,,2026-02-01,2026-01-31", "eff_to"),
    ],
)
def test_a_row_that_says_nothing_sound_is_refused(acme: Client, row: str, column: str) -> None:
    outcome = RebillAgreements(acme).load(f"{HEADING}{row}\n".encode())

    assert [cell.column for cell in outcome.rejected] == [column]
    assert not RebillAgreement.objects.exists()


def test_two_accounts_have_one_markup_a_day(
    acme: Client, accounts: tuple[BillingAccount, BillingAccount]
) -> None:
    said = {"client": acme, "account": accounts[0], "underlying": accounts[1], "markup_percent": 5}
    RebillAgreement.objects.create(valid=SINCE, **said)

    with pytest.raises(IntegrityError, match="one_markup_a_day"):
        RebillAgreement.objects.create(valid=SINCE, **said)


def test_the_form_asks_for_two_accounts(
    acme: Client, accounts: tuple[BillingAccount, BillingAccount], casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    address = f"{reverse('telecom:rebill_agreement_create')}?client={acme.slug}"
    said = {
        "account": accounts[0].pk, "underlying": accounts[0].pk, "markup_percent": "5",
        "kinds": ["recurring", "usage"], "first": "2026-01-01",
    }  # fmt: skip

    refused = browser.post(address, said).content.decode()
    browser.post(address, said | {"underlying": accounts[1].pk})

    assert "An account does not bill itself on." in refused
    kept = RebillAgreement.objects.get()
    assert (kept.kinds, kept.valid) == (["recurring", "usage"], SINCE)
    page = browser.get(reverse("telecom:rebill_agreement_list")).content.decode()
    assert "Harbor Managed" in page
