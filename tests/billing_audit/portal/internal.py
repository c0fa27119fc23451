"""Fills every text that the practice keeps to itself, as the database's own walls define it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

from clients.models import Client, ClientExport, Invitation, StoredFile, User
from retainer.lib.tenancy import OpenTable, Wall, acting_as

#: Stands in every text that the practice keeps to itself, with a number for its column.
MARK = re.compile(r"zq(\d+)zq")

#: The columns that were marked, in the order of their numbers.
COLUMNS: list[str] = []

#: Words that programs read and people never write: they name a check, a currency, a digest.
CODES = (
    *("check_code", "cause", "rule", "currency", "sha256", "figures_sha256", "kind", "formula"),
    *("inputs", "password", "email", "token_sha256", "cache_key", "fingerprint", "format"),
    *("figures", "subject_type", "verb", "layout", "zone", "bands", "content", "as_read"),
    *("before", "after", "checks", "charges", "data_versions", "tuned", "form", "starts_at"),
)
#: Tables whose texts are no notes of the practice, with the reason.
ELSEWHERE = {
    Invitation: "its address is told to whoever it invites",
    ClientExport: "says what is being packed",
    StoredFile: "the name that a person gave a file of theirs",
}


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The fields in which people write, or programs write what people said."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.CharField | models.JSONField)
        and not field.choices
        and field.name not in CODES
    ]


def internal_texts(model: type[models.Model]) -> tuple[list[models.Field], list[models.Field]]:
    """Those no client user may read of any row, and those they may read of some rows."""
    granted = model.wall.portal
    if "SELECT" not in granted:
        return texts_of(model), []
    columns = re.search(r"SELECT \(([^)]*)\)", granted)
    readable = set(re.findall(r"\w+", columns[1])) if columns else None
    hidden = [f for f in texts_of(model) if readable is not None and f.column not in readable]
    return hidden, [field for field in texts_of(model) if field not in hidden]


def walled() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        wall = getattr(model, "wall", None)
        if isinstance(wall, Wall | OpenTable) and model._meta.managed and model not in ELSEWHERE:
            yield model


def mark_what_is_internal(company: Client, reader: User) -> set[str]:
    """Write the mark wherever the reader's role may not read; name the columns that took it."""
    seen = {}
    with acting_as("portal", clients=[company.pk], user_id=reader.pk):
        for model in walled():
            if internal_texts(model)[1]:
                rows = model._base_manager.order_by("pk")
                seen[model] = list(rows.values_list("pk", flat=True))
    marked = set()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in walled():
            everywhere, of_some = internal_texts(model)
            with _written_by_nobody(cursor, model):
                for field, without in [
                    *((field, []) for field in everywhere),
                    *((field, seen.get(model, [])) for field in of_some),
                ]:
                    if _write(cursor, field, without):
                        marked.add(f"{model.__name__}.{field.name}")
    return marked


@contextmanager
def _written_by_nobody(cursor: CursorWrapper, model: type[models.Model]) -> Iterator[None]:
    """As the table's owner, past triggers and walls: some of it nobody could write again."""
    table = sql.Identifier(model._meta.db_table)
    cursor.execute("SELECT current_setting('role')")
    role = cursor.fetchone()[0]
    cursor.execute("SET LOCAL ROLE NONE")
    for switch in ("DISABLE TRIGGER USER", "NO FORCE ROW LEVEL SECURITY"):
        cursor.execute(sql.SQL("ALTER TABLE {} {}").format(table, sql.SQL(switch)))
    yield
    switches = ["ENABLE TRIGGER USER"]
    if isinstance(model.wall, Wall):
        switches.append("FORCE ROW LEVEL SECURITY")
    for switch in switches:
        cursor.execute(sql.SQL("ALTER TABLE {} {}").format(table, sql.SQL(switch)))
    cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))


def _write(cursor: CursorWrapper, field: models.Field, without: list[int]) -> bool:
    """Whether a row took the mark; a column that refuses it holds words of a program's own."""
    meta = field.model._meta
    key = sql.Identifier(meta.pk.column)
    update = sql.SQL("UPDATE {} SET {} = {} WHERE NOT {} = ANY (%s)").format(
        sql.Identifier(meta.db_table), sql.Identifier(field.column), _value(field, key), key
    )
    try:
        with transaction.atomic():
            cursor.execute(update, [without])
            return cursor.rowcount > 0
    except IntegrityError:
        return False


def _value(field: models.Field, key: sql.Identifier) -> sql.Composable:
    """The column's mark, told apart by the row's key where two rows must differ."""
    COLUMNS.append(f"{field.model.__name__}.{field.name}")
    mark = sql.Literal(f"zq{len(COLUMNS) - 1}zq")
    if isinstance(field, models.JSONField):
        return sql.SQL("to_jsonb(ARRAY[{}])").format(mark)
    longest = sql.Literal(field.max_length or 200)
    return sql.SQL("left({} || '-' || {}, {})").format(mark, key, longest)


def told_in(text: str) -> set[str]:
    """Which columns' marks stand in a text."""
    return {COLUMNS[int(number)] for number in MARK.findall(text.replace("\n", ""))}
