"""What the lines of an import refer to besides their invoice: stored and checked, set by set.

Everything runs as the worker under row-level security; ``table`` is the import's
own and named by us.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import CharField

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

#: Services that nobody has entered, under an account they are billed on.
PROPOSE = """
INSERT INTO clients_service (client_id, account_id, number, state, {empty})
SELECT %(client)s, used.account_id, unknown.number, %(proposed)s, {blanks}
FROM unnest(%(keys)s::bigint[], %(numbers)s::text[]) AS unknown(id, number)
JOIN (
    SELECT DISTINCT ON (billed_service_id) billed_service_id, account_id
    FROM {table} WHERE billed_service_id IS NOT NULL
    ORDER BY billed_service_id, id
) used ON used.billed_service_id = unknown.id
WHERE NOT EXISTS (
    SELECT FROM clients_service known
    WHERE known.client_id = %(client)s AND known.number = unknown.number
)
ON CONFLICT DO NOTHING  -- somebody may be entering it just now
"""

NEW_SERVICES = """
INSERT INTO billing_audit_billedservice (id, client_id, number, service_id)
SELECT given.id, %(client)s, given.number, service.id
FROM unnest(%(keys)s::bigint[], %(numbers)s::text[]) AS given(id, number)
LEFT JOIN clients_service service
    ON service.client_id = %(client)s AND service.number = given.number
WHERE NOT %(some_refused)s OR given.id IN (SELECT billed_service_id FROM {table})
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
    given = {key: number for key, number, _ in intake.given["service"]}
    loose = dict(
        BilledService.objects.filter(client=client, service=None).values_list("pk", "number")
    )
    with connection.cursor() as cursor:
        if given or loose:
            _propose(given | loose, client, table)
        if loose:
            cursor.execute(LINK_SERVICES, {"client": client.pk, **_arrays(loose)})
        if given:
            cursor.execute(
                NEW_SERVICES.format(table=table),
                {"client": client.pk, "some_refused": bool(intake.refused), **_arrays(given)},
            )


def _propose(services: dict[int, str], client: Client, table: str) -> None:
    """In one statement: a first bill may bring a hundred thousand."""
    said = ("client", "account", "number", "state")
    fields = (each for each in Service._meta.concrete_fields if each.name not in said)
    empty = [each.column for each in fields if isinstance(each, CharField) and not each.null]
    statement = PROPOSE.format(
        table=table, empty=", ".join(empty), blanks=", ".join(["''"] * len(empty))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {"client": client.pk, "proposed": Service.State.PROPOSED, **_arrays(services)},
        )


def _arrays(services: dict[int, str]) -> dict[str, list]:
    return {"keys": [*services], "numbers": [*services.values()]}
