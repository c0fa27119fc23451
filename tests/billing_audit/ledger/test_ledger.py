"""The ledger: each figure is the sum of the rows it opens to, and counts nothing of our making."""

from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.ledger import rows, services
from billing_audit.ledger.reckoning import Ledger
from billing_audit.ledger.stages import ONE_TIME, RECURRING
from billing_audit.ledger.value import Month, Value, values
from billing_audit.models import Dispute, Finding
from clients.models import Client, User
from tests.agreed import agree
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import accepted_finding, sent, step


@pytest.fixture
def credited_dispute(acme: Client, casey: User) -> Dispute:
    """64.00 sent, 40.00 of it credited and 32.00 of that left after a reversal, then verified."""
    dispute = sent(acme, casey, date(2026, 4, 20))
    step(dispute, "approve", casey, on=date(2026, 4, 25))
    bill = billed(acme, credited("-40.00"), on="2026-05-01")
    credit = {"amount": Decimal("40"), "invoice": bill, "line_id": line_of(bill)}
    step(dispute, "post", casey, on=date(2026, 5, 1), **credit)
    again = billed(acme, credited("8.00", charge="adjustment"), on="2026-06-01")
    charge = {"amount": Decimal("8"), "invoice": again, "line_id": line_of(again)}
    step(dispute, "reverse", casey, on=date(2026, 6, 1), **charge)
    step(dispute, "verify", casey, on=date(2026, 7, 6))
    return dispute


def test_the_way_of_the_money(credited_dispute: Dispute, casey: User) -> None:
    (account,) = Ledger(casey).accounts

    reached = [getattr(account.money, stage.name) for stage in ONE_TIME]
    assert reached == [64, 64, 64, 64, 64, 32, 32]


def test_every_figure_is_the_sum_of_its_rows(
    credited_dispute: Dispute, acme: Client, casey: User
) -> None:
    ledger = Ledger(casey)
    (account,) = ledger.accounts

    for stage in ONE_TIME:
        listed = sum((row.amount for row in rows.rows(ledger, stage.name)), Decimal(0))
        assert listed == getattr(account.money, stage.name), stage.name
    for stage in RECURRING:
        listed = sum((row.amount for row in rows.rows(ledger, f"monthly-{stage.name}")), Decimal(0))
        assert listed == account.monthly[stage.name], stage.name
    assert {row.kind for row in rows.rows(ledger, "posted")} == {"credit"}


def test_a_monthly_error_stops_once_bills_after_the_dispute_are_right(
    credited_dispute: Dispute, casey: User
) -> None:
    (account,) = Ledger(casey).accounts

    assert dict(account.monthly) == dict.fromkeys(
        ("identified", "validated", "accepted", "submitted", "stopped", "verified"), Decimal(32)
    )
    assert account.saved == 64  # the bills of May and June


def test_what_we_caused_counts_nowhere(credited_dispute: Dispute, casey: User) -> None:
    finding = Finding.objects.get(check_code="B01")

    services.say_cause(findings=[finding], is_ours=True, reason="Our own order.", said_by=casey)

    (account,) = Ledger(casey).accounts
    assert [getattr(account.money, stage.name) for stage in ONE_TIME] == [0] * 7
    assert account.excluded == 64
    with pytest.raises(services.CauseRefused, match="already counts as ours"):
        services.say_cause(findings=[finding], is_ours=True, reason="Again.", said_by=casey)


def test_a_lost_dispute_is_submitted_no_more(acme: Client, casey: User, pat: User) -> None:
    dispute = sent(acme, casey)
    step(dispute, "deny", casey, note="No.")
    step(dispute, "lose", pat, note="No use.")

    (account,) = Ledger(casey).accounts

    assert (account.money.accepted, account.money.submitted) == (64, 0)


def test_currencies_and_clients_stay_apart(
    acme: Client, globex: Client, casey: User, pat: User
) -> None:
    accepted_finding(acme, casey)
    Finding.objects.update(currency="EUR")

    assert [(each.client, each.currency) for each in Ledger(pat).accounts] == [(acme, "EUR")]
    assert Ledger(pat, globex).accounts == []


@pytest.fixture
def written_off(acme: Client, casey: User) -> Dispute:
    """64.00 withheld, 40.00 of it credited and the rest given up by the carrier; seen to stay."""
    dispute = sent(acme, casey, date(2026, 4, 20))
    Dispute.objects.filter(pk=dispute.pk).update(method="withhold")
    dispute.refresh_from_db()
    bill = billed(acme, credited("-40.00"), on="2026-05-01")
    credit = {"amount": Decimal("40"), "invoice": bill, "line_id": line_of(bill)}
    step(dispute, "post", casey, on=date(2026, 5, 1), **credit)
    letter = {"kind": "written_off", "reference": "Letter of 9 May"}
    step(dispute, "refund", casey, on=date(2026, 5, 9), amount=Decimal("24"), **letter)
    step(dispute, "verify", casey, on=date(2026, 5, 10))
    return dispute


