"""How long an audit takes, against the raw ``COPY`` of the same bill lines in the same run.

``measure(lines)`` needs a prepared database to throw away afterwards, of which this
process is the owner: it leaves a client with a million bill lines behind.

    {"lines": 1000000, "audit_seconds": 6.1, "copy_seconds": 2.71, "ratio": 2.25,
     "rounds": [{"floor": 2.71, "first": 6.1, "again": 5.2, "ratio": 2.25}, …],
     "occurrences": 13000, "found": "1.0000", "steps": {"A01": 0.41, …}}

Each round audits a client whose findings were cleared, and then once more: the ratio
is that of the first audit, which writes every finding.  The steps are done as a
worker does them, each in a transaction of its own.  ``found`` is the share of
the planted errors that the audit reports.
"""

import argparse
import json
import os
import time
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

# ruff: noqa: E402 the models need the settings
from django.core.management import call_command
from django.db import connection

from bench.import_csv import generate, raw_copy
from bench.planting.score import read_truth, score
from billing_audit.findings.listing import occurrences
from billing_audit.models import AuditRun, Occurrence
from billing_audit.runs.steps import plan
from clients.models import Client
from retainer.lib.tenancy import ALL, acting_as

ROUNDS = 3


def measure(lines: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """Floor and audit, one after the other, so often; the ratio is the median of theirs."""
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        generate(folder, lines)
        client = loaded(folder)
        timed = [one_round(folder, client) for _ in range(rounds)]
        found = share_found(folder, client)
    with acting_as("worker", clients=[client.pk]):
        touched = Occurrence.objects.filter(client=client).count()
    return {
        "lines": lines,
        "audit_seconds": median(each["first"] for each in timed),
        "copy_seconds": median(each["floor"] for each in timed),
        "rounds": [{name: each[name] for name in each if name != "steps"} for each in timed],
        "ratio": median(each["ratio"] for each in timed),
        "occurrences": touched,
        "found": found,
        "steps": timed[-1]["steps"],
    }


def loaded(folder: Path) -> Client:
    """A new client with all the generated papers and bills."""
    slug = f"bench-{uuid4().hex[:12]}"
    papers = {name: folder / f"{name}.csv" for name in ("accounts", "services", "rates")}
    call_command("load_reference", client=slug, create=True, **papers)
    call_command("import_bills", *bill_files(folder), client=slug, declared=folder / "declared.csv")
    with acting_as("worker", clients=ALL):
        return Client.objects.get(slug=slug)


def bill_files(folder: Path) -> list[Path]:
    return [folder / "lines.csv", folder / "lines-resent.csv"]


def one_round(folder: Path, client: Client) -> dict[str, Any]:
    with acting_as("worker", clients=[client.pk]), connection.cursor() as cursor:
        for table in ("occurrence", "finding"):  # not as the product would: it never deletes them
            cursor.execute(f"DELETE FROM billing_audit_{table} WHERE client_id = {client.pk:d}")  # noqa: S608
    floor = sum(raw_copy(path) for path in bill_files(folder))
    steps = audit(client)
    again = audit(client)
    first = sum(steps.values())
    return {
        "floor": round(floor, 2),
        "first": round(first, 2),
        "again": round(sum(again.values()), 2),
        "ratio": round(first / floor, 2),
        "steps": {name: round(seconds, 2) for name, seconds in steps.items()},
    }


def audit(client: Client) -> dict[str, float]:
    with acting_as("worker", clients=[client.pk]):
        run = AuditRun.objects.create(client=client, state=AuditRun.State.COMPLETE)
    spent = {}
    for step in plan(run):
        started = time.perf_counter()
        with acting_as("worker", clients=[client.pk]):
            step.perform(run)
        spent[step.name] = time.perf_counter() - started
    return spent


def share_found(folder: Path, client: Client) -> str:
    with acting_as("worker", clients=[client.pk]):
        scored = score(read_truth(folder / "truth.csv"), occurrences(client)).total
    return str(scored.recall.quantize(Decimal("0.0001")))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.audit", description=measure.__doc__)
    parser.add_argument("lines", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.lines, asked.rounds), indent=2))


if __name__ == "__main__":
    main()
