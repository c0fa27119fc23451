"""Looks for words where they must not be: in answers of pages, and in every row a role may read."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from django.db import connection
from psycopg2 import sql

READABLE = """
    SELECT c.relname, array_agg(a.attname::text) FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relnamespace = 'public'::regnamespace
    AND has_column_privilege(c.oid, a.attnum, 'SELECT')
    GROUP BY c.relname
"""


def in_answer(answer: Any, marks: Iterable[str]) -> list[str]:
    """Which of the marks an answer of the product holds, in archives and workbooks as well."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [mark for mark in marks if any(mark.encode() in part for part in _parts(content))]


def _parts(content: bytes) -> list[bytes]:
    if not is_zipfile(BytesIO(content)):
        return [content]
    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def in_rows(marks: Iterable[str]) -> dict[str, str]:
    """Tables of which the role that is acting reads a row with a mark in it."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(READABLE)
        for table, columns in cursor.fetchall():
            whole = sql.SQL(" || ' ' || ").join(
                sql.SQL("coalesce({}::text, '')").format(sql.Identifier(name)) for name in columns
            )
            for mark in marks:
                cursor.execute(
                    sql.SQL("SELECT count(*) FROM {} WHERE strpos({}, %s) > 0").format(
                        sql.Identifier(table), whole
                    ),
                    [mark],
                )
                if cursor.fetchone()[0]:
                    found[table] = mark
    return found


def met(table: str) -> int:
    """How many rows of a table the role that is acting meets."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return cursor.fetchone()[0]
