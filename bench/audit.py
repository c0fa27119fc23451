"""How long an audit takes: against the raw ``COPY`` of its lines, and against other engines.

``measure(lines)`` needs a prepared database to throw away afterwards, of which this
process is the owner: it leaves a client with a million bill lines behind.

    {"lines": 1000000, "occurrences": 13000, "found": "1.0000", "could_not": ["E09", …],
     "floor": 2.4, "ten": 5.1, "ten_by_two": 3.2, "duckdb": 2.7, "polars": 3.1, …,
     "ratios": {"ten": 2.1, …}, "on_the_clock": {"floor": 2.6, …}, "slowest": {"B18": 0.41, …},
     "rounds": [{…}, …]}

Everything is measured in turn, so often, and each ratio is the median of the rounds' ratios.  It
is processor time, of the database as well, so that a busy machine may be measured too; the time on
the clock is told beside it.
Before each audit the client's findings are cleared, so that each writes them all.  First ten
checks of the generated practice, which the peers do as well: what they find must be the same to
the cent.  Then all checks, with the examples of each on file besides, so that it has what it
needs; and the last month alone, when all have been audited.  ``found`` is the share of the planted
errors that the audit reports.
"""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

# ruff: noqa: E402 the models need the settings
from django.db.models import Max

from bench.auditing import Timed, audited, floor, forget_findings, give_every_paper, loaded
from bench.clock import Clock
from bench.import_csv import generate
from bench.peers import in_duckdb, in_polars, papers
from bench.planting.score import read_truth, score
from billing_audit.findings.listing import occurrences
from billing_audit.models import AuditRun, CheckResult, Occurrence
from clients.models import Client
from retainer.lib.tenancy import acting_as

ROUNDS = 3
#: A20 is one of them: it reads e-invoices, of which there are none.
TEN = ("A01", "A03", "A07", "A09", "A10", "A19", "A20", "B01", "C01", "C04")
SLOWEST = 12

Round = dict[str, Timed]


def measure(lines: int, rounds: int = ROUNDS) -> dict[str, Any]:
    with TemporaryDirectory(prefix="retainer-bench-") as name:
        folder = Path(name)
        generate(folder, lines)
        client = loaded(folder)
        ten = [round_of_ten(folder, client) for _ in range(rounds)]
        with acting_as("worker", clients=[client.pk]):
            scored = score(read_truth(folder / "truth.csv"), occurrences(client)).total
            newest = client.invoices.aggregate(of=Max("month"))["of"]
        give_every_paper(client)
        runs: list[AuditRun] = []
        every = [round_of_all(folder, client, newest, runs) for _ in range(rounds)]
    with acting_as("worker", clients=[client.pk]):
        results = list(CheckResult.objects.filter(run=runs[-1]))
        touched = Occurrence.objects.filter(client=client).count()
    slowest = sorted(results, key=lambda result: -result.seconds)[:SLOWEST]
    unable = [each.check_code for each in results if each.state != CheckResult.State.DONE]
    return {
        "lines": lines,
        "occurrences": touched,
        "found": str(scored.recall.quantize(Decimal("0.0001"))),
        "could_not": sorted(unable),
        **medians(ten, "processor"),
        **medians(every, "processor"),
        "on_the_clock": medians(ten, "clock") | medians(every, "clock"),
        "ratios": ratios(ten) | ratios(every),
        "slowest": {each.check_code: float(each.seconds) for each in slowest},
        "rounds": [
            {name: round(each.processor, 2) for name, each in (one | other).items()}
            for one, other in zip(ten, every, strict=True)
        ],
    }


def round_of_ten(folder: Path, client: Client) -> Round:
    """Floor, ours by one and by two processes, and the peers, which must find the same."""
    seen = {"floor": floor(folder)}
    for name, workers in (("ten", 1), ("ten_by_two", 2)):
        forget_findings(client)
        seen[name], _ = audited(client, TEN, workers=workers)
    ours = papers.hits_of_ours(client, TEN)
    apart = folder / "peers"  # their papers have the names of ours
    apart.mkdir(exist_ok=True)
    for name, peer in (("duckdb", in_duckdb.find), ("polars", in_polars.find)):
        clock = Clock()
        seconds = papers.timed(peer, client, apart)
        seen[name] = Timed(clock.seconds, seconds)
        if papers.hits_written() != ours:
            raise SystemExit(f"{name} found something else than the audit did.")
    return seen


def round_of_all(folder: Path, client: Client, newest: date, runs: list[AuditRun]) -> Round:
    """Floor, all checks by one and by two processes, and then the last month by itself."""
    seen = {"floor_of_all": floor(folder)}
    timed: dict[str, Callable[[], tuple[Timed, AuditRun]]] = {
        "all_by_two": partial(audited, client, workers=2),
        "all": partial(audited, client),
    }
    for name, doing in timed.items():
        forget_findings(client)
        seen[name], run = doing()
        runs.append(run)
    seen["month"], _ = audited(client, months=(newest, newest))
    return seen


def medians(rounds: list[Round], of: str) -> dict[str, float]:
    return {
        name: round(median(getattr(each[name], of) for each in rounds), 2) for name in rounds[0]
    }


def ratios(rounds: list[Round]) -> dict[str, float]:
    """Each against the raw copy of its round, the month against the audit of all months."""
    against = {name: next(iter(rounds[0])) for name in rounds[0]} | {"month": "all"}
    return {
        name: round(
            median(each[name].processor / each[against[name]].processor for each in rounds), 3
        )
        for name in list(rounds[0])[1:]
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.audit", description=measure.__doc__)
    parser.add_argument("lines", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.lines, asked.rounds), indent=2))


if __name__ == "__main__":
    main()
