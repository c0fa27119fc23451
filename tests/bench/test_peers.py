"""The engines that the audit is timed beside find the same errors, to the cent."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from bench.peers import in_duckdb, in_polars
from bench.peers.papers import hits_of_ours, read_papers
from bench.planting import generate
from clients.models import Client
from tests.billing_audit.on_file import audit

NINE = ("A01", "A03", "A07", "A09", "A10", "A19", "B01", "C01", "C04")


@pytest.mark.django_db
def test_every_engine_finds_the_same_to_the_cent(tmp_path: Path) -> None:
    made = generate(tmp_path, seed=31, lines=5_000, one_file=True)
    papers = {name: getattr(made, name) for name in ("accounts", "services", "rates")}
    call_command("load_reference", client="peers", create=True, **papers)
    call_command("import_bills", *made.bill_files, client="peers", declared=made.declared)
    client = Client.objects.get(slug="peers")
    audit(client)
    ours = hits_of_ours(client, NINE)
    folder = tmp_path / "papers"
    folder.mkdir()
    read_papers(client, folder)

    in_duckdb.find(folder)
    theirs = hits_in(folder)
    in_polars.find(folder)

    assert {code for code, *_ in ours} == set(NINE)
    assert theirs == {str(hit) for hit in ours}
    assert hits_in(folder) == theirs


def hits_in(folder: Path) -> set[str]:
    with (folder / "hits.csv").open(encoding="utf-8", newline="") as file:
        return {
            str((row["code"], int(row["invoice"]), int(row["line"]) if row["line"] else None,
                 int(row["cents"])))
            for row in csv.DictReader(file)
        }  # fmt: skip
