"""Behind row-level security, an index answers each way to narrow and sort the list of findings."""

import pytest
from django.db import connection
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.test import RequestFactory

from billing_audit.findings.narrowing import ORDERS, Narrowing
from clients.models import BillingAccount, Carrier, Client, User
from retainer.lib.tenancy import acting_as

#: A place deep in the list, in either order.
PLACES = {"mills": (10_000, 5), "found_at": ("2026-03-01T00:00:00+00:00", 5)}
BY_MONEY = ("", "state=new", "check=B01", "state=resolved", "least=1", "account")
BY_AGE = ("", "state=new", "state=resolved")
PATHS = [
    (f"{of_client}{narrowed}", sort)
    for sort in ORDERS
    for narrowed in (BY_MONEY if sort.endswith("claimed") else BY_AGE)
    for of_client in ("", "client=acme&")
]


def plan(user: User, query: str) -> str:
    """How the database would read a page, were the table too large to be read whole or sorted."""
    request = RequestFactory().get(f"/findings/?{query}")
    request.user = user
    narrowing = Narrowing(request)
    column = narrowing.order[0].lstrip("-")
    beyond = TupleLessThan if narrowing.order[0].startswith("-") else TupleGreaterThan
    with acting_as("staff", clients=user.client_ids, user_id=user.pk):
        with connection.cursor() as cursor:
            for costly in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{costly} = off")
        deep = narrowing.findings.filter(beyond(Tuple(column, "id"), PLACES[column]))
        return deep.order_by(*narrowing.order)[:51].explain()


@pytest.mark.parametrize(("narrowed", "sort"), PATHS)
def test_an_index_leads_to_the_page(narrowed: str, sort: str, acme: Client, casey: User) -> None:
    carrier = Carrier.objects.create(name="Corvane")
    account = BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")
    narrowed = narrowed.replace("account", f"account={account.public_id}")

    how = plan(casey, f"{narrowed}&sort={sort}")

    # The row comparison is part of the index's own condition: rows before it are never read.
    assert "Sort" not in how, how
    assert any("Index Cond" in line and "ROW(" in line for line in how.splitlines()), how
