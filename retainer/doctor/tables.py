"""The tables: as new as the code, and known to the planner."""

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from retainer.doctor.database import as_owner
from retainer.doctor.diagnosis import Diagnosis, dead_end, ok, warning
from retainer.lib.format import count
from retainer.lib.migration_history import known

#: Bytes from which a plan made without statistics can take minutes.
LARGE = 1024 * 1024
#: How many names a line tells before it only counts.
MOST = 3


def migrations_are_applied(_: object) -> Iterator[Diagnosis]:
    """What the code knows and the database does not, and the other way round."""
    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations.keys()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    missing = [f"{migration.app_label} {migration.name}" for migration, _ in plan]
    strange = [f"{app} {name}" for app, name in applied - known(executor.loader)]
    if missing:
        yield dead_end(
            f"Not applied of the migrations: {_some(missing)}.",
            "bin/manage prepare_database.",
        )
    elif strange:
        yield warning(
            f"The database is newer than this code: {_some(sorted(strange))}.",
            "Run the code that migrated it, or the newest.",
        )
    else:
        yield ok(f"All {count(len(applied), 'migration')} are applied.")


def planner_knows_the_tables(_: object) -> Iterator[Diagnosis]:
    """A restored dump has no statistics until somebody gathers them."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'"
            " AND pg_relation_size(relid) > %s"
            " AND coalesce(last_analyze, last_autoanalyze) IS NULL ORDER BY 1",
            [LARGE],
        )
        unknown = [row[0] for row in cursor.fetchall()]
    if unknown:
        yield warning(
            f"{_some(unknown)} were not analysed since the database began to count: an audit may "
            "take a slow way.",
            "In the database, as its owner: ANALYZE;",
        )
    else:
        yield ok("The planner knows every large table.")


def _some(names: list[str]) -> str:
    rest = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {rest} more" if rest > 0 else "")


EXAMINATIONS = (migrations_are_applied, planner_knows_the_tables)
