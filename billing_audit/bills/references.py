"""What the lines of an import refer to besides their invoice: stored and checked, set by set.

Everything runs as the worker under row-level security; ``table`` is the import's
own and named by us.
"""

from collections.abc import Sequence

from django.db import connection

from billing_audit.bills.intake import Intake
from billing_audit.bills.models import (
    BilledService,
    BillFile,
    ChargeCode,
    LineShelf,
)
from billing_audit.bills.wire import COLUMNS
from clients.people.models import Client
from clients.telecom.models import BillingAccount, Carrier, Service

BATCH = 2000

NEW_SERVICES = """
INSERT INTO billing_audit_billedservice (id, client_id, number, service_id)
SELECT given.id, %(client)s, given.number, service.id
FROM unnest(%(keys)s::bigint[], %(numbers)s::text[]) AS given(id, number)
LEFT JOIN clients_service service
    ON service.client_id = %(client)s AND service.number = given.number
WHERE NOT %(some_refused)s OR given.id IN (SELECT billed_service_id FROM {table})
"""

#: An account that each of the services is billed under.
ACCOUNTS_OF_SERVICES = """
SELECT DISTINCT ON (billed_service_id) billed_service_id, account_id
FROM {table} WHERE billed_service_id = ANY(%s)
ORDER BY billed_service_id, id
"""

LINK_SERVICES = """
UPDATE billing_audit_billedservice billed SET service_id = service.id
FROM unnest(%(keys)s::bigint[], %(numbers)s::text[]) AS unknown(id, number)
JOIN clients_service service
    ON service.client_id = %(client)s AND service.number = unknown.number
WHERE billed.id = unknown.id
"""

STRANGE = """
SELECT count(*) FROM {table} line
LEFT JOIN billing_audit_invoice invoice
    ON invoice.id = line.invoice_id AND invoice.account_id = line.account_id
    AND invoice.bill_file_id = %(bill_file)s
LEFT JOIN billing_audit_billedservice service
    ON service.id = line.billed_service_id AND service.client_id = %(client)s
LEFT JOIN billing_audit_chargecode code
    ON code.id = line.charge_code_id AND code.client_id = %(client)s
WHERE invoice.id IS NULL
    OR (line.billed_service_id IS NOT NULL AND service.id IS NULL)
    OR (line.charge_code_id IS NOT NULL AND code.id IS NULL)
"""


class StrangeReference(Exception):
    """A line refers to something that is not its client's: the reader broke the rules."""


def take_out(table: str, invoices: Sequence[int]) -> None:
    """Remove the lines of refused invoices."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE invoice_id = ANY(%s)",  # noqa: S608 a name of ours
            [list(invoices)],
        )


def store(intake: Intake, client: Client, table: str) -> None:
    """Store the accounts, charge codes and services that nobody knew before."""
    _store_accounts(intake, client)
    _store_codes(intake, client, table)
    _store_services(intake, client, table)


def check(bill_file: BillFile, table: str) -> None:
    """Every line refers to an invoice of this file and to its own client's keys, or we stop."""
    with connection.cursor() as cursor:
        cursor.execute(
            STRANGE.format(table=table),
            {"bill_file": bill_file.pk, "client": bill_file.client_id},
        )
        if strange := cursor.fetchone()[0]:
            raise StrangeReference(f"{strange} lines of {bill_file.pk}")


def move(table: str, shelf: LineShelf) -> None:
    """Put the lines of a small import on a shelf that stands already."""
    columns = ", ".join(("id", "client_id", "bill_file_id", *COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO billing_audit_line (shelf_id, {columns}) "  # noqa: S608 names of ours
            f"SELECT %s, {columns} FROM {table}",
            [shelf.pk],
        )


def _store_accounts(intake: Intake, client: Client) -> None:
    """Open the accounts of loaded invoices that nobody has entered."""
    currencies = {note["account"]: note["currency"] for note in reversed(intake.loaded())}
    opened = [each for each in intake.given["account"] if each[0] in currencies]
    carriers = _carriers(client, {name for _, name, _ in opened})
    BillingAccount.objects.bulk_create(
        BillingAccount(
            id=key,
            client=client,
            carrier=carriers[name.upper()],
            number=number,
            currency=currencies[key] or client.currency,
        )
        for key, name, number in opened
    )


def _carriers(client: Client, names: set[str]) -> dict[str, Carrier]:
    """The carriers by name; two clients' imports may bring the same new one at once."""
    known = {carrier.name.upper(): carrier for carrier in Carrier.objects.all()}
    new = [name for name in sorted(names) if name.upper() not in known]
    if not new:
        return known
    Carrier.objects.bulk_create(
        [Carrier(name=name, currency=client.currency) for name in new], ignore_conflicts=True
    )
    return {carrier.name.upper(): carrier for carrier in Carrier.objects.all()}


def _store_codes(intake: Intake, client: Client, table: str) -> None:
    given = intake.given["code"]
    if not given:
        return
    carriers = {name.upper(): pk for pk, name in Carrier.objects.values_list("pk", "name")}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT charge_code_id FROM {table}")  # noqa: S608
        loaded = {key for (key,) in cursor.fetchall()}
    ChargeCode.objects.bulk_create(
        (
            ChargeCode(id=key, client=client, carrier_id=carriers[name.upper()], code=code)
            for key, name, code in given
            if key in loaded
        ),
        batch_size=BATCH,
    )


def _store_services(intake: Intake, client: Client, table: str) -> None:
    """Store the new numbers, tied to the inventory; those not in it are proposed, no more."""
    keys = [key for key, *_ in intake.given["service"]]
    numbers = [number for _, number, _ in intake.given["service"]]
    with connection.cursor() as cursor:
        if keys:
            cursor.execute(
                NEW_SERVICES.format(table=table),
                {
                    "client": client.pk,
                    "keys": keys,
                    "numbers": numbers,
                    "some_refused": bool(intake.refused),
                },
            )
        unknown = dict(
            BilledService.objects.filter(client=client, service=None).values_list("pk", "number")
        )
        if not unknown:
            return
        cursor.execute(ACCOUNTS_OF_SERVICES.format(table=table), [list(unknown)])
        Service.objects.bulk_create(
            (
                Service(
                    client=client,
                    account_id=account,
                    number=unknown[key],
                    state=Service.State.PROPOSED,
                )
                for key, account in cursor.fetchall()
            ),
            batch_size=BATCH,
            ignore_conflicts=True,  # somebody may be entering it just now
        )
        cursor.execute(
            LINK_SERVICES,
            {"client": client.pk, "keys": list(unknown), "numbers": list(unknown.values())},
        )