def test_what_was_written_off_is_avoided_and_not_recovered(
    written_off: Dispute, acme: Client, casey: User
) -> None:
    agree(acme)
    ledger = Ledger(casey)
    (account,) = ledger.accounts
    (value,) = values(ledger, date(2026, 11, 4))

    assert (written_off.posted, written_off.verified) == (64, 64)
    assert (account.money.posted, account.money.verified, account.written_off) == (40, 40, 24)
    assert (value.posted, value.verified, value.written_off) == (40, 40, 24)
    assert [row.amount for row in rows.rows(ledger, "posted")] == [40]
    assert [row.amount for row in rows.rows(ledger, "written_off")] == [24]


@pytest.mark.parametrize(
    ("charged", "recovered", "avoided"), [("24.00", 40, 0), ("40.00", 0, 24), ("50.00", 0, 14)]
)
def test_what_a_bill_charges_again_leaves_what_it_was_counted_in(
    written_off: Dispute, acme: Client, casey: User, charged: str, recovered: int, avoided: int
) -> None:
    again = billed(acme, credited(charged, charge="adjustment"), on="2026-06-01")
    charge = {"amount": Decimal(charged), "invoice": again, "line_id": line_of(again)}
    step(written_off, "reverse", casey, on=date(2026, 6, 1), **charge)

    ledger = Ledger(casey)
    (account,) = ledger.accounts

    assert (account.money.posted, account.money.verified) == (recovered, recovered)
    assert account.written_off == avoided
    assert sum(row.amount for row in rows.rows(ledger, "written_off")) == avoided


@pytest.mark.parametrize("name", ["posted", "verified", "written_off"])
def test_the_totals_of_twelve_months_open_the_rows_of_these_months(
    written_off: Dispute, acme: Client, pat: User, name: str
) -> None:
    agree(acme)
    browser = Browser()
    browser.force_login(pat)
    (value,) = values(Ledger(pat), date(2027, 4, 4))
    address = reverse("ledger:ledger_rows", args=[name])

    def sums(since: date, until: date) -> dict[str, Decimal]:
        days = {"client": "acme", "currency": "USD", "from": since, "to": until}
        return browser.get(address, days).context["sums"]

    assert sums(value.first, value.last) == {"USD": getattr(value, name)}
    assert sums(date(2026, 6, 1), value.last) == {}
    linked = browser.get(reverse("ledger:ledger_value")).content.decode()
    (now, _) = browser.get(reverse("ledger:ledger_value")).context["values"][0]
    assert (
        f"{address}?client=acme&amp;currency=USD&amp;from={now.first}&amp;to={now.last}" in linked
    )


def test_the_fee_stands_beside_what_was_verified_in_the_month(
    credited_dispute: Dispute, acme: Client, pat: User
) -> None:
    agree(acme)

    (value,) = values(Ledger(pat), date(2026, 11, 4))

    by_month = {each.month: (each.posted, each.verified) for each in value.months}
    assert by_month[date(2026, 5, 1)] == (40, 0)
    assert by_month[date(2026, 6, 1)] == (-8, 0)
    assert by_month[date(2026, 7, 1)] == (0, 32)
    assert (value.posted, value.verified) == (32, 32)


@pytest.mark.parametrize("name", ["ledger", "ledger_csv"])
def test_the_pages_answer(credited_dispute: Dispute, pat: User, name: str) -> None:
    browser = Browser()
    browser.force_login(pat)

    answer = browser.get(reverse(f"ledger:{name}"))

    assert answer.status_code == 200
    assert "32.00" in answer.content.decode()


def test_the_fee_has_its_page(credited_dispute: Dispute, acme: Client, pat: User) -> None:
    agree(acme)
    browser = Browser()
    browser.force_login(pat)

    answer = browser.get(reverse("ledger:ledger_value"))

    assert "Fee and value of Acme Logistics by month" in answer.content.decode()


@pytest.mark.parametrize(
    ("fee", "posted", "verified", "said"),
    [
        (0, 40, 32, "no fee in these months"),
        (2000, 0, 0, "nothing has come back yet"),
        (2000, 40, 0, "$40.00 came back, none of it verified yet"),
        (2000, 40, 32, "$32.00 verified for $2,000.00 in fees"),
        (2000, 6000, 5000, "verified is 2.5 times the fee"),
    ],
)
def test_what_came_back_is_said_beside_its_fee(
    acme: Client, fee: int, posted: int, verified: int, said: str
) -> None:
    month = Month(date(2026, 5, 1), *map(Decimal, (fee, posted, verified)))

    page = render_to_string("ledger/_times.html", {"value": Value(acme, "USD", [month])})

    assert page.strip() == said


@pytest.mark.parametrize("name", list(rows.titles()))
def test_every_list_opens(credited_dispute: Dispute, pat: User, name: str) -> None:
    browser = Browser()
    browser.force_login(pat)

    assert browser.get(reverse("ledger:ledger_rows", args=[name])).status_code == 200
    assert browser.get(reverse("ledger:ledger_rows_csv", args=[name])).status_code == 200
