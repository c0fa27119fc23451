"""Compares each table's wall with the one that the code builds around an empty copy of it.

The copy is a temporary table of the same name, so that the very code that builds the walls builds
around it without locking the real one; the transaction is taken back.
"""

from collections.abc import Iterator

from django.conf import settings
from psycopg2 import sql

from retainer.doctor.database import Cursor
from retainer.lib.database_roles import role_name
from retainer.lib.tenancy.keeping import POLICY
from retainer.lib.tenancy.walls import declared_walls, protect

#: Everything that stands around a table, a line each; the owner's own rights are no news.
FACTS = """
SELECT 'row-level security is off' FROM pg_class c WHERE c.oid = %(table)s AND NOT relrowsecurity
UNION ALL
SELECT 'row-level security is not forced' FROM pg_class c
WHERE c.oid = %(table)s AND NOT relforcerowsecurity
UNION ALL
SELECT format('%%s may %%s', CASE grantee WHEN 0 THEN 'everybody' ELSE grantee::regrole::text END,
    privilege_type || CASE WHEN is_grantable THEN ' and grant it' ELSE '' END)
FROM pg_class c, aclexplode(c.relacl) WHERE c.oid = %(table)s AND grantee <> c.relowner
UNION ALL
SELECT format('%%s may %%s (%%s)', CASE grantee WHEN 0 THEN 'everybody'
    ELSE grantee::regrole::text END, privilege_type, attname)
FROM pg_attribute a, aclexplode(a.attacl) WHERE a.attrelid = %(table)s
UNION ALL
SELECT format('policy %%s for %%s to %%s using %%s check %%s%%s', polname, polcmd,
    polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid),
    CASE WHEN polpermissive THEN '' ELSE ' restrictive' END)
FROM pg_policy WHERE polrelid = %(table)s
"""


def differences(cursor: Cursor) -> Iterator[tuple[str, str]]:
    """Each table whose wall is another than declared, and in what."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    present = {row[0] for row in cursor.fetchall()}
    backup = role_name(settings.DATABASE_OWNER, "backup")
    read_for_dumps = {
        f"{backup} may SELECT",
        f"policy {POLICY} for r to {{{backup}}} using true check ",
    }
    for table, wall in declared_walls():
        if table not in present:
            continue
        name = sql.Identifier(table)
        real = _facts(cursor, f"public.{table}")
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} (LIKE public.{}) ON COMMIT DROP").format(name, name)
        )
        protect(cursor, settings.DATABASE_OWNER, table, wall)
        wanted = _facts(cursor, f"pg_temp.{table}")
        cursor.execute(sql.SQL("DROP TABLE pg_temp.{}").format(name))
        told = sorted(real - wanted - read_for_dumps)
        told += [f"missing: {fact}" for fact in sorted(wanted - real)]
        if told:
            yield table, "; ".join(told)


def granted_partitions(cursor: Cursor) -> list[tuple[str, str]]:
    """Partitions that somebody may use, and who; dumps read them one by one."""
    cursor.execute(
        "SELECT DISTINCT c.relname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text"
        " END FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid, aclexplode(c.relacl)"
        " WHERE c.relkind IN ('r', 'p') AND grantee <> c.relowner"
        " AND (grantee, privilege_type) <> (%s::regrole, 'SELECT') ORDER BY 1, 2",
        [role_name(settings.DATABASE_OWNER, "backup")],
    )
    return cursor.fetchall()


def _facts(cursor: Cursor, table: str) -> set[str]:
    cursor.execute("SELECT %s::regclass::oid", [table])
    cursor.execute(FACTS, {"table": cursor.fetchone()[0]})
    return {row[0] for row in cursor.fetchall()}
