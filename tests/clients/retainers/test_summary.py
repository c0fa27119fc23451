"""The hours of a month: included, used, left."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from clients.agreements.pricing import PriceList
from clients.models import Client, ClientRate, Project, RetainerAgreement, RetainerEntry, User
from clients.retainers.approval import approve
from clients.retainers.side_by_side import stands
from clients.retainers.summary import balances, month_hours
from retainer.lib.tenancy import acting_as
from tests.agreed import agree, worked
from tests.clients.conftest import Log

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def test_a_month_adds_up_its_entries_by_project(
    acme: Client, audit: Project, sourcing: Project, log: Log
) -> None:
    log(audit, "2026-03-31", "1.50")
    log(audit, "2026-03-01", "3.00")
    log(sourcing, "2026-03-15", "6.25")
    log(sourcing, "2026-04-01", "8.00")

    (hours,) = month_hours(acme, date(2026, 3, 20))

    assert (hours.month, hours.included) == (MARCH, Decimal(40))
    assert (hours.used, hours.left) == (Decimal("10.75"), Decimal("29.25"))
    assert [(p.project, p.hours) for p in hours.by_project] == [
        (sourcing, Decimal("6.25")),
        (audit, Decimal("4.50")),
    ]
    assert [(e.worked_on.day, e.by) for e in hours.entries] == [
        (1, "Casey Cole"),
        (15, "Casey Cole"),
        (31, "Casey Cole"),
    ]


def test_more_work_than_is_included_leaves_less_than_nothing(
    acme: Client, audit: Project, log: Log
) -> None:
    for day in range(1, 6):
        log(audit, f"2026-03-0{day}", "9.00")

    (hours,) = month_hours(acme, MARCH)

    assert hours.left == Decimal("-5.00")
    assert hours.is_over


def test_without_an_agreement_there_is_no_month(acme: Client) -> None:
    assert balances(acme.agreements.all(), MARCH, MARCH) == month_hours(acme, MARCH) == []


def test_a_month_in_which_two_agreements_meet_stands_under_both(
    acme: Client, agreement: RetainerAgreement
) -> None:
    agreement.ends_on = date(2026, 3, 15)
    agreement.save()
    agree(acme, hours=60, fee=9000, starts_on=date(2026, 3, 16))

    found = balances(acme.agreements.all(), date(2025, 12, 1), APRIL)

    assert [(each.month.month, each.included) for each in found] == [
        (4, 60), (3, 60), (3, 40), (2, 40), (1, 40),
    ]  # fmt: skip


def test_work_counts_under_its_own_agreement_where_two_meet_in_a_month(
    acme: Client, agreement: RetainerAgreement, audit: Project, casey: User
) -> None:
    agreement.ends_on = date(2026, 3, 15)
    agreement.save()
    renewed = agree(acme, hours=5000, basis="money", starts_on=date(2026, 3, 16))
    sourcing = Project.objects.create(client=acme, agreement=renewed, name="Sourcing")
    worked(audit, casey, date(2026, 3, 15), 20, rate=200)
    worked(sourcing, casey, date(2026, 3, 16), 2, rate=150)

    march = month_hours(acme, MARCH)

    assert [(each.agreement, each.used, each.hours) for each in march] == [
        (renewed, Decimal("300.00"), 2),
        (agreement, Decimal("20.00"), 20),
    ]


def test_money_used_is_what_the_ledger_posted_to_the_cent(
    acme: Client, casey: User, pat: User
) -> None:
    retainer = agree(acme, 5000, basis="money")
    project = Project.objects.create(client=acme, agreement=retainer, name="Sourcing")
    ClientRate.objects.create(client=acme, rate="100.02", starts_on=MARCH)
    for _ in range(2):
        # Each is 25.005: two of them are 50.02, where their sum would be 50.01.
        entry = worked(project, casey, MARCH, "0.25", state="draft")
        approve(entries=[entry], approved_by=pat)

    posted = -RetainerEntry.objects.filter(kind="consume").balance()

    assert posted == Decimal("50.02")
    assert balances(acme.agreements.all(), MARCH, MARCH)[0].used == posted
    assert stands([retainer], MARCH, PriceList([retainer]))[0].balance.used == posted


def test_balances_run_backwards_and_agree_with_each_month(
    acme: Client, audit: Project, log: Log
) -> None:
    log(audit, "2026-03-31", "1.50")
    log(audit, "2026-04-01", "2.00")

    found = balances(acme.agreements.all(), date(2026, 2, 10), APRIL)

    assert [(b.month.month, b.used) for b in found] == [
        (4, Decimal("2.00")),
        (3, Decimal("1.50")),
        (2, Decimal("0.00")),
    ]
    assert all(b.left == month_hours(acme, b.month)[0].left for b in found)


def test_the_database_refuses_a_second_agreement_on_the_same_day(
    acme: Client, agreement: RetainerAgreement
) -> None:
    with pytest.raises(IntegrityError, match="one_agreement_at_a_time"), transaction.atomic():
        agree(acme, starts_on=date(2027, 1, 1))


def test_a_client_user_may_ask_for_the_hours(
    acme: Client, audit: Project, owen: User, log: Log
) -> None:
    log(audit, "2026-03-31", "1.50")

    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        (hours,) = month_hours(acme, MARCH)

    assert [entry.by for entry in hours.entries] == ["Casey Cole"]


def test_a_client_user_sees_no_hours_of_another_client(
    acme: Client, globex: Client, audit: Project, stella: User, log: Log
) -> None:
    log(audit, "2026-03-31", "1.50")

    with acting_as("portal", clients=[globex.pk], user_id=stella.pk):
        assert month_hours(acme, MARCH) == []
