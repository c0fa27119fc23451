"""Shelves: only the practice's own imports may make them, and nobody reads them directly."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from billing_audit.bills import shelves
from billing_audit.models import Line, LineShelf
from clients.models import Client, User
from retainer.lib.tenancy import acting_as


def call(function: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.callproc(f"app.{function}", arguments)


def put_line(client: Client, shelf: LineShelf) -> Line:
    return Line.objects.create(
        client=client, shelf=shelf, bill_file_id=1, invoice_id=1, account_id=1, line_no="1",
        charge_type=1, amount="9.90", period_from=date(2026, 3, 1), period_to=date(2026, 3, 31),
    )  # fmt: skip


def test_a_client_has_one_shared_shelf(acme: Client) -> None:
    first = shelves.shared_shelf(acme)

    assert shelves.shared_shelf(acme) == first
    assert put_line(acme, first).pk


def test_a_shelf_takes_no_line_of_another_client(acme: Client, globex: Client) -> None:
    shelf = shelves.shared_shelf(acme)

    with pytest.raises(DatabaseError, match="is_of_one_client"), transaction.atomic():
        put_line(globex, shelf)


@pytest.mark.parametrize("kind", ["staff", "portal"])
@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("open_line_shelf", (77, None)),
        ("attach_line_shelf", (77,)),
        ("drop_line_shelf", (77,)),
        ("reserve_keys", ("invoice", 5)),
    ],
)
def test_only_an_import_calls_the_owners_functions(
    acme: Client, owen: User, kind: str, function: str, arguments: tuple
) -> None:
    with (
        pytest.raises(ProgrammingError, match="nobody here imports"),
        acting_as(kind, clients=[acme.pk], user_id=owen.pk),
    ):
        call(function, acme.pk, *arguments)


def test_an_import_of_one_client_makes_no_shelf_for_another(acme: Client, globex: Client) -> None:
    with (
        pytest.raises(ProgrammingError, match="nobody here imports"),
        acting_as("worker", clients=[acme.pk]),
    ):
        call("open_line_shelf", globex.pk, 77, None)


def test_a_shelf_in_use_is_not_dropped(acme: Client) -> None:
    shelf = shelves.shared_shelf(acme)

    with pytest.raises(ProgrammingError, match="is in use"), transaction.atomic():
        shelves.drop(shelf)


def test_nobody_reads_a_shelf_directly(acme: Client) -> None:
    shelf = shelves.shared_shelf(acme)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT count(*) FROM {shelves.table_of(shelf)}")  # noqa: S608 ours


def test_another_role_does_not_read_lines_on_their_way_in(acme: Client, owen: User) -> None:
    shelf = LineShelf.objects.create(client=acme, is_shared=False)
    shelves.open_shelf(shelf, 1)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT count(*) FROM {shelves.table_of(shelf)}")  # noqa: S608 ours
