"""How long other formats take to import, against parsing them alone with the fastest reader.

``measure(lines)`` needs a prepared database to throw away afterwards, as ``bench.import_csv``.

    {"lines": 100000, "formats": {"x12-811": {"ratio": 9.1, "import": 4.2, "alone": 0.46,
     "child_memory_mb": 80}, …}, "two_files": {"ratio": 1.4, …}}
"""

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from bench.import_csv import children_watched, validated_import
from bench.written import tables, ubl, x12
from clients.models import BillingAccount, Carrier, Client, Service
from retainer.lib.tenancy import ALL, acting_as

ROUNDS = 3
#: Different numbers in a bill of enough lines.
SERVICES = 50_000


@dataclass(frozen=True)
class Format:
    """A format to measure: who writes it, who parses it alone, whose bill it is."""

    name: str
    file: str
    write: Callable[[Path, int], None]
    parse_alone: Callable[[Path], int]
    carrier: str
    account: str
    #: What its service numbers begin with.
    prefix: str = "555"


FORMATS = (
    Format("x12-811", "bill.edi", x12.write, x12.parse_alone, "Corvane", "10017"),
    Format("ubl", "bill.xml", ubl.write, ubl.parse_alone, "Larkspur", "778-0042", "49555"),
    Format(
        "a carrier's own text",
        "bill.txt",
        tables.write_text,
        tables.parse_text_alone,
        "Verizon",
        "742000100",
    ),
    Format(
        "a carrier's own workbook",
        "bill.xlsx",
        tables.write_workbook,
        tables.parse_workbook_alone,
        "Verizon",
        "742000100",
    ),
)


def measure(lines: int, rounds: int = ROUNDS) -> dict[str, Any]:
    """Each format alone and imported, in turn; then two files at once."""
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        for each in FORMATS:
            each.write(folder / each.file, lines)
        return {
            "lines": lines,
            "formats": {each.name: one_format(each, folder, lines, rounds) for each in FORMATS},
            "two_files": two_at_once(FORMATS[0], folder, rounds),
        }


def one_format(given: Format, folder: Path, lines: int, rounds: int) -> dict[str, Any]:
    path = folder / given.file
    timed, memory = [], 0
    for _ in range(rounds):
        client = a_client(given)
        started = time.perf_counter()
        if given.parse_alone(path) != lines:
            raise SystemExit(f"{given.name}: parsing alone found another number of lines.")
        alone = time.perf_counter() - started
        with children_watched() as seen:
            imported = validated_import(client, path)
        memory = max(memory, *seen, 0)
        timed.append((imported / alone, imported, alone))
    ratio, imported, alone = sorted(timed)[len(timed) // 2]
    return {
        "ratio": round(ratio, 2),
        "import": round(imported, 2),
        "alone": round(alone, 2),
        "child_memory_mb": memory,
    }


def two_at_once(given: Format, folder: Path, rounds: int) -> dict[str, Any]:
    """Two files of two clients at the same time, against one of them."""
    path = folder / given.file
    ratios = []
    for _ in range(rounds):
        first, *clients = [a_client(given) for _ in range(3)]
        one = validated_import(first, path)
        started = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda client: validated_import(client, path), clients))
        ratios.append((time.perf_counter() - started) / one)
    return {"ratio": round(median(ratios), 2)}


def a_client(given: Format) -> Client:
    """A new client with the one account of the bill and its services, as in a practice."""
    with acting_as("worker", clients=ALL):
        name = f"bench-{uuid4().hex[:12]}"
        client = Client.objects.create(slug=name, name=name)
        carrier, _ = Carrier.objects.get_or_create(name=given.carrier)
        account = BillingAccount.objects.create(
            client=client, carrier=carrier, number=given.account
        )
        services = (
            Service(client=client, account=account, number=f"{given.prefix}{number:07d}")
            for number in range(SERVICES)
        )
        while batch := [*islice(services, 5000)]:
            Service.objects.bulk_create(batch)
        return client


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.formats", description=measure.__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.lines, asked.rounds), indent=2))


if __name__ == "__main__":
    main()
