"""Load a file of usage: from a child that reads it to records, in one transaction.

The child's records go by ``COPY`` into a table of this load alone; from there one statement moves
what is new to where records stay.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from billing_audit.bills import ordering
from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.loading import stopped
from billing_audit.bills.progress import Progress, ignore
from billing_audit.bills.wire import LinesOf
from billing_audit.usage.models import UsageFile, UsageIssue
from billing_audit.usage.own_layouts import order
from billing_audit.usage.reading import AUTO, COLUMNS, READ
from clients.people.models import Client
from retainer.lib import sandbox
from retainer.lib.refusal import Refused

#: The first half of the lock's name; the second is the client's key.
LOCK = 0x05A6E
COPY_BUFFER = 64 * 1024

MAKE = """
CREATE TEMPORARY TABLE usage_read (
    service text, started_at timestamptz, kind text, direction text, other_party text,
    destination text, duration numeric, quantity numeric, unit text, amount numeric,
    currency text, record_id text, status text, source_row bigint
) ON COMMIT DROP
"""
NAME_SERVICES = """
INSERT INTO billing_audit_billedservice (client_id, number)
SELECT DISTINCT %(client)s::bigint, service FROM usage_read
ON CONFLICT (client_id, number) DO NOTHING
"""
# The same record comes again when two exports of a carrier overlap.
KEEP = """
INSERT INTO billing_audit_usagerecord (
    client_id, usage_file_id, billed_service_id, started_at, kind, direction, other_party,
    destination, duration, quantity, unit, amount, currency, record_id, status, source_row
)
SELECT %(client)s, %(file)s, s.id, u.started_at, u.kind, u.direction, u.other_party,
    u.destination, u.duration, u.quantity, u.unit, u.amount, u.currency, u.record_id, u.status,
    u.source_row
FROM usage_read u
JOIN billing_audit_billedservice s ON s.client_id = %(client)s AND s.number = u.service
WHERE u.record_id = '' OR NOT EXISTS (
    SELECT FROM billing_audit_usagerecord earlier
    JOIN billing_audit_usagefile f ON f.id = earlier.usage_file_id
    WHERE earlier.client_id = %(client)s AND earlier.record_id = u.record_id
        AND f.layout = %(layout)s
)
ORDER BY u.started_at, u.source_row
"""
SPAN = "SELECT min(started_at), max(started_at), count(*) FROM usage_read"


@dataclass
class Intake:
    """What the reading child said besides the records."""

    layout: str = ""
    title: str = ""
    remarks: list[str] = field(default_factory=list)
    rejects: list[dict[str, object]] = field(default_factory=list)
    rows: int = 0
    bad_rows: int = 0
    told: int = 0

    def take(self, note: dict) -> None:
        """One note of the child."""
        match note.pop("kind"):
            case "layout":
                self.layout, self.title = note["name"], note["title"]
            case "remark":
                self.remarks.append(note["message"])
            case "reject":
                self.rejects.append(note)
            case "end":
                self.bad_rows, self.told = note.get("bad_rows", 0), note.get("rejects", 0)
                if silent := note.get("silent"):
                    self.remarks.append(f"Rows that hold no usage and were passed over: {silent}.")

    def count(self, rows: int) -> None:
        self.rows += rows


def load(
    usage_file: UsageFile, path: Path, *, wanted: str = AUTO, progress: Progress = ignore
) -> None:
    """Load the file's records and say what became of it in its row; all of it or nothing.

    Raises ``Refused`` when the file as a whole cannot be taken.
    """
    try:
        with transaction.atomic():
            _load(usage_file, path.resolve(), wanted, progress)
    except sandbox.ChildKilled as killed:
        raise stopped(killed) from killed


def first_rows(path: Path) -> bytes:
    """The beginning of a file, as JSON, for a person who says which column is what."""
    try:
        return sandbox.run(
            "billing_audit.usage.reading:beginning", str(path.resolve()), limits=limits_for(path)
        )
    except sandbox.ChildKilled as killed:
        raise stopped(killed) from killed


def _load(usage_file: UsageFile, path: Path, wanted: str, progress: Progress) -> None:
    _wait_for_others(usage_file.client)
    intake = _read(path, wanted, progress)
    names = {
        "client": usage_file.client_id,
        "file": usage_file.pk,
        "layout": intake.layout,
    }
    with connection.cursor() as cursor:
        cursor.execute(SPAN)
        usage_file.first_at, usage_file.last_at, read = cursor.fetchone()
        cursor.execute("ANALYZE usage_read")
        cursor.execute(NAME_SERVICES, names)
        cursor.execute(KEEP, names)
        usage_file.record_count = cursor.rowcount
        cursor.execute("DROP TABLE usage_read")
    UsageIssue.objects.bulk_create(
        (
            UsageIssue(client_id=usage_file.client_id, usage_file=usage_file, **reject)
            for reject in intake.rejects
        ),
        batch_size=5000,
    )
    usage_file.known_count = read - usage_file.record_count
    usage_file.layout, usage_file.layout_title = intake.layout, intake.title
    usage_file.rows_read = usage_file.rows_total = intake.rows
    usage_file.row_count, usage_file.rejected_rows = intake.rows, intake.bad_rows
    usage_file.warnings = _warnings(intake, usage_file)
    if not read:
        raise Refused(_why_nothing(intake), reason="no_records")


def _wait_for_others(client: Client) -> None:
    """One load of a client at a time: both may bring the same record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, client.pk % 2**31])


def _read(path: Path, wanted: str, progress: Progress) -> Intake:
    """Have a child read the file, its records running into the table meanwhile."""
    intake = Intake()
    limits = limits_for(path)
    rows_at_most = ordering.count_line_ends(path) - 1

    def count(rows: int) -> None:
        intake.count(rows)
        progress(intake.rows, max(rows_at_most, intake.rows), layout_title=intake.title)

    with (
        connection.cursor() as cursor,
        sandbox.stream(READ, str(path), wanted, limits=limits, stdin=order()) as output,
    ):
        cursor.execute(MAKE)
        lines = LinesOf(output, intake.take, count)
        try:
            with connection.wrap_database_errors:
                cursor.copy_expert(
                    f"COPY usage_read ({', '.join(COLUMNS)}) FROM STDIN", lines, COPY_BUFFER
                )
        except DatabaseError:
            if lines.failure:
                raise lines.failure from None
            raise
    return intake


def _warnings(intake: Intake, usage_file: UsageFile) -> list[str]:
    """What was odd, and how much of it is not told one by one."""
    said = list(intake.remarks)
    if usage_file.known_count:
        said.append(
            f"Records that an earlier file brought already, not taken twice: "
            f"{usage_file.known_count}."
        )
    if more := intake.told - len(intake.rejects):
        said.append(f"More cells than are listed could not be read: {more}.")
    return said


def _why_nothing(intake: Intake) -> str:
    if intake.bad_rows:
        first = intake.rejects[0]
        return (
            f"None of the {intake.rows} rows could be read as “{intake.title}”. Row "
            f"{first['row']}, {first['column']}: {first['reason']}"
        )
    return "The file holds no call and no usage."
