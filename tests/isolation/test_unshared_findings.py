"""What the practice has not shared: raw SQL of a client user's own login reads none of it."""

from collections.abc import Iterator
from datetime import date

import psycopg2
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from billing_audit.models import (
    ArithmeticFault,
    AuditRun,
    BillFile,
    Finding,
    Invoice,
    Occurrence,
)
from clients.models import BillingAccount, Carrier, Client, StoredFile
from retainer.lib.tenancy import ALL, acting_as
from tests.isolation.logins import forget_changes, logged_in

#: Findings by their subject: state, and whether they are marked as shared.
FINDINGS = {
    "confirmed": ("valid", True),
    "asked": ("asked", True),
    "new": ("new", False),
    "confirmed, kept back": ("valid", False),
    "marked before anybody decided": ("new", True),
    "false": ("false_positive", True),
}
SHARED = {"confirmed", "asked"}
CARRIER = "Isolation Bell"


def put_findings(company: Client) -> None:
    """Findings with an occurrence each, on a bill that breaks a rule of arithmetic."""
    carrier = Carrier.objects.create(name=CARRIER)
    account = BillingAccount.objects.create(client=company, carrier=carrier, number="1")
    stored = StoredFile.objects.create(client=company, name="a.csv", sha256="0" * 64, size=1)
    file = BillFile.objects.create(client=company, stored=stored, name="a.csv", sha256="0" * 64)
    invoice = Invoice.objects.create(
        client=company, bill_file=file, account=account, carrier=carrier, number="1",
        bill_date=date(2026, 3, 1), currency="USD",
    )  # fmt: skip
    ArithmeticFault.objects.create(client=company, invoice=invoice, rule="BR-CO-10", detail="")
    run = AuditRun.objects.create(client=company, state="complete")
    for subject, (state, is_shared) in FINDINGS.items():
        finding = Finding.objects.create(
            client=company, check_code="B01", cause=subject, subject=subject, currency="USD",
            state=state, shared_with_client=is_shared, first_run=run, last_run=run,
        )  # fmt: skip
        Occurrence.objects.create(
            client=company, finding=finding, check_code="B01", invoice=invoice, rule=subject,
            month=date(2026, 3, 1), result=0, first_run=run, last_run=run,
        )  # fmt: skip


def take_away(company: Client) -> None:
    """One table after the other: no role may delete decisions, as the ORM would on its way."""
    kinds = (Occurrence, Finding, AuditRun, ArithmeticFault, Invoice, BillFile, StoredFile)
    with connection.cursor() as cursor:
        for kind in (*kinds, BillingAccount):
            table = kind._meta.db_table
            cursor.execute(f"DELETE FROM {table} WHERE client_id = %s", [company.pk])  # noqa: S608


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """A client with findings in every state, committed, because a login sees only that."""
    with django_db_blocker.unblock():
        with acting_as("worker", clients=ALL):
            made = Client.objects.create(slug="isolation-findings", name="Isolation")
            put_findings(made)
        yield made.pk
        with acting_as("worker", clients=ALL):
            take_away(made)
        forget_changes()
        with acting_as("worker", clients=ALL), connection.cursor() as worker:
            worker.execute("DELETE FROM clients_client WHERE id = %s", [made.pk])
        with connection.cursor() as owner:
            owner.execute("DELETE FROM clients_carrier WHERE name = %s", [CARRIER])
        connection.close()


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT subject FROM billing_audit_finding WHERE NOT shared_with_client OR true",
        "SELECT rule FROM billing_audit_occurrence",
        "SELECT o.rule FROM billing_audit_invoice i "
        "LEFT JOIN billing_audit_occurrence o ON o.invoice_id = i.id",
        "SELECT f.subject FROM billing_audit_occurrence o "
        "RIGHT JOIN billing_audit_finding f ON f.client_id = o.client_id",
    ],
)
def test_the_portal_reads_shared_findings_alone(company: int, attempt: str) -> None:
    with logged_in("portal", (company,)) as cursor:
        cursor.execute(attempt)

        assert {row[0] for row in cursor.fetchall()} == SHARED


@pytest.mark.parametrize(
    "table",
    ["hit", "findingdecision", "arithmeticfault", "checkresult", "change", "importissue"],
)
def test_the_portal_reads_nothing_an_audit_notes_on_its_way(company: int, table: str) -> None:
    with logged_in("portal", (company,)) as cursor, pytest.raises(psycopg2.Error, match="denied"):
        cursor.execute(f"SELECT count(*) FROM billing_audit_{table}")  # noqa: S608 our own names


def test_the_portal_reads_of_an_audit_only_which_months_it_was_of(company: int) -> None:
    with logged_in("portal", (company,)) as cursor:
        cursor.execute("SELECT state, month_from, month_to, months FROM billing_audit_auditrun")
        assert cursor.fetchall()
        with pytest.raises(psycopg2.Error, match="denied"):
            cursor.execute("SELECT tuned FROM billing_audit_auditrun")


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE billing_audit_finding SET shared_with_client = true",
        "UPDATE billing_audit_finding SET state = 'valid'",
        "DELETE FROM billing_audit_occurrence",
    ],
)
def test_the_portal_shares_nothing_with_itself(company: int, attempt: str) -> None:
    with logged_in("portal", (company,)) as cursor, pytest.raises(psycopg2.Error, match="denied"):
        cursor.execute(attempt)
