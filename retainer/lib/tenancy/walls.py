"""Builds the second wall: roles' grants, row-level security and its policies.

One convergent step, run after every migration: whatever the models declare is
what the database holds afterwards, and running it again changes nothing.
"""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

from retainer.lib.database_roles import KINDS, role_name
from retainer.lib.tenancy.context import KEY_ID, signing_key
from retainer.lib.tenancy.declarations import OpenTable, Wall
from retainer.lib.tenancy.keeping import open_to_backup
from retainer.lib.tenancy.outside import OUTSIDE

FUNCTIONS = Path(__file__).with_name("walls.sql")
#: The table that the owner, too, must read: whose rows there are.
CLIENTS = "clients_client"
#: The condition that holds for every row.
EVERY = sql.SQL("true")
#: RFC 2104 pads the key to the hash's block size and xors it with these bytes.
BLOCK, INNER, OUTER = 64, 0x36, 0x5C


class NoWall(Exception):
    """A table stands without a wall, and nothing says why it needs none."""


def build_walls(using: str = "default") -> None:
    """Make the database's grants and policies what the models declare.

    In one transaction: whoever is served meanwhile meets the old walls or the new.
    """
    connection = connections[using]
    owner = settings.DATABASE_OWNER
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(FUNCTIONS.read_text(encoding="utf-8"))
        _store_key(cursor)
        _open_schemas(cursor, owner)
        present = set(connection.introspection.table_names(cursor))
        for table, wall in declared_walls():
            if table in present:
                protect(cursor, owner, table, wall)
        open_to_backup(cursor, owner)
    if bare := unprotected_tables(connection):
        raise NoWall(f"Rows of clients lie open in: {', '.join(bare)}")


def declared_walls() -> Iterator[tuple[str, Wall | OpenTable]]:
    """Every table with what its model, or the list of other packages' tables, says of it."""
    for table, wall in OUTSIDE.items():
        yield table, wall
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in OUTSIDE or (not model._meta.managed and not hasattr(model, "wall")):
            continue
        yield table, wall_of(model)


def wall_of(model: type[models.Model]) -> Wall | OpenTable:
    """The model's declaration; raises ``NoWall`` when it has none."""
    wall = getattr(model, "wall", None)
    if not isinstance(wall, Wall | OpenTable):
        raise NoWall(
            f"{model._meta.label} says neither who may see its rows (Wall) "
            "nor why everybody may (OpenTable)"
        )
    return wall


def unprotected_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables with a client's rows that lack forced row-level security or a policy."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
            WHERE c.relkind IN ('r', 'p') AND i.inhrelid IS NULL
            AND (c.relname = 'clients_client' OR EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                AND a.attname = 'client_id' AND NOT a.attisdropped))
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            ORDER BY 1
            """
        )
        return [row[0] for row in cursor.fetchall()]


def _store_key(cursor: CursorWrapper) -> None:
    key = signing_key().ljust(BLOCK, b"\0")
    cursor.execute(
        "INSERT INTO sealed.context_key VALUES (%s, %s, %s) ON CONFLICT (kid) DO UPDATE "
        "SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        [KEY_ID, bytes(b ^ INNER for b in key), bytes(b ^ OUTER for b in key)],
    )


def _open_schemas(cursor: CursorWrapper, owner: str) -> None:
    for kind in KINDS:
        role = sql.Identifier(role_name(owner, kind))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public, app TO {}").format(role))
        cursor.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO {}").format(role))


def protect(cursor: CursorWrapper, owner: str, table: str, wall: Wall | OpenTable) -> None:
    """Make one table's grants, switches and policies what its model declares."""
    name = sql.Identifier(table)
    for kind in KINDS:
        role = sql.Identifier(role_name(owner, kind))
        cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, role))
    if isinstance(wall, OpenTable):
        _open(cursor, owner, table, wall)
        return
    cursor.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))
    cursor.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
    for kind, privileges in (
        ("staff", wall.practice),
        ("worker", wall.practice),
        ("portal", wall.portal),
        ("web", wall.web),
        ("bidder", wall.bidder),
    ):
        _grant(cursor, owner, table, kind, privileges)
        rows = _rows(wall, kind) if privileges else None
        _policy(cursor, owner, table, kind, rows, _written(wall, kind), _met(wall, kind))
    if table == CLIENTS:
        _let_owner_count_clients(cursor, owner)


