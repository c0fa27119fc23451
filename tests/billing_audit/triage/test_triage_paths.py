"""An index leads to what the triage shows, however many findings there are."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory

from billing_audit.findings.narrowing import Narrowing
from billing_audit.findings.services import State
from billing_audit.models import Finding
from billing_audit.triage.alike import candidates
from clients.models import BillingAccount, Carrier, Client, User
from retainer.lib.tenancy import acting_as
from tests.billing_audit.findings.test_finding_list import found


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="A-1")


def how(rows: QuerySet, user: User) -> list[str]:
    """How the database would read them, were the table too large to be read whole or sorted."""
    with acting_as("staff", clients=user.client_ids, user_id=user.pk):
        with connection.cursor() as cursor:
            for costly in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{costly} = off")
        return rows.explain().splitlines()


@pytest.mark.parametrize("narrowed", ["", "client=acme", "client=acme&check=B01", "check=B01"])
def test_the_queue_comes_in_its_order_from_an_index(
    narrowed: str, acme: Client, casey: User
) -> None:
    request = RequestFactory().get(f"/findings/triage/?{narrowed}")
    request.user = casey
    narrowing = Narrowing(request, state=State.NEW)

    plan = how(narrowing.findings.order_by(*narrowing.order)[:51], casey)

    assert not any("Sort" in line for line in plan), plan
    assert any("Index Scan using" in line and "findings_by_" in line for line in plan), plan


def test_those_alike_come_in_their_order_from_an_index(
    acme: Client, account: BillingAccount, casey: User
) -> None:
    finding = found(acme, "PORT100", account=account)
    others = (f"C{number:02}" for number in range(1, 99))
    Finding.objects.bulk_create(
        Finding(
            client=acme, account=account, check_code=code, cause=f"{code}:{number}",
            currency="USD", first_run=finding.first_run, last_run=finding.first_run,
        )
        for code in others for number in range(5)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE billing_audit_finding")  # as autovacuum does where it grew

    plan = how(candidates(finding, casey), casey)

    assert not any("Sort" in line for line in plan), plan
    assert any("Index Cond" in line and "check_code" in line for line in plan), plan


def test_what_a_rule_covers_is_found_by_an_index(acme: Client, casey: User) -> None:
    plan = how(Finding.objects.filter(suppressed_by=1).order_by("-id")[:51], casey)

    assert any("findings_suppressed" in line for line in plan), plan
    assert not any("Sort" in line for line in plan), plan
