"""Until when: the earliest of contract, carrier and law, and which of them it was."""

from datetime import date

import pytest

from billing_audit.models import DisputeDesk
from billing_audit.money.clocks import USUAL_ANSWER, Rules, after_months, rules_of
from clients.models import BillingAccount, Carrier, Client, Contract, User
from tests.billing_audit.money.stories import sent, step

BILLED = date(2026, 3, 1)


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")


def _contract(account: BillingAccount, number: str = "M-1", **days: int) -> Contract:
    return Contract.objects.create(
        client=account.client, carrier=account.carrier, number=number, **days
    )


def _rules(account: BillingAccount) -> Rules:
    return rules_of([account])[account.pk]


def test_without_any_rule_the_law_binds(account: BillingAccount) -> None:
    deadline = _rules(account).dispute_by(BILLED)

    assert (deadline.day, deadline.bound) == (date(2028, 3, 1), "law")
    assert _rules(account).withhold_by(BILLED) is None


def test_the_contract_binds_before_the_law(account: BillingAccount) -> None:
    _contract(account, dispute_days=90, withhold_days=30)

    deadline = _rules(account).dispute_by(BILLED)

    assert (deadline.day, deadline.bound) == (date(2026, 5, 30), "contract")
    assert deadline.why == "90 days from the bill date, contract M-1"
    assert _rules(account).withhold_by(BILLED).day == date(2026, 3, 31)


def test_the_carriers_own_rule_binds_when_it_is_shorter(account: BillingAccount) -> None:
    _contract(account, dispute_days=90)
    DisputeDesk.objects.create(carrier=account.carrier, dispute_days=60, source="guide, 4.2")

    deadline = _rules(account).dispute_by(BILLED)

    assert (deadline.day, deadline.bound) == (date(2026, 4, 30), "carrier")
    assert "guide, 4.2" in deadline.why


def test_of_two_contracts_the_accounts_own_counts(account: BillingAccount) -> None:
    _contract(account, dispute_days=30)
    account.contract = _contract(account, "M-2", dispute_days=180)
    account.save()

    assert _rules(account).dispute_by(BILLED).day == date(2026, 8, 28)


def test_of_two_contracts_none_counts_where_nobody_said_which(account: BillingAccount) -> None:
    _contract(account, dispute_days=30)
    _contract(account, "M-2", dispute_days=180)

    assert _rules(account).dispute_by(BILLED).bound == "law"


def test_two_years_from_a_leap_day_end_in_february() -> None:
    assert after_months(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert after_months(date(2026, 1, 31), -24) == date(2024, 1, 31)


def test_the_carriers_clock_runs_from_what_was_sent(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey, on=date(2026, 5, 1))
    step(dispute, "acknowledge", casey, on=date(2026, 5, 20))

    assert (dispute.due_on - date(2026, 5, 1)).days == USUAL_ANSWER


def test_a_promised_credit_is_due_when_its_month_ends(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey, on=date(2026, 5, 1))
    step(dispute, "approve", casey, on=date(2026, 5, 9))
    step(dispute, "promise", casey, amount=dispute.disputed, cycle=date(2026, 6, 15))

    assert (dispute.cycle, dispute.due_on) == (date(2026, 6, 1), date(2026, 6, 30))


def test_nothing_is_due_when_it_is_closed(acme: Client, casey: User, pat: User) -> None:
    dispute = sent(acme, casey)
    step(dispute, "withdraw", pat, note="Settled otherwise.")

    assert dispute.due_on is None
