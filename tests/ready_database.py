"""A database with all migrations applied, kept beside the servers and copied for each process.

Applying the migrations takes most of a minute of processor time, and they are the same from one
run to the next until somebody changes one.
"""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases

NAME = "ready_"
SAME_FOR_ALL = "SELECT pg_advisory_lock(hashtext('the ready database'))"
KEPT = "SELECT datname FROM pg_database WHERE datname LIKE %s"


def use() -> None:
    """Have test databases copied from the ready one; it is made when none fits."""
    name = f"{NAME}{_fingerprint()}"
    with closing(connection.copy()) as beside, beside.cursor() as cursor:
        cursor.execute(SAME_FOR_ALL)  # until this connection is closed
        cursor.execute(KEPT, [f"{NAME}%"])
        kept = {row[0] for row in cursor.fetchall()}
        if name not in kept:
            for outdated in kept:
                cursor.execute(f'DROP DATABASE "{outdated}"')
            _make(f"growing_{name}")
            cursor.execute(f'ALTER DATABASE "growing_{name}" RENAME TO "{name}"')
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def _make(name: str) -> None:
    """Build a database as the tests know it, and let go of it."""
    names = connection.settings_dict["TEST"]
    usual, names["NAME"] = names["NAME"], name
    [(made, outside, _)] = setup_databases(verbosity=0, interactive=False)
    made.close()
    made.settings_dict["NAME"], names["NAME"] = outside, usual


def _fingerprint() -> str:
    """What the database depends on: migrations, ours and others', and the secret of its keys."""
    told = sha256(settings.SECRET_KEY.encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            told.update(migration.name.encode() + migration.read_bytes())
    return told.hexdigest()[:16]
