"""The clocks of outages: around the clock or in service hours, running, kept and missed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    Contract,
    Outage,
    Practice,
    RepairTarget,
    Service,
    User,
)
from clients.telecom.clocks import clocks_of
from retainer.lib import format as written

NEW_YORK = ZoneInfo("America/New_York")
HOURS = {"clock": "hours", "opens": time(9), "closes": time(17)}


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 by the clock on the practice's wall."""
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.fixture
def contract(acme: Client) -> Contract:
    Practice.objects.create(pk=1, time_zone="America/New_York")
    carrier = Carrier.objects.create(name="Corvane")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    Service.objects.create(client=acme, account=account, number="CIR-1", kind="Port")
    return Contract.objects.create(client=acme, carrier=carrier, number="MSA-1")


def agreed(contract: Contract, **said: object) -> RepairTarget:
    return RepairTarget.objects.create(
        client=contract.client,
        contract=contract,
        valid=DateRange(date(2026, 1, 1), None),
        **{"restore_minutes": 240} | said,
    )


def down(contract: Contract, began: datetime, ticket: str = "T-1", **moments: datetime) -> Outage:
    service = Service.objects.get(client=contract.client)
    return Outage.objects.create(
        client=contract.client, service=service, ticket=ticket, began=began, **moments
    )


@pytest.mark.parametrize(
    ("said", "reported", "due"),
    [
        ({}, at(3, 7, 23), at(3, 8, 4)),
        ({}, at(10, 31, 23), at(11, 1, 2)),
        (HOURS, at(9, 18, 15), at(9, 21, 11)),
        (HOURS, at(9, 19, 3), at(9, 21, 13)),
        (HOURS | {"days": 6}, at(9, 18, 15), at(9, 19, 11)),
        (HOURS | {"days": 7, "opens": time(0)}, at(3, 8, 0), at(3, 8, 5)),
        (HOURS | {"closed_days": [date(2026, 9, 21)]}, at(9, 18, 15), at(9, 22, 11)),
    ],
    ids=[
        "around the clock an hour is missing in spring",
        "around the clock an hour comes twice in autumn",
        "service hours leave the weekend out",
        "reported on a weekend, it begins on Monday",
        "unless Saturdays count",
        "service hours in the night of the change are real hours",
        "and the holidays the contract names",
    ],
)
def test_a_clock_is_due_after_its_minutes(
    contract: Contract, said: dict, reported: datetime, due: datetime
) -> None:
    agreed(contract, **said)
    outage = down(contract, reported - timedelta(minutes=5), reported=reported)

    [clock] = clocks_of([outage], due)[outage.pk]
    assert (clock.due_at, clock.state) == (due, "target_running")
    assert clock.words == f"by {written.moment(due)}"

    [later] = clocks_of([outage], due + timedelta(minutes=2))[outage.pk]
    assert (later.state, later.words) == ("target_missed", "late by 2\N{NO-BREAK SPACE}min so far")


def test_responded_and_restored_each_stop_their_clock(contract: Contract) -> None:
    agreed(contract, respond_minutes=30)
    began = at(9, 14, 9)
    outage = down(
        contract, began,
        responded=began + timedelta(minutes=29), ended=began + timedelta(minutes=241),
    )  # fmt: skip

    respond, restore = clocks_of([outage], timezone.now())[outage.pk]

    assert (respond.state, respond.words, respond.spent) == ("target_met", "in time", 29)
    assert (restore.state, restore.minutes_late) == ("target_missed", 1)
    assert restore.words == "late by 1\N{NO-BREAK SPACE}min"


def test_a_response_nobody_noted_of_a_trouble_that_is_over_says_nothing(contract: Contract) -> None:
    agreed(contract, respond_minutes=30)
    outage = down(contract, at(9, 14, 9), ended=at(9, 14, 10))

    assert [clock.deed for clock in clocks_of([outage], timezone.now())[outage.pk]] == ["Restore"]


def test_a_target_of_the_kind_of_service_goes_before_that_of_all(contract: Contract) -> None:
    agreed(contract)
    own = agreed(contract, kind="PORT", restore_minutes=60)
    agreed(contract, kind="Trunk", restore_minutes=30)
    outage = down(contract, at(9, 14, 9))

    assert [clock.target for clock in clocks_of([outage], timezone.now())[outage.pk]] == [own]


def test_where_two_contracts_could_hold_none_does(contract: Contract) -> None:
    agreed(contract)
    Contract.objects.create(client=contract.client, carrier=contract.carrier, number="MSA-2")
    outage = down(contract, at(9, 14, 9))
    assert clocks_of([outage], timezone.now())[outage.pk] == []

    BillingAccount.objects.update(contract=contract)
    outage = Outage.objects.get()
    assert len(clocks_of([outage], timezone.now())[outage.pk]) == 1


def test_the_list_tells_all_clocks_with_few_queries(
    contract: Contract, casey: User, browser: Browser, django_assert_max_num_queries: object
) -> None:
    agreed(contract, respond_minutes=30)
    now = timezone.now()
    for number in range(20):
        down(contract, now - timedelta(hours=number + 1), ticket=f"T-{number}")
    browser.force_login(casey)

    with django_assert_max_num_queries(24):
        page = browser.get(reverse("telecom:outage_list")).text

    assert "late by" in page
    assert page.count("so far") > 20


def test_an_outage_is_answered_after_it_was_reported(
    contract: Contract, casey: User, browser: Browser
) -> None:
    outage = down(contract, at(9, 14, 9))
    browser.force_login(casey)
    address = reverse("telecom:outage_edit", args=[outage.public_id])
    shown = browser.get(address).context["form"]
    typed = {
        "service": outage.service_id, "ticket": "T-1", "began": "2026-09-14T09:00",
        "reported": "2026-09-14T09:10", "responded": "2026-09-14T09:05", "carrier_caused": "true",
        "seen": shown["seen"].value(),
    }  # fmt: skip

    refused = browser.post(address, typed)
    assert "The carrier does not respond before the report." in refused.text
    assert browser.post(address, typed | {"responded": "2026-09-14T09:12"}).status_code == 302

    outage.refresh_from_db()
    assert outage.responded == datetime(2026, 9, 14, 13, 12, tzinfo=UTC)
