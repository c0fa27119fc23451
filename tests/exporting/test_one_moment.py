"""Everything an export holds is of one moment, whatever is written while it is packed."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from clients.models import Site
from retainer.exporting.archive import FolderArchive
from retainer.exporting.packing import Packing
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import worked
from tests.at_once import Office, Other, committed_office


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office


def test_what_is_written_while_it_is_packed_is_in_none_of_its_tables(
    office: Office, tmp_path: Path
) -> None:
    with acting_as("worker", clients=ALL):
        worked(office.project, office.casey, date(2026, 1, 5), text="Before")

    def write_more() -> None:
        worked(office.project, office.casey, date(2026, 1, 6), text="Meanwhile")
        Site.objects.create(client=office.project.client, code="NEW", name="Meanwhile")

    def told(doing: str, done: int, total: int) -> None:
        if done == 1:
            assert Other(write_more).result() is None

    Packing(office.project.client, FolderArchive(tmp_path), is_client=False, told=told).run()

    def column(table: str, name: str) -> list[str]:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return [row[name] for row in csv.DictReader(file)]

    assert column("work_entries", "text") == ["Before"]
    assert column("sites", "name") == []
