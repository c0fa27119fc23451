"""A product of its own to be made ill, and the doctor to call."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from unittest import mock

import pytest

from retainer.embedded import places
from tests.product import Product, own_product


@dataclass(frozen=True)
class Report:
    """What the doctor said, line by line."""

    status: int
    rows: list[dict[str, str]]

    def level(self, words: str) -> str:
        """How bad the one thing is that these words tell of."""
        return self.row(words)["level"]

    def row(self, words: str) -> dict[str, str]:
        found = [row for row in self.rows if words in row["says"]]
        assert len(found) == 1, f"{len(found)} lines say “{words}”:\n{self}"
        return found[0]

    def mend(self, words: str) -> str:
        """What to do about a fault, which the status must tell of, too."""
        row = self.row(words)
        assert (row["level"], self.status) == ("fault", 1), self
        return row["mend"]

    def __str__(self) -> str:
        return "\n".join(f"{row['level']} {row['subject']}: {row['says']}" for row in self.rows)


@dataclass(frozen=True)
class Patient:
    """A product, and the doctor who looks at it."""

    product: Product

    def examined(self, *words: str, **settings: str) -> Report:
        """The doctor's report; whatever is wrong, it is no traceback."""
        status, said, complained = self.doctor(*words, "--json", **settings)
        assert "Traceback" not in complained, complained
        return Report(status, json.loads(said)["examined"])

    def doctor(self, *words: str, **settings: str) -> tuple[int, str, str]:
        product = replace(self.product, settings=self.product.settings | settings)
        return run(product, "manage.py", "doctor", *words)

    def sql(self, *statements: str) -> None:
        """Do as the database's superuser, for whom there are no walls."""
        with closing(self.product.connect()) as connection:
            connection.autocommit = True  # a database cannot be made inside a transaction
            for statement in statements:
                connection.cursor().execute(statement)

    def mended(self) -> None:
        """Do what most mends say."""
        self.product.manage("prepare_database")

    def url(self, database: str) -> str:
        """Where another database of the same server is."""
        with mock.patch.dict(os.environ, self.product.environment, clear=True):
            return places.database_url(database=database)

    @contextmanager
    def ill(self, statement: str, cure: str) -> Iterator[None]:
        """Have a fault in the database for the time of the block."""
        self.sql(statement)
        try:
            yield
        finally:
            self.sql(cure)


def run(product: Product, *command: str) -> tuple[int, str, str]:
    """The status of a program, and what it said and complained of."""
    program = product.start(
        *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    said, complained = program.communicate(timeout=120)
    return program.returncode, said, complained


@pytest.fixture(scope="session")
def patient() -> Iterator[Patient]:
    with own_product() as product:
        yield Patient(product)
