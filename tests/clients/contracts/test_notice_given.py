"""Once notice was given nobody is reminded of it, and the contract ends."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.contracts.alerts import watch
from clients.contracts.noticing import NoNotice, give_notice, take_back
from clients.contracts.running import running
from clients.models import Activity, Contract, Notice, NoticeGiven, User
from tests.clients.contracts.conftest import Sign

ENDS = date(2026, 12, 31)
TODAY = date(2026, 10, 20)


@pytest.fixture
def contract(sign: Sign) -> Contract:
    """Renews itself for a year with 2027 unless notice is given by 1 November."""
    return sign(date(2024, 1, 1), ENDS, notice_days=60, renewal_months=12)


def give(contract: Contract, by: User, ends: date = ENDS, today: date = TODAY) -> NoticeGiven:
    notice = NoticeGiven(
        contract=contract, given_on=today, ends_on=ends, given_by="Owen Ortiz",
        how=NoticeGiven.How.REGISTERED,
    )  # fmt: skip
    return give_notice(notice=notice, today=today, noted_by=by)


@pytest.mark.usefixtures("owen")
def test_alerts_fall_silent_until_it_is_taken_back(contract: Contract, casey: User) -> None:
    notice = give(contract, casey)

    watch(TODAY)
    assert not Notice.objects.exists()

    take_back(notice=notice, today=TODAY, by=casey)
    watch(TODAY)
    assert Notice.objects.count() == 2
    assert Activity.objects.filter(subject_id=contract.public_id).count() == 2


def test_the_contract_ends_and_renews_itself_no_more(contract: Contract) -> None:
    before = running(contract, TODAY, ENDS)
    after = running(contract, date(2027, 1, 1), ENDS)

    assert (before.state, before.ends, before.renews_on, before.days_left) == (
        "notice_given", ENDS, None, None,
    )  # fmt: skip
    assert (after.state, after.renewals) == ("ended", 0)


def test_notice_in_a_renewed_term_ends_that_term(contract: Contract) -> None:
    term = running(contract, date(2027, 6, 1), date(2027, 12, 31))

    assert (term.first, term.ends, term.renewals) == (date(2027, 1, 1), date(2027, 12, 31), 1)


def test_a_contract_without_an_end_gets_one(sign: Sign) -> None:
    evergreen = sign(date(2024, 1, 1), notice_days=30)

    term = running(evergreen, TODAY, ENDS)

    assert (term.is_evergreen, term.ends, term.state) == (False, ENDS, "notice_given")


def test_notice_does_not_end_a_term_before_its_day(contract: Contract, casey: User) -> None:
    with pytest.raises(NoNotice, match="runs until"):
        give(contract, casey, date(2026, 11, 30))


def test_one_notice_stands_at_a_time(contract: Contract, casey: User) -> None:
    first = give(contract, casey)

    with pytest.raises(NoNotice, match="already"):
        give(contract, casey)
    take_back(notice=first, today=TODAY, by=casey)
    with pytest.raises(NoNotice, match="already"):
        take_back(notice=first, today=TODAY, by=casey)

    assert give(contract, casey).pk


def test_both_sides_read_of_the_notice(
    sign: Sign, casey: User, owen: User, browser: Browser
) -> None:
    today = timezone.localdate()
    ends = today + timedelta(days=100)
    contract = sign(today - timedelta(days=600), ends, notice_days=60, renewal_months=12)
    browser.force_login(casey)
    address = reverse("contracts:notice_give", args=[contract.public_id])
    said = {"given_on": str(today), "ends_on": str(ends), "given_by": "Owen Ortiz", "how": "mail"}

    assert f'value="{ends}"' in browser.get(address).content.decode()
    late = browser.post(address, said | {"given_on": str(today + timedelta(days=3))})
    assert "still to come" in late.content.decode()
    browser.post(address, said)

    for user, names in (
        (casey, ("contract_calendar", "contract_dates")),
        (owen, ("my_contracts", "my_contract")),
    ):
        browser.force_login(user)
        calendar = browser.get(reverse(f"contracts:{names[0]}")).content.decode()
        detail = browser.get(reverse(f"contracts:{names[1]}", args=[contract.public_id]))
        assert "Notice given" in calendar
        assert "Ends by notice" in calendar
        assert "Owen Ortiz" in detail.content.decode()
        assert ("Take the notice back" in detail.content.decode()) is (user == casey)
