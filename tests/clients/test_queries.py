"""Lists ask the database as often for many rows as for one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    Contract,
    ContractRate,
    Invitation,
    Membership,
    PublicFee,
    Service,
    Site,
    User,
)

MOST = 12  # the session, the person, their scope, the practice, the menu, and the page's own
YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def one_of_everything(n: int) -> None:
    """Another client with a fact of every kind, a person and an invitation."""
    client = Client.objects.create(slug=f"c{n}", name=f"Client {n}")
    user = User.objects.create_user(f"u{n}@c{n}.test", name=f"User {n}", kind="client")
    Membership.objects.create(client=client, user=user, role="viewer")
    Invitation.objects.create(
        email=f"i{n}@practice.test", name=f"I {n}", kind="consultant", token_sha256=f"{n}",
        invited_by=user, expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    carrier = Carrier.objects.create(name=f"Carrier {n}")
    site = Site.objects.create(client=client, code=f"S{n}", name=f"Site {n}")
    account = BillingAccount.objects.create(client=client, carrier=carrier, number=f"A-{n}")
    service = Service.objects.create(client=client, number=f"C-{n}", site=site, account=account)
    contract = Contract.objects.create(client=client, carrier=carrier, number=f"M-{n}", term=YEAR)
    ContractRate.objects.create(
        client=client, carrier=carrier, charge_code="PORT", rate=40, valid=YEAR,
        contract=contract, site=site, service=service,
    )  # fmt: skip
    PublicFee.objects.create(authority="FCC", code=f"F{n}", title="Fee", rate=1, valid=YEAR)


@pytest.mark.parametrize(
    "address",
    [
        "people:client_list",
        "people:user_list",
        *(
            f"telecom:{noun}_{deed}"
            for noun in ("carrier", "account", "site", "service", "contract", "rate", "fee")
            for deed in ("list", "export")
        ),
    ],
)
def test_a_list_of_many_rows_costs_no_more_queries_than_one(
    address: str, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    one_of_everything(0)
    one = queries(lambda: browser.get(reverse(address)))
    for n in range(1, 6):
        one_of_everything(n)

    many = queries(lambda: browser.get(reverse(address)))

    assert many == one <= MOST


def queries(ask: Callable[[], object]) -> int:
    """How many questions the database was asked, the transaction's own words left out."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    own = ("SAVEPOINT", "RELEASE", "SET LOCAL ROLE", "SELECT set_config", "SELECT current_role")
    return sum(not query["sql"].startswith(own) for query in captured)
