"""Money that can soon be asked back no more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from billing_audit.models import Finding, Invoice
from billing_audit.money import services
from billing_audit.money.clocks import after_months
from billing_audit.money.expiring import Expiring, expiring
from clients.models import BillingAccount, Client, Contract, User
from tests.billing_audit.money.agreeing import agree_to
from tests.billing_audit.money.stories import accepted_finding


@pytest.fixture
def finding(acme: Client, casey: User) -> Finding:
    found = accepted_finding(acme, casey)
    account = BillingAccount.objects.get(pk=found.account_id)
    account.contract = Contract.objects.create(
        client=acme, carrier=account.carrier, number="M-90", dispute_days=90
    )
    account.save()
    return found


def seen(user: User, today: date) -> list[tuple[str, Decimal, str]]:
    return [(row.waits, row.amount, row.deadline.bound) for row in expiring(user, today)]


def test_what_is_near_its_last_day_is_told_bill_by_bill(finding: Finding, pat: User) -> None:
    # The bills of 1 March and 1 April can be disputed until 30 May and 30 June.
    assert seen(pat, date(2026, 5, 20)) == [("to_dispute", Decimal("32"), "contract")]
    assert len(seen(pat, date(2026, 5, 31))) == 1
    assert seen(pat, date(2026, 7, 1)) == []


def test_what_waits_for_a_judgement_is_told_as_well(finding: Finding, pat: User) -> None:
    Finding.objects.filter(pk=finding.pk).update(state="new")

    assert seen(pat, date(2026, 5, 20)) == [("new", Decimal("32"), "contract")]


def test_what_is_drafted_waits_to_be_sent(finding: Finding, casey: User, pat: User) -> None:
    account = BillingAccount.objects.get(pk=finding.account_id)
    dispute = services.open_dispute(account=account, findings=[finding], opened_by=casey)

    [row] = expiring(pat, date(2026, 5, 20))

    assert (row.waits, row.dispute) == ("drafted", dispute)


def test_others_clients_money_is_not_told(finding: Finding, globex: Client) -> None:
    stranger = User.objects.create_user("nadia@practice.test", name="Nadia", kind="consultant")

    assert expiring(stranger, date(2026, 5, 20)) == []


def test_the_law_ends_what_no_rule_ends(acme: Client, casey: User, pat: User) -> None:
    accepted_finding(acme, casey)
    near = date(2028, 3, 1) - timedelta(days=10)

    assert seen(pat, near) == [("to_dispute", Decimal("32"), "law")]


@pytest.mark.parametrize("on", [date(2020, 3, 17), date(2020, 2, 29)], ids=str)
def test_two_years_with_a_leap_day_lose_no_bill(
    acme: Client, casey: User, pat: User, on: date
) -> None:
    accepted_finding(acme, casey)
    Invoice.objects.filter(number="1001").update(bill_date=on)
    last_day = after_months(on, 24)

    assert seen(pat, last_day - timedelta(days=30)) == [("to_dispute", Decimal("32"), "law")]
    assert seen(pat, last_day - timedelta(days=31)) == []


def test_the_queries_do_not_grow_with_the_bills(finding: Finding, pat: User) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows: list[Expiring] = expiring(pat, date(2026, 5, 20))

    assert len(rows) == 1
    assert Invoice.objects.count() == 2
    assert len(asked) <= 9


def test_agreeing_again_does_not_open_more(finding: Finding, casey: User) -> None:
    account = BillingAccount.objects.get(pk=finding.account_id)
    services.open_dispute(account=account, findings=[finding], opened_by=casey)
    agree_to(finding, casey)

    with pytest.raises(services.NothingToDispute):
        services.open_dispute(account=account, findings=[finding], opened_by=casey)