def _open(cursor: CursorWrapper, owner: str, table: str, wall: OpenTable) -> None:
    """Let each role do what the model says, on all rows except where the portal meets some."""
    switch = sql.SQL("ENABLE" if wall.portal_rows else "DISABLE")
    cursor.execute(
        sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(sql.Identifier(table), switch)
    )
    for kind in ("web", "portal", "staff", "worker", "bidder"):
        _grant(cursor, owner, table, kind, getattr(wall, kind))
        rows = wall.portal_rows if kind == "portal" else "true"
        _policy(cursor, owner, table, kind, sql.SQL(rows) if wall.portal_rows else None)


def _rows(wall: Wall, kind: str) -> sql.Composable:
    """The condition under which a row of this table exists for this kind of visitor."""
    if kind == "web":
        return sql.SQL("true")
    if kind == "bidder":
        return sql.SQL(wall.bidder_rows)
    who = sql.Literal(kind)
    rows = sql.SQL("{} = ANY ((SELECT app.clients({}))::bigint[])").format(
        sql.Identifier(wall.column), who
    )
    if kind == "portal":
        return sql.SQL("{} AND ({})").format(rows, sql.SQL(wall.portal_rows))
    if wall.principals_only and kind == "staff":
        return sql.SQL("({} AND (SELECT app.sees_all({})))").format(rows, who)
    if wall.founding:
        rows = sql.SQL("({} OR (SELECT app.sees_all({})))").format(rows, who)
    if wall.shared:
        rows = sql.SQL("({} OR {} IS NULL)").format(rows, sql.Identifier(wall.column))
    if wall.unclaimed_by:
        rows = sql.SQL(
            "({rows} OR ({client} IS NULL AND "
            "({owner} = (SELECT app.user_id({who})) OR (SELECT app.sees_all({who})))))"
        ).format(
            rows=rows,
            client=sql.Identifier(wall.column),
            owner=sql.Identifier(wall.unclaimed_by),
            who=who,
        )
    if kind == "staff" and wall.staff_rows != "true":
        rows = sql.SQL("{} AND ({})").format(rows, sql.SQL(wall.staff_rows))
    return rows


def _grant(cursor: CursorWrapper, owner: str, table: str, kind: str, privileges: str) -> None:
    if not privileges:
        return
    role = sql.Identifier(role_name(owner, kind))
    cursor.execute(
        sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges), sql.Identifier(table), role)
    )
    if "INSERT" in privileges:
        for sequence in _numbered_by(cursor, table):
            cursor.execute(
                sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(sql.Identifier(sequence), role)
            )


def _numbered_by(cursor: CursorWrapper, table: str) -> list[str]:
    """Sequences that a default asks as whoever inserts; those of identity columns need no leave."""
    cursor.execute(
        "SELECT s.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' "
        "WHERE d.deptype = 'a' AND d.refobjid = %s::regclass",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


def _written(wall: Wall, kind: str) -> sql.Composable:
    """The further condition on rows that this kind of visitor writes."""
    conditions = {
        "portal": wall.portal_writes,
        "staff": wall.staff_writes,
        "bidder": wall.bidder_writes,
    }
    return sql.SQL(conditions.get(kind, "true"))


def _met(wall: Wall, kind: str) -> sql.Composable:
    """The further condition on rows that staff and the worker meet, whatever they may add."""
    return sql.SQL(wall.practice_rows if kind in ("staff", "worker") else "true")


def _policy(
    cursor: CursorWrapper,
    owner: str,
    table: str,
    kind: str,
    rows: sql.Composable | None,
    written: sql.Composable = EVERY,
    met: sql.Composable = EVERY,
) -> None:
    name, policy = sql.Identifier(table), sql.Identifier(f"{kind}_rows")
    cursor.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, name))
    if rows is not None:
        cursor.execute(
            sql.SQL(
                "CREATE POLICY {} ON {} TO {} USING (({}) AND ({})) WITH CHECK (({}) AND ({}))"
            ).format(policy, name, sql.Identifier(role_name(owner, kind)), rows, met, rows, written)
        )


def _let_owner_count_clients(cursor: CursorWrapper, owner: str) -> None:
    """``app.clients`` runs as the owner and resolves "all" from the list of clients."""
    name = sql.Identifier(CLIENTS)
    cursor.execute(sql.SQL("DROP POLICY IF EXISTS roll_call ON {}").format(name))
    cursor.execute(
        sql.SQL("CREATE POLICY roll_call ON {} FOR SELECT TO {} USING (true)").format(
            name, sql.Identifier(owner)
        )
    )
