"""What the backup role may do: read every row, of every table, and write none.

A dump must hold all rows or fail.  The role does not go round row-level security,
which would take a superuser to grant; instead every walled table has a policy that
shows it everything.  ``hidden_tables`` names those that lack it, so that a dump is
refused rather than quietly short.
"""

from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

from retainer.lib.database_roles import role_name

POLICY = "backup_rows"

#: Tables with row-level security, partitions included, whose every row the role does not meet.
HIDDEN = """
    SELECT c.relname FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity
    AND (
        NOT EXISTS (
            SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
            AND p.polcmd IN ('r', '*') AND p.polroles @> ARRAY[%s::regrole::oid]
            AND pg_get_expr(p.polqual, p.polrelid) = 'true')
        OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive)
    )
    ORDER BY 1
"""


def open_to_backup(cursor: CursorWrapper, owner: str) -> None:
    """Let the backup role read all there is, and all that the owner will make."""
    role = sql.Identifier(role_name(owner, "backup"))
    for statement in (
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO {}",
    ):
        cursor.execute(sql.SQL(statement).format(role))
    for table in hidden_tables(cursor, owner):
        cursor.execute(
            sql.SQL("CREATE POLICY {} ON {} FOR SELECT TO {} USING (true)").format(
                sql.Identifier(POLICY), sql.Identifier(table), role
            )
        )


def hidden_tables(cursor: CursorWrapper, owner: str) -> list[str]:
    """Tables of which the backup role would miss rows."""
    cursor.execute(HIDDEN, [role_name(owner, "backup")])
    return [row[0] for row in cursor.fetchall()]
