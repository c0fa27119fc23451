"""The database's part of a backup: taking a dump, and counting the rows that are in it."""

import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from retainer.backup.logins import Login
from retainer.backup.manifest import Manifest
from retainer.backup.programs import Programs
from retainer.backup.tables import LEFT_OUT
from retainer.lib.refusal import Refused

#: A table's rows in the text of a dump come between this line and one with ``\\.``.
COPY = re.compile(rb"COPY public\.(\w+) .*FROM stdin;\n")
END = b"\\.\n"


def take(programs: Programs, login: Login, snapshot: str, target: Path) -> None:
    """Dump everything that ``snapshot`` sees, but for keys and sessions.

    Row-level security stays on: the backup role has a policy on every table, and
    ``making`` refuses when one lacks it.  Schema ``sealed`` holds a key derived from
    the secret key; it is made anew with the walls.
    """
    done = subprocess.run(  # noqa: S603 a program of PostgreSQL
        [
            programs.path("pg_dump"),
            *("--format=custom", f"--file={target}", f"--snapshot={snapshot}"),
            *("--enable-row-security", "--exclude-schema=sealed", "--no-password"),
            *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT),
            f"--dbname={login.address}",
        ],
        env=login.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"pg_dump failed: {done.stderr.strip()}")


def missing_rows(programs: Programs, dump: Path, manifest: Manifest) -> list[str]:
    """Where the dump, read back to its end, holds other rows than the manifest says."""
    found = _count(programs, dump)
    wanted = Counter()
    for name, table in manifest.tables.items():
        wanted.update(table.parts or {name: table.rows})
    return [
        f"{name}: {found[name]} rows instead of {wanted[name]}"
        for name in sorted(found.keys() | wanted.keys())
        if found[name] != wanted[name]
    ]


def _count(programs: Programs, dump: Path) -> Counter[str]:
    """How many rows of which table a dump holds."""
    counted: Counter[str] = Counter()
    command = statement(programs, dump, "--data-only")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reading:  # noqa: S603
        lines = iter(reading.stdout)
        for line in lines:
            if copied := COPY.fullmatch(line):
                counted[copied[1].decode()] += sum(1 for _ in iter(lines.__next__, END))
    if reading.returncode:
        raise Refused(f"{dump} cannot be read to its end.")
    return counted


def statement(programs: Programs, dump: Path, *options: str) -> Sequence[str]:
    """The command that writes a dump's SQL to standard output."""
    return [programs.path("pg_restore"), "--file=-", *options, str(dump)]
