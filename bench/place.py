"""A database of the benchmark's own in the embedded cluster, gone when it is over."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from retainer.embedded import places

ROOT = Path(__file__).resolve().parent.parent
NAME = f"retainer_bench_{os.getpid()}"


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment of a program that works in a prepared database of its own.

    With ``DATABASE_URL`` set the database is made on that server instead.
    """
    served = os.environ.get("DATABASE_URL") or places.database_url()
    with TemporaryDirectory(prefix="retainer-bench-files-") as files:
        environment = os.environ | {
            "DATABASE_URL": urlunsplit(urlsplit(served)._replace(path=f"/{NAME}")),
            "RETAINER_FILES": files,
            "LOG_LEVEL": "ERROR",
        }
        _execute(served, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        try:
            run(environment, "manage.py", "prepare_database", "-v", "0")
            yield environment
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME))
            _execute(served, drop)


def run(environment: dict[str, str], *command: str) -> str:
    """What one of our programs prints."""
    done = subprocess.run(  # noqa: S603 our own programs
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def _execute(url: str, statement: sql.Composed) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
