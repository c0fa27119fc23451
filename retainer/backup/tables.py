"""What the tables hold: counted and summed before a dump, and again after a restore.

A table is read as a whole, so that partitions are counted through the table they are part of,
which has a policy of its own: a partition whose rows the dump misses does not go unnoticed.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from psycopg2 import sql

from retainer.backup.manifest import Table

#: Tables whose rows a backup leaves out.  A restored session or attempt would be a danger.
LEFT_OUT = {
    "django_session": "whoever holds a backup must not be signed in; all sign in again",
    "clients_attempt": "attempts to sign in count for minutes",
}

#: How values are written as text wherever they are compared.
PLAINLY = """
SET datestyle = 'ISO, MDY'; SET timezone = 'UTC'; SET intervalstyle = 'postgres';
SET extra_float_digits = 1; SET bytea_output = 'hex'; SET search_path = 'public';
"""

TABLES = """
SELECT c.relname, array(
    SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
    AND NOT a.attisdropped AND a.atttypid = 'numeric'::regtype ORDER BY a.attnum)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relname = ANY (%s)
ORDER BY 1
"""

#: 60 bits of each row's hash, added up: the order of rows does not matter, each row does.
DIGEST = "('x' || left(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint"


@dataclass(frozen=True)
class Question:
    """What a table is asked: one JSON document about all its rows."""

    table: str
    summed: tuple[str, ...]

    def statement(self) -> sql.Composed:
        return sql.SQL(
            "SELECT jsonb_build_object("
            "'rows', coalesce(sum(n), 0), 'digest', coalesce(sum(digest), 0)::text, "
            "'sums', jsonb_build_object({sums}), "
            "'parts', coalesce(jsonb_object_agg(part, n) FILTER (WHERE part <> {name}), '{{}}')) "
            "FROM (SELECT tableoid::regclass::text AS part, count(*) AS n, "
            "sum({digest}) AS digest{columns} FROM {table} t GROUP BY tableoid) parts"
        ).format(
            name=sql.Literal(self.table),
            table=sql.Identifier("public", self.table),
            digest=sql.SQL(DIGEST),
            sums=sql.SQL(", ").join(
                sql.SQL("{}, coalesce(sum({}), 0)::text").format(
                    sql.Literal(name), sql.Identifier(f"sum of {name}")
                )
                for name in self.summed
            ),
            columns=sql.SQL("").join(
                sql.SQL(", sum({}) AS {}").format(
                    sql.Identifier(name), sql.Identifier(f"sum of {name}")
                )
                for name in self.summed
            ),
        )


def describe(cursor: Any) -> dict[str, Table]:
    """Every table's rows, digest and sums, as this transaction sees them."""
    cursor.execute(PLAINLY)
    cursor.execute(TABLES, [list(LEFT_OUT)])
    questions = [Question(name, tuple(summed)) for name, summed in cursor.fetchall()]
    return {question.table: _answer(cursor, question) for question in questions}


def _answer(cursor: Any, question: Question) -> Table:
    cursor.execute(question.statement())
    answer = cursor.fetchone()[0]
    return Table(**(json.loads(answer) if isinstance(answer, str) else answer))


def comparisons(cursor: Any, tables: dict[str, Table]) -> Iterator[str]:
    """SQL that raises unless each table holds what the manifest says; no row may be hidden."""
    yield PLAINLY
    for name, table in tables.items():
        question = Question(name, tuple(table.sums))
        yield (
            sql.SQL(
                "DO $compare$ DECLARE seen jsonb := ({question}); wanted jsonb := {wanted}; BEGIN "
                "IF seen <> wanted THEN RAISE EXCEPTION "
                "'{table} holds % and should hold %', seen, wanted; END IF; END $compare$;\n"
            )
            .format(
                question=question.statement(),
                wanted=sql.Literal(json.dumps(asdict(table))),
                table=sql.SQL(name),
            )
            .as_string(cursor)
        )
