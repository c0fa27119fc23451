"""Loading a dump through psql in one transaction, which ends only when everything is right."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from retainer.backup import dump
from retainer.backup.logins import Login
from retainer.backup.manifest import Manifest
from retainer.backup.programs import Programs
from retainer.backup.tables import comparisons
from retainer.lib.refusal import Refused

#: Entries of a dump's list of contents that name roles, which this installation makes itself.
OF_ROLES = re.compile(r"\d+; \d+ \d+ (POLICY|ACL|DEFAULT ACL) ")

#: A dump begins with settings; PostgreSQL 16 does not know this one, whose value is the default.
SINCE_17, LAST_SETTING = b"SET transaction_timeout = 0;\n", b"SET row_security"


class NotRestored(Refused):
    """A dump could not be loaded; the database is as it was."""


def load(
    programs: Programs, owner: Login, source: Path, manifest: Manifest, *, before: str
) -> None:
    """Run ``before`` and the dump, compare every table with the manifest, and only then commit.

    Rows are compared before row-level security is switched on, which hides them from the owner.
    """
    with _contents(programs, source) as contents, _psql(programs, owner) as statements:
        options = ("--no-owner", "--no-comments", f"--use-list={contents}")
        statements.write(f"BEGIN;\n{before}".encode())
        _send(programs, source, statements, *options, "--section=pre-data", "--section=data")
        with closing(owner.connect()) as connection, connection.cursor() as cursor:
            for comparison in comparisons(cursor, manifest.tables):
                statements.write(comparison.encode())
        _send(programs, source, statements, *options, "--section=post-data")
        statements.write(b"COMMIT;\n")


@contextmanager
def _contents(programs: Programs, source: Path) -> Iterator[str]:
    """A file that lists what of the dump is wanted."""
    listed = subprocess.run(  # noqa: S603 a program of PostgreSQL
        [programs.path("pg_restore"), "--list", source], capture_output=True, text=True, check=True
    )
    with NamedTemporaryFile("w", prefix="retainer-restore-") as file:
        wanted = (line for line in listed.stdout.splitlines(True) if not OF_ROLES.match(line))
        file.writelines(wanted)
        file.flush()
        yield file.name


@contextmanager
def _psql(programs: Programs, owner: Login) -> Iterator[IO[bytes]]:
    """The input of a psql that ends at its first error; without a COMMIT nothing stays."""
    with TemporaryFile() as complaints:
        psql = subprocess.Popen(  # noqa: S603 a program of PostgreSQL
            [
                programs.path("psql"),
                *("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"),
                *("--file=-", f"--dbname={owner.address}"),
            ],
            env=owner.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        broken: BrokenPipeError | None = None
        try:
            with psql:
                yield psql.stdin
        except BrokenPipeError as pipe:
            broken = pipe
        if psql.returncode or broken:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip()
            raise NotRestored(f"Nothing was restored. PostgreSQL says: {said}") from broken


def _send(programs: Programs, source: Path, statements: IO[bytes], *options: str) -> None:
    """Pass the dump's statements on; a reader that fails keeps us from the COMMIT."""
    command = dump.statement(programs, source, *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reading:  # noqa: S603
        for line in reading.stdout:
            if line != SINCE_17:
                statements.write(line)
            if line.startswith(LAST_SETTING):
                break
        shutil.copyfileobj(reading.stdout, statements, 1024 * 1024)
    if reading.returncode:
        raise NotRestored(f"Nothing was restored: {source} cannot be read to its end.")
