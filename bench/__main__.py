"""``bin/bench``: every measurement beside its limit, in one run, in a database of its own.

Times drift with the machine, so each goal is a ratio of two things measured in
turn.  ``--lines`` makes it smaller, ``--only`` does one part; ``bench/RESULTS.md``
keeps what was seen.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.place import own_database, run


@dataclass(frozen=True)
class Row:
    """One line of the answer."""

    work: str
    against: str
    seen: str
    goal: str
    met: bool


@dataclass(frozen=True)
class Part:
    """A program that measures, and what its answer means."""

    module: str
    arguments: tuple[str, ...]  # before the number that says how much
    rows: Callable[[dict[str, Any]], Iterator[Row]]
    #: It takes one line of so many.
    share: int = 1


def import_rows(seen: dict[str, Any]) -> Iterator[Row]:
    rounds = ", ".join(f"{each['import']} s / {each['floor']} s" for each in seen["rounds"])
    yield Row(
        f"validated import of {seen['lines']:,} CSV lines",
        "raw COPY of the same file",
        f"{seen['ratio']:.2f}x ({rounds})",
        "≤ 3x",
        seen["ratio"] <= 3,
    )
    memory = seen["memory_mb"] + seen["child_memory_mb"]
    yield Row("the same, memory of parent and child", "", f"{memory} MB", "≤ 200 MB", memory <= 200)


def format_rows(seen: dict[str, Any]) -> Iterator[Row]:
    for name, each in seen["formats"].items():
        yield Row(
            f"import of {seen['lines']:,} lines of {name}",
            "parsing alone with the fastest reader",
            f"{each['ratio']:.2f}x ({each['import']} s / {each['alone']} s)",
            "≤ 2x",
            each["ratio"] <= 2,
        )
        memory = each["child_memory_mb"]
        yield Row("the same, memory of the child", "", f"{memory} MB", "≤ 200 MB", memory <= 200)
    ratio = seen["two_files"]["ratio"]
    yield Row("two files at once", "one of them", f"{ratio:.2f}x", "≤ 1.5x", ratio <= 1.5)


def audit_rows(seen: dict[str, Any]) -> Iterator[Row]:
    yield Row(
        f"audit of {seen['lines']:,} lines, ten checks, findings written",
        "raw COPY of the same lines",
        f"{seen['ratio']:.2f}x ({seen['audit_seconds']} s / {seen['copy_seconds']} s)",
        "≤ 2x",
        seen["ratio"] <= 2,
    )


def list_rows(seen: dict[str, Any]) -> Iterator[Row]:
    pages = seen["milliseconds"]
    for name, page in pages.items():
        ok = pages[f"{name.split(':')[0]}: ok"]
        yield Row(
            f"list of {seen['findings']:,} findings, {name}",
            f"a page that says ok: {ok['p50']} ms",
            f"p50 {page['p50']} ms, p99 {page['p99']} ms",
            "p50 ≤ 10 ms, p99 ≤ 50 ms",
            page["p50"] <= 10 and page["p99"] <= 50,
        )


PARTS = {
    "import": Part("bench.import_csv", ("--lines",), import_rows),
    "formats": Part("bench.formats", ("--lines",), format_rows, share=10),
    "audit": Part("bench.audit", (), audit_rows),
    "lists": Part("bench.lists", ("--findings",), list_rows),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only", choices=PARTS, action="append")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {asked.lines:,} lines, {platform.machine()}\n")
    print("| work | against | seen | goal | met |\n|---|---|---|---|---|")
    for name in asked.only or PARTS:
        part = PARTS[name]
        with own_database() as environment:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            answer = run(
                environment, "-m", part.module, *part.arguments, str(asked.lines // part.share)
            )
        for row in part.rows(json.loads(answer)):
            met = "yes" if row.met else "no"
            print(f"| {row.work} | {row.against} | {row.seen} | {row.goal} | {met} |", flush=True)


if __name__ == "__main__":
    main()
