"""Contracts of Acme with one carrier, as each test needs them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from psycopg2.extras import DateRange

from clients.models import BillingAccount, Carrier, Client, Contract, Service

Sign = Callable[..., Contract]


@pytest.fixture
def corvane(db: None) -> Carrier:
    return Carrier.objects.create(name="Corvane")


@pytest.fixture
def sign(acme: Client, corvane: Carrier) -> Sign:
    """A contract from one day to another, both included; without a last day it has no end."""

    def signed(
        first: date | None, last: date | None = None, number: str = "MSA-1", **more: Any
    ) -> Contract:
        term = first and DateRange(first, last and last + timedelta(days=1))
        kept = {"client": acme, "carrier": corvane} | more
        return Contract.objects.create(number=number, term=term, **kept)

    return signed


@pytest.fixture
def account(acme: Client, corvane: Carrier) -> BillingAccount:
    return BillingAccount.objects.create(client=acme, carrier=corvane, number="A-1")


@pytest.fixture
def install(acme: Client, account: BillingAccount) -> Callable[..., Service]:
    """A service in use on the account."""

    def installed(number: str, monthly: int | None = 300, **more: Any) -> Service:
        return Service.objects.create(
            client=acme, account=account, number=number, monthly_rate=monthly, **more
        )

    return installed
