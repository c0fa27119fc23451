"""Two people at the same retainer at once, each on a connection of their own."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from clients.models import DecisionRight, OverageRequest, Statement, User
from clients.retainers.closing import close_month
from clients.retainers.corrections import transfer
from clients.retainers.ledger import lock
from clients.retainers.overage import accept_overage
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import agree
from tests.at_once import Office, Other, committed_office

JANUARY = date(2026, 1, 1)


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office


def asked(office: Office) -> OverageRequest:
    return OverageRequest.objects.create(
        client=office.agreement.client, agreement=office.agreement, month=JANUARY, amount=5,
        cost=750, rate=150, reason="cut-over", asked_by=office.pat,
    )  # fmt: skip


def test_a_month_is_closed_over_a_request_that_is_being_accepted(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        owen = User.objects.create_user("owen@acme.test", name="Owen Ortiz", kind="client")
        DecisionRight.objects.create(client=office.agreement.client, user=owen, subject="spend")
        request = asked(office)
    with acting_as("worker", clients=ALL):
        accept_overage(request=request, decided_by=owen)
        other = Other(
            lambda: close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        )
        assert other.waits()

    assert isinstance(other.result(), Statement)
    with acting_as("worker", clients=ALL):
        assert OverageRequest.objects.get().state == "accepted"


def test_who_moves_hours_waits_for_both_agreements_in_one_order(office: Office) -> None:
    first = office.agreement
    with acting_as("worker", clients=ALL):
        type(first).objects.filter(pk=first.pk).update(ends_on=date(2026, 1, 15))
        second = agree(first.client, starts_on=date(2026, 1, 16), title="Second retainer")

    def move_back() -> None:
        transfer(
            source=second, target=first, month=JANUARY, amount=Decimal(5), reason="renewed",
            made_by=office.pat,
        )  # fmt: skip

    with acting_as("worker", clients=ALL):
        lock(first)
        other = Other(move_back)
        assert other.waits()
        lock(second)

    assert other.result() is None
