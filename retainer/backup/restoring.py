"""Restoring a backup into a database that holds no practice: all of it, or nothing.

The dump's statements, the comparison with the manifest and the indexes run in one
transaction, which only we commit, so that a program or a machine that dies half-way
leaves the database as it was.  Policies, grants and owners are not taken from the dump:
``prepare_database`` makes them for this installation's roles.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from retainer.backup import files, logins, programs
from retainer.backup.loading import load
from retainer.backup.manifest import DUMP, FILES, Manifest
from retainer.backup.verifying import verify
from retainer.lib.database_roles import missing_roles
from retainer.lib.migration_history import known, left_halfway
from retainer.lib.refusal import Refused

OLDEST_SERVER = 16

#: Everything of ours, and nothing an administrator put elsewhere.
CLEAR = """
DROP SCHEMA IF EXISTS public, app, sealed CASCADE;
CREATE SCHEMA public;
"""


def restore(backup: Path, *, replace: bool = False) -> Manifest:
    """Fill this installation's database and file store from a backup, which is checked first."""
    backup = backup.absolute()
    manifest = verify(backup)
    _refuse_other_tables(manifest)
    owner = logins.owner()
    with closing(owner.connect()) as connection, connection.cursor() as cursor:
        server = connection.info.server_version // 10_000
        _refuse_old_server(server)
        _refuse_without_roles(cursor)
        clear = _make_room(cursor, replace=replace)
    connections.close_all()
    tools = programs.find(max(manifest.postgres, server))
    with _files_in_place(backup):
        load(tools, owner, backup / DUMP, manifest, before=CLEAR if clear else "")
        with _cleared_on_failure(owner):
            call_command("prepare_database", verbosity=0)
    return manifest


def other_key(manifest: Manifest, known: list[str]) -> str:
    """What does not work any more because the secret key is another, or nothing."""
    if manifest.secret_keys[0] in known:
        return ""
    return (
        "The secret key of this installation is not the one the backup was made under. Bills, "
        "findings, reports and passwords are all there. One-time codes are taken only once the "
        "former key is in SECRET_KEY_FALLBACKS. Links in mails that are under way lead nowhere. "
        "The database roles have passwords of the new key, which is as it should be."
    )


def _refuse_other_tables(manifest: Manifest) -> None:
    loader = MigrationLoader(None)
    ours = {f"{app}.{name}" for app, name in known(loader)}
    if unknown := [name for name in manifest.migrations if name not in ours]:
        raise Refused(
            f"The backup was made by version {manifest.product}, which is newer than this one: its "
            f"tables have gone through {unknown[0]}. Install that version and restore there."
        )
    applied = [tuple(name.split(".", 1)) for name in manifest.migrations]
    if missing := left_halfway(loader, applied):
        raise Refused(
            f"The backup was made by version {manifest.product}, which is too old for this one: "
            f"its tables have not gone through {'.'.join(missing[-1])}. Restore it with the last "
            "version that has this migration, and make a new backup there."
        )


def _refuse_old_server(server: int) -> None:
    if server < OLDEST_SERVER:
        raise Refused(
            f"This server is PostgreSQL {server}; Retainer takes {OLDEST_SERVER} or newer."
        )


def _refuse_without_roles(cursor: Any) -> None:
    missing = missing_roles(cursor, settings.DATABASE_OWNER)
    cursor.execute(
        "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = %s",
        [settings.DATABASE_OWNER],
    )
    if missing and not cursor.fetchone()[0]:
        raise Refused(
            f"The login roles {', '.join(missing)} do not exist and {settings.DATABASE_OWNER} may "
            "not make them. Have an administrator run what bin/manage prepare_database --print-sql "
            "prints, and try again."
        )


def _make_room(cursor: Any, *, replace: bool) -> bool:
    """Whether tables have to go first; refuses to touch those that hold a practice."""
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    if others := cursor.fetchone()[0]:
        raise Refused(
            f"The database is in use by {others} other connections. Stop the web server, the "
            "workers and the clock, and try again."
        )
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind IN ('r', 'p', 'S', 'v', 'm'))"
    )
    if not cursor.fetchone()[0]:
        return False
    cursor.execute(
        "SELECT to_regclass('public.clients_client'), to_regclass('public.clients_user')"
    )
    clients, logins = 0, 0
    if is_ours := all(cursor.fetchone()):
        cursor.execute(
            "SELECT (SELECT count(*) FROM clients_client), (SELECT count(*) FROM clients_user)"
        )
        clients, logins = cursor.fetchone()
    if replace or (is_ours and not clients and not logins):
        return True
    what = f"a practice of {clients} clients and {logins} logins" if is_ours else "other tables"
    raise Refused(
        f"The database holds {what}; nothing was changed. Restore into an empty database: name it "
        "in DATABASE_URL, or give the embedded one another folder in RETAINER_VAR. To throw away "
        "what is there, make a backup of it first and then add --replace.",
        reason="not_empty",
    )


@contextmanager
def _cleared_on_failure(owner: logins.Login) -> Iterator[None]:
    """Leave an empty database when the block fails, which follows the dump's transaction."""
    try:
        yield
    except BaseException:
        connections.close_all()
        with closing(owner.connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(CLEAR)
        raise


@contextmanager
def _files_in_place(backup: Path) -> Iterator[None]:
    """Put the stored files where rows name them; take them away again when the block fails."""
    source, target = backup / FILES, Path(settings.MEDIA_ROOT)
    placed: list[Path] = []
    try:
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            place = target / path.relative_to(source)
            if place.exists() and files.sha256(place) == files.sha256(path):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".{place.name}.restoring")
            draft.unlink(missing_ok=True)
            files.copy(path, draft)
            draft.replace(place)
            placed.append(place)
        yield
    except BaseException:
        for place in placed:
            place.unlink(missing_ok=True)
        raise
