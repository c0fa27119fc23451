"""Contracts beside each other, and what a common end costs or saves."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.contracts.calendar import contracts_of, rows
from clients.contracts.coterminating import candidates, plan
from clients.contracts.harmony import NOT_ON_FILE, Clause, side_by_side
from clients.models import BillingAccount, Carrier, Client, Contract, Service, User
from tests.clients.contracts.conftest import Sign

TODAY = date(2026, 1, 15)


def test_what_differs_from_most_is_marked() -> None:
    clause = Clause("Notice", ("30 days", "60 days", "30 days", NOT_ON_FILE))

    assert [differs for _, differs in clause.cells] == [False, True, False, False]


def test_of_two_that_disagree_both_are_marked() -> None:
    clause = Clause("Notice", ("30 days", "60 days"))

    assert [differs for _, differs in clause.cells] == [True, True]


def test_contracts_say_what_is_on_file(sign: Sign, casey: User) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31), notice_days=90)
    sign(date(2024, 2, 1), None, "MSA-2")

    said = {
        clause.name: clause.says for clause in side_by_side(rows(casey, contracts_of(casey), TODAY))
    }

    assert said["Length of the term"] == ("36 months", "Runs until ended")
    assert said["Notice"] == ("90 days", NOT_ON_FILE)
    assert said["Service levels"] == (NOT_ON_FILE, NOT_ON_FILE)


def test_a_common_end_shortens_one_and_extends_another(
    sign: Sign, install: Callable[..., Service], acme: Client, casey: User
) -> None:
    long = sign(date(2024, 1, 1), date(2026, 12, 31), termination_percent=50)
    short = sign(
        *(date(2025, 7, 1), date(2026, 6, 30), "MSA-2"),
        carrier=Carrier.objects.create(name="Marlfinch"),
    )
    install("CIR-1", 300)
    _install_at(short, 100)

    found = plan(rows(casey, contracts_of(casey), TODAY), date(2026, 9, 30))
    moves = {move.row.contract: move for move in found.moves}

    # Three months at 300.00 saved against half of them; three months at 100.00 more.
    assert (moves[long].kind, moves[long].months) == ("shortened", 3)
    assert (moves[long].fee, moves[long].charges) == (Decimal(450), Decimal(-900))
    assert (moves[short].kind, moves[short].net) == ("extended", Decimal(300))
    assert found.sums == {"USD": (Decimal(450), Decimal(-600), Decimal(-150))}


def test_without_a_formula_shortening_is_not_counted(
    sign: Sign, install: Callable[..., Service], casey: User
) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31))
    install("CIR-1", 300)

    found = plan(rows(casey, contracts_of(casey), TODAY), date(2026, 9, 30))

    assert (found.moves[0].net, found.unknown, found.sums) == (None, 1, {})


def test_every_end_is_a_day_to_choose(sign: Sign, casey: User) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31))
    sign(date(2024, 1, 1), date(2026, 6, 30), "MSA-2")
    sign(date(2024, 1, 1), date(2025, 6, 30), "OVER")

    days = [each.day for each in candidates(rows(casey, contracts_of(casey), TODAY))]

    assert days == [date(2026, 6, 30), date(2026, 12, 31)]


def test_both_pages_teach_while_there_is_nothing(casey: User, browser: Browser) -> None:
    browser.force_login(casey)

    assert "Nothing to compare" in _get(browser, "harmonisation")
    assert "No end to choose from" in _get(browser, "co_termination")


def test_both_pages_show_the_contracts(sign: Sign, casey: User, browser: Browser) -> None:
    sign(date(2024, 1, 1), date(2999, 12, 31), notice_days=30)
    sign(date(2024, 1, 1), date(2999, 6, 30), "MSA-2", notice_days=60)
    browser.force_login(casey)

    assert '<span class="differs">60' in _get(browser, "harmonisation")
    assert "MSA-2" in _get(browser, "co_termination")


def _install_at(contract: Contract, monthly: int) -> None:
    account = BillingAccount.objects.create(
        client=contract.client, carrier=contract.carrier, number="B-1"
    )
    Service.objects.create(
        client=contract.client, account=account, number="MOB-1", monthly_rate=monthly
    )


def _get(browser: Browser, name: str) -> str:
    return browser.get(reverse(f"contracts:{name}")).content.decode()
