"""How long a validated import takes, against the raw ``COPY`` of the same file in the same run.

``measure(lines)`` needs a prepared database to throw away afterwards, of which this
process is the owner: it leaves clients with a million bill lines behind.

    {"lines": 1000000, "rounds": [{"floor": 2.71, "import": 6.9, "ratio": 2.55}, …],
     "ratio": 2.55, "interpreter_mb": 68, "memory_mb": 141, "child_memory_mb": 88}

The floor is ``COPY`` into a plain, logged table without keys or indexes.  The
import is everything ``import_bills`` does with a file: hash and keep the bytes,
read and check every cell in a child, resolve accounts, services, codes and
invoices, load, verify every reference, index, attach, commit.  The client's
inventory is loaded beforehand, as it is in a practice.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

# ruff: noqa: E402 the models need the settings
from django.db import connection

from billing_audit.bills.arrivals import Member, keep
from billing_audit.bills.importing import import_bill
from clients.models import BillingAccount, Carrier, Client, Service
from retainer.lib.tenancy import ALL, acting_as

ROOT = Path(__file__).resolve().parent.parent
SEED, ROUNDS = 7, 3

PLAIN = """
CREATE TABLE bench_plain (
    carrier text, account_no text, invoice_no text, bill_date date, line_no integer,
    service_id text, charge_code text, description text, charge_type text, quantity numeric,
    unit_rate numeric, amount numeric, period_from date, period_to date, currency text,
    due_date date, unit text, parent_line text, jurisdiction text, provider text
)
"""


def measure(lines: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """Floor and import, one after the other, so often; the ratio is the median of theirs."""
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        generate(folder, lines)
        interpreter = most_memory(os.getpid())
        timed = [one_round(folder) for _ in range(rounds)]
    return {
        "lines": lines,
        "rounds": timed,
        "ratio": median(each["ratio"] for each in timed),
        "interpreter_mb": interpreter,
        "memory_mb": most_memory(os.getpid()),
        "child_memory_mb": max(each.pop("child_memory_mb") for each in timed),
    }


def generate(folder: Path, lines: int) -> None:
    """In a process of its own, so that its memory is not counted as ours."""
    subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-m", "bench.planting", str(folder), "--seed", str(SEED),
         "--lines", str(lines), "--one-file"],
        check=True, cwd=ROOT, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def one_round(folder: Path) -> dict[str, Any]:
    client, bill = client_with_inventory(folder), folder / "lines.csv"
    floor = raw_copy(bill)
    with children_watched() as seen:
        imported = validated_import(client, bill)
    return {
        "child_memory_mb": max(seen, default=0),
        "floor": round(floor, 2),
        "import": round(imported, 2),
        "ratio": round(imported / floor, 2),
    }


def raw_copy(path: Path) -> float:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        try:
            started = time.perf_counter()
            with path.open("rb") as file:
                cursor.copy_expert("COPY bench_plain FROM STDIN CSV HEADER", file, 65_536)
            return time.perf_counter() - started
        finally:
            cursor.execute("DROP TABLE bench_plain")


def validated_import(client: Client, path: Path) -> float:
    started = time.perf_counter()
    with acting_as("worker", clients=ALL):
        bill_file = keep(Member(path.name, path), client=client, brought_by=None)
        import_bill(bill_file, path)
    spent = time.perf_counter() - started
    if bill_file.state != "imported":
        raise SystemExit(f"The import ended as {bill_file.state}: {bill_file.error}")
    return spent


def client_with_inventory(folder: Path) -> Client:
    """A new client that has the accounts and services of the generated bills."""
    with acting_as("worker", clients=ALL):
        name = f"bench-{uuid4().hex[:12]}"
        client = Client.objects.create(slug=name, name=name)
        names = sorted({row["carrier"] for row in rows(folder / "accounts.csv")})
        carriers = {name: Carrier.objects.get_or_create(name=name)[0] for name in names}
        accounts = {
            row["account_no"]: BillingAccount.objects.create(
                client=client, carrier=carriers[row["carrier"]], number=row["account_no"]
            )
            for row in rows(folder / "accounts.csv")
        }
        services = (
            Service(client=client, account=accounts[row["account_no"]], number=row["service_id"])
            for row in rows(folder / "services.csv")
        )
        while batch := list(islice(services, 5000)):  # not all at once: the memory is watched
            Service.objects.bulk_create(batch)
        return client


@contextmanager
def children_watched() -> Iterator[list[int]]:
    """The most memory that children of ours had, looked at while they run."""
    seen: list[int] = []
    is_over = threading.Event()

    def watch() -> None:
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        while not is_over.wait(0.1):
            seen.extend(most_memory(int(child)) for child in children.read_text().split())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def most_memory(process: int) -> int:
    """Megabytes a process had at most; none when it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        status = Path(f"/proc/{process}/status").read_text()
        if peak := re.search(r"VmHWM:\s+(\d+) kB", status):
            return int(peak[1]) // 1024
    return 0


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.import_csv", description=measure.__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.lines, asked.rounds), indent=2))


if __name__ == "__main__":
    main()
