"""``bin/mutate``: which small changes of the audit's checks and rating no test would mind."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("RETAINER_TEST_SUFFIX", f"mutation_{os.getpid()}")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before its apps are read
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from billing_audit.checks.catalogue import all_checks  # noqa: E402
from retainer import embedded  # noqa: E402
from retainer.lib.database_roles import statements as roles  # noqa: E402
from retainer.lib.tenancy import ALL, acting_as  # noqa: E402
from tests.billing_audit.on_file import read_filing  # noqa: E402
from tests.mutation.judging import judged, judged_by_readers  # noqa: E402
from tests.mutation.mutants import Verdict  # noqa: E402
from tests.mutation.programs import Forks, programs_of  # noqa: E402
from tests.mutation.report import report  # noqa: E402
from tests.mutation.statements import (  # noqa: E402
    Statement,
    of_check,
    of_quotes,
    of_sources,
    readers_of,
)

ROOT = Path(__file__).resolve().parent.parent.parent
#: Parts of the product whose functions are changed, with the tests that are asked.
PROGRAMS = {
    "rating": ("billing_audit/rating", "tests/billing_audit/rating"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=["checks", "sources", *PROGRAMS], nargs="*")
    parser.add_argument("--every", type=int, default=1, help="look at every so manieth mutant only")
    parser.add_argument(
        "--only", default="", help="codes of checks, their folders, or names of files"
    )
    options = parser.parse_args()
    wanted = set(options.only.split(",")) - {""}
    verdicts: list[Verdict] = []
    for part in options.part or ["checks", "sources", *PROGRAMS]:
        if part in PROGRAMS:
            verdicts += of_programs(*PROGRAMS[part], options.every, wanted)
        else:
            with prepared_database():
                verdicts += (of_texts if part == "checks" else of_shared)(options.every, wanted)
    print("\n".join(report(verdicts)))


def of_texts(every: int, wanted: set[str]) -> Iterator[Verdict]:
    """Mutants of the checks' own SELECTs, formulas and settings."""
    for place, check in enumerate(all_checks()):
        mutants = list(of_check(check))
        if not wanted or wanted & {check.code, folder_of(mutants)}:
            yield from judged(check, mutants[place % every :: every])


def of_shared(every: int, wanted: set[str]) -> Iterator[Verdict]:
    """Mutants of what checks share."""
    for place, (name, mutants) in enumerate([*of_sources(), *of_quotes()]):
        if not wanted or wanted & {name, folder_of(mutants)}:
            yield from judged_by_readers(readers_of(name), mutants[place % every :: every])


def folder_of(mutants: list[Statement]) -> str:
    """The name of the folder in which they are, such as that of a family of checks."""
    return Path(mutants[0].file).parent.name if mutants else ""


def of_programs(folder: str, tests: str, every: int, wanted: set[str]) -> list[Verdict]:
    """Mutants of a folder's functions and statements."""
    files = [
        path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in str(path)
    ]
    mutants = [
        mutant
        for path in files
        if not wanted or path.name in wanted
        for mutant in programs_of(path, ROOT)
    ]
    if not mutants:
        return []
    forks = Forks(mutants[::every])
    pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider", tests], plugins=[forks])
    return forks.verdicts


@contextmanager
def prepared_database() -> Iterator[None]:
    """A test database in which the examples' papers can be filed; nothing is committed to it."""
    read_filing()
    with nullcontext() if settings.DATABASE_URL else embedded.running():
        with connection.cursor() as cursor:
            for statement in roles(settings.DATABASE_OWNER, settings.SECRET_KEY):
                cursor.execute(statement)
        connection.close()
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        try:
            with transaction.atomic(), acting_as("worker", clients=ALL):
                yield
                transaction.set_rollback(True)
        finally:
            teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
