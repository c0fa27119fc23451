"""Load a file: from a child that reads it to bill lines on a shelf, in one transaction.

The child's lines go by ``COPY`` into a table of this import alone, already
carrying their keys.  Invoices in which a cell was unreadable are taken out
again, what the lines refer to is stored, every reference is checked, and the
table becomes a shelf or, if it is small, its lines move to the shared one.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError, DataError, connection, transaction

from billing_audit.bills import invoices, ordering, references, shelves
from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.intake import Intake
from billing_audit.bills.models import BillFile, ImportIssue, LineShelf
from billing_audit.bills.progress import Progress, ignore
from billing_audit.bills.reading import AUTO, READ
from billing_audit.bills.wire import COLUMNS, LinesOf
from clients.people.models import Client
from retainer.lib import sandbox
from retainer.lib.refusal import Refused

#: A file with at least so many lines gets a shelf of its own.
OWN_SHELF = 50_000
#: The first half of the lock's name; the second is the client's key.
LOCK = 0xB111
COPY_BUFFER = 64 * 1024


def load(
    bill_file: BillFile,
    path: Path,
    *,
    wanted: str = AUTO,
    progress: Progress = ignore,
) -> Intake:
    """Load the file's bills and say what became of it in its row; all of it or nothing.

    Raises ``Refused`` when the file as a whole cannot be taken.
    """
    try:
        with transaction.atomic():
            return _load(bill_file, path.resolve(), wanted, progress)
    except sandbox.ChildKilled as killed:
        raise stopped(killed) from killed
    except DataError as wrong:
        raise Refused(
            "The bill holds a figure or a text too large to be stored.", reason="too_large_cell"
        ) from wrong


def _load(
    bill_file: BillFile,
    path: Path,
    wanted: str,
    progress: Progress,
) -> Intake:
    client = bill_file.client
    _wait_for_others(client)
    ends = ordering.count_line_ends(path)
    order = ordering.order_for(client, rows=ordering.most_rows(path, ends))
    shelf = LineShelf.objects.create(client=client, is_shared=False)
    table = shelves.open_shelf(shelf, bill_file.pk)
    intake = read(
        path, wanted, order.to_json(), table, lambda rows: progress(rows, max(ends - 1, rows))
    )
    read_lines = intake.rows
    if intake.refused:
        references.take_out(table, list(intake.refused))
    references.store(intake, client, table)
    lines = invoices.store(intake, bill_file, table)
    references.check(bill_file, table)
    if lines >= OWN_SHELF:
        shelves.attach(shelf)
        bill_file.shelf = shelf
    else:
        bill_file.shelf = shelves.shared_shelf(client) if lines else None
        if lines:
            references.move(table, bill_file.shelf)
        shelves.drop(shelf)
        shelf.delete()
    _store_rejects(intake, bill_file)
    bill_file.format = intake.format
    bill_file.profile_id, bill_file.profile_title = intake.profile, intake.profile_title
    bill_file.carriers = intake.carriers
    bill_file.opened_accounts = intake.opened_accounts
    bill_file.refused_invoices = len(intake.refused)
    bill_file.invoice_count = len(intake.invoices) - len(intake.refused)
    bill_file.line_count = lines
    bill_file.rows_read = bill_file.rows_total = read_lines + intake.bad_rows
    bill_file.rejected_lines = bill_file.rows_total - lines
    bill_file.warnings = intake.warnings
    return intake


def _wait_for_others(client: Client) -> None:
    """One import of a client at a time: both may bring the same new service or account."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, client.pk % 2**31])


def is_ours(client: Client) -> bool:
    """Keep imports of the client waiting until the transaction ends, unless one is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, client.pk % 2**31])
        return cursor.fetchone()[0]


def read(
    path: Path, wanted: str, order: bytes, table: str, progress: Callable[[int], None]
) -> Intake:
    """Have a child read the file, its lines running into the table meanwhile."""
    intake = Intake()

    def count(lines: int) -> None:
        intake.count(lines)
        progress(intake.rows)

    statement = f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN WITH (FREEZE)"
    with (
        sandbox.stream(READ, str(path), wanted, limits=limits_for(path), stdin=order) as output,
        connection.cursor() as cursor,
    ):
        lines = LinesOf(output, intake.take, count)
        try:
            with connection.wrap_database_errors:
                cursor.copy_expert(statement, lines, COPY_BUFFER)
        except DatabaseError:
            if lines.failure:
                raise lines.failure from None
            raise
    return intake


def stopped(killed: sandbox.ChildKilled) -> Refused:
    """Why the child that read the file did not come to its end, as a sentence by itself."""
    return Refused(killed.sentence[:1].upper() + killed.sentence[1:], reason=killed.reason)


def _store_rejects(intake: Intake, bill_file: BillFile) -> None:
    ImportIssue.objects.bulk_create(
        (
            ImportIssue(client_id=bill_file.client_id, bill_file=bill_file, **reject)
            for reject in intake.rejects
        ),
        batch_size=5000,
    )
