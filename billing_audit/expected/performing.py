"""Runs statements over the tables they need, for one client, in one transaction."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from billing_audit.bills.models import LineShelf
from billing_audit.checks.sources import filled_in, tables_for


class Table(NamedTuple):
    """A temporary table: what it is called and looked up by, and the SELECT that makes it."""

    name: str
    key: str
    select: str


class Step(NamedTuple):
    """Tables, then the statements that read them."""

    tables: Sequence[Table]
    statements: Sequence[str]


def perform(client_id: int, expected: Collection[int], steps: Sequence[Step]) -> None:
    """Make the sources that the checks share, then each step's tables and what it makes of them."""
    shelves = LineShelf.objects.filter(client=client_id).values_list("pk", flat=True)
    values = {
        "client": client_id,
        "expected": list(expected),
        "shelves": list(shelves),
        "month_from": None,
        "month_to": None,
        "months": [],
        "duplicates": [],
    }
    with connection.cursor() as cursor:
        # As an audit does: memory to sort in, and no plan compiled for a second's work.
        cursor.execute(
            "SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)"
        )
        for statement in _statements(steps):
            cursor.execute(statement, values)


def _statements(steps: Sequence[Step]) -> Iterator[str]:
    """In order; the tables go at once, because the next who makes them may be another role."""
    texts = [table.select for step in steps for table in step.tables]
    texts += [text for step in steps for text in step.statements]
    sources = tables_for("\n".join(texts), whole=())
    for source in sources.values():
        yield from source
    for step in steps:
        for name, key, select in step.tables:
            yield f"DROP TABLE IF EXISTS pg_temp.{name}"
            yield filled_in(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {select}")
            yield f"CREATE INDEX ON pg_temp.{name} ({key})"
            yield f"ANALYZE pg_temp.{name}"
        yield from map(filled_in, step.statements)
    own = [table.name for step in steps for table in step.tables]
    yield f"DROP TABLE {', '.join(f'pg_temp.{name}' for name in [*sources, *own])}"
