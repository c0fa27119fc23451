"""Shelves: the partitions that bill lines stand on.

Each client has one shared shelf for small imports; a large import fills a fresh
one, which is indexed and attached when it is whole.  The owner's functions of
migration 0004 do what the worker may not.
"""

from django.db import connection, transaction

from billing_audit.bills.models import LineShelf
from clients.people.models import Client


def shared_shelf(client: Client) -> LineShelf:
    """The client's shared shelf, made when its first lines come."""
    shelf = LineShelf.objects.filter(client=client, is_shared=True).first()
    if shelf is not None:
        return shelf
    with transaction.atomic():
        shelf, is_new = LineShelf.objects.get_or_create(client=client, is_shared=True)
        if is_new:
            open_shelf(shelf)
            attach(shelf)
    return shelf


def open_shelf(shelf: LineShelf, bill_file_id: int | None = None) -> str:
    """Make an empty table for the shelf and give its name, to be filled by ``COPY``."""
    _call("open_line_shelf", shelf.client_id, shelf.pk, bill_file_id)
    return table_of(shelf)


def attach(shelf: LineShelf) -> None:
    """Index the shelf's table and make it part of the bill lines."""
    _call("attach_line_shelf", shelf.client_id, shelf.pk)


def drop(shelf: LineShelf) -> None:
    """Throw the shelf's table away; it must not be attached."""
    _call("drop_line_shelf", shelf.client_id, shelf.pk)


def empty(shelf: LineShelf, bill_file_id: int) -> None:
    """Take the lines of its one file off an attached shelf, which is then thrown away."""
    _call("empty_line_shelf", shelf.client_id, shelf.pk, bill_file_id)


def remove(shelf: LineShelf) -> None:
    """Throw an emptied shelf away; waits two seconds at most for who reads bill lines."""
    _call("remove_line_shelf", shelf.client_id, shelf.pk)


def table_of(shelf: LineShelf) -> str:
    return f"billing_audit_line_{shelf.pk}"


def _call(function: str, *arguments: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.callproc(f"app.{function}", arguments)
