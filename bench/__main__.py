"""``bin/bench``: every measurement beside its limit, in one run, in a database of its own.

Times drift with the machine, so each goal is a ratio of two things measured in
turn.  ``--lines`` makes it smaller, a name does one part; ``bench/RESULTS.md``
keeps what was seen.
"""

import argparse
import json
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bench.place import own_database, run

#: Pages of the list's measurement that are the triage's.
TRIAGE = re.compile("triage|those like")


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
    #: Too long to be done with the others.
    only_by_name: bool = False
    #: It takes turns, so often as ``--rounds`` says.
    in_rounds: bool = False


def import_rows(seen: dict[str, Any]) -> Iterator[Row]:
    rounds = ", ".join(f"{each['import']} s / {each['floor']} s" for each in seen["rounds"])
    yield Row(
        f"validated import of {seen['lines']:,} CSV lines",
        "raw COPY of the same file",
        f"{seen['ratio']:.2f}x ({rounds})",
        "≤ 3x",
        seen["ratio"] <= 3,
    )
    memory = seen["memory_mb"] + seen["child_memory_mb"] - seen["interpreter_mb"]
    yield Row(
        "the same, memory of parent and child",
        f"the interpreter with Django: {seen['interpreter_mb']} MB",
        f"{memory} MB more",
        "≤ 200 MB more",
        memory <= 200,
    )


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


def finding_rows(seen: dict[str, Any]) -> Iterator[Row]:
    parts = ", ".join(f"{part} {spent} s" for part, spent in seen["rounds"][-1].items())
    yield Row(
        f"from dropping a bill of {seen['lines']:,} lines to its first finding on the screen",
        "",
        f"{seen['seconds']} s (the last time: {parts})",
        "≤ 10 s",
        seen["seconds"] <= 10,
    )


def memory_rows(seen: dict[str, Any]) -> Iterator[Row]:
    for name, each in seen["formats"].items():
        memory = each["parent_mb"] + each["child_mb"]
        yield Row(
            f"memory of importing {each['file_mb']} MB of {name}",
            "Python with Django, and a bare Python",
            f"{memory} MB (parent {each['parent_mb']}, child {each['child_mb']})",
            "≤ 200 MB",
            memory <= 200,
        )


def audit_rows(seen: dict[str, Any]) -> Iterator[Row]:
    ten = f"audit of {seen['lines']:,} lines, ten checks, findings written"
    every = f"audit of {seen['lines']:,} lines, all checks but {len(seen['could_not'])}"
    peer = min(("duckdb", "polars"), key=lambda name: seen["ratios"][name])
    for work, name, most in (
        (ten, "ten", 2),
        ("the same by two processes", "ten_by_two", 1.2),
        ("the same findings by DuckDB, written back", "duckdb", None),
        ("the same findings by polars, written back", "polars", None),
        (every, "all", 12),
        ("the same by two processes", "all_by_two", 7),
    ):
        floor = seen["floor_of_all" if name.startswith("all") else "floor"]
        yield Row(
            work,
            "raw COPY of the same lines",
            f"{seen['ratios'][name]:.2f}x ({seen[name]} s / {floor} s of processor time, "
            f"{seen['on_the_clock'][name]} s on the clock)",
            f"≤ {most}x" if most else "",
            most is None or seen["ratios"][name] <= most,
        )
    ratio = seen["ten"] / seen[peer]
    yield Row("ten checks", f"the same work by {peer}", f"{ratio:.2f}", "≤ 1", ratio <= 1)
    month = seen["ratios"]["month"]
    yield Row(
        "audit of one new month of twelve, all checks",
        "audit of all months",
        f"{month:.2f} ({seen['month']} s / {seen['all']} s)",
        "≤ 1/6",
        month * 6 <= 1,
    )


def growth_rows(seen: dict[str, Any]) -> Iterator[Row]:
    small, large = seen["small"], seen["large"]
    yield Row(
        f"audit of {large['lines']:,} lines, all checks",
        f"audit of {small['lines']:,} lines",
        f"{seen['growth']:.1f}x ({large['all']} s / {small['all']} s)",
        "≤ 11x",
        seen["growth"] <= 11,
    )


def report_rows(seen: dict[str, Any]) -> Iterator[Row]:
    many, book = seen["many"], seen["workbook"]
    yield Row(
        f"PDF of a report with {seen['findings']:,} findings, processor time of the layout",
        f"the same with one finding: {seen['few']['child']:.1f} s",
        f"{seen['ms_per_finding']:.1f} ms a finding ({many['child']:.1f} s, {many['pages']} pages)",
        "≤ 6 ms",
        seen["ms_per_finding"] <= 6,
    )
    yield Row(
        "the same, memory of the child",
        "",
        f"{seen['child_memory_mb']:.0f} MB",
        "≤ 120 MB",
        seen["child_memory_mb"] <= 120,
    )
    yield Row(
        f"workbook of {seen['charges']:,} charges",
        "",
        f"{book['seconds']:.1f} s, {book['megabytes']:.0f} MB",
        "≤ 10 s, ≤ 50 MB",
        book["seconds"] <= 10 and book["megabytes"] <= 50,
    )


def list_rows(seen: dict[str, Any]) -> Iterator[Row]:
    pages = seen["milliseconds"]
    for name, page in pages.items():
        ok = pages[f"{name.split(':')[0]}: ok"]
        # The triage shows more than a list, and the next finding's is fetched ahead.
        usual, worst = (100, 200) if TRIAGE.search(name) else (10, 50)
        yield Row(
            f"list of {seen['findings']:,} findings, {name}",
            f"a page that says ok: {ok['p50']} ms",
            f"p50 {page['p50']} ms, p99 {page['p99']} ms",
            f"p50 ≤ {usual} ms, p99 ≤ {worst} ms",
            page["p50"] <= usual and page["p99"] <= worst,
        )


def recall_rows(seen: dict[str, Any]) -> Iterator[Row]:
    for code, each in seen["checks"].items():
        yield Row(
            f"{code} among bills that have nothing to do with it",
            f"{each['planted']} planted faults, {each['money']}",
            f"recall {each['recall']}, precision {each['precision']}, "
            f"money error {each['money_error']}",
            "recall 1.0000, precision ≥ 0.9900, money error 0.00",
            each["recall"] == "1.0000"
            and Decimal(each["precision"]) >= Decimal("0.99")
            and each["money_error"] == "0.00",
        )


def rating_rows(seen: dict[str, Any]) -> Iterator[Row]:
    ratio = seen["load_seconds"] / seen["copy_seconds"]
    yield Row(
        f"deck of {seen['prices']:,} prices loaded and proved",
        "raw COPY of the same file",
        f"{ratio:.1f}x ({seen['load_seconds']} s / {seen['copy_seconds']} s)",
        "≤ 8x",
        ratio <= 8,
    )
    ratio = seen["rating_seconds"] / seen["scan_seconds"]
    prefixes = seen["steps"]["call_prefixes"]
    yield Row(
        f"{seen['calls']:,} calls rated by it, longest prefix in {prefixes} s",
        "one look at every call",
        f"{ratio:.0f}x ({seen['rating_seconds']} s / {seen['scan_seconds']} s)",
        "≤ 100x",
        ratio <= 100,
    )


def lint_rows(seen: dict[str, Any]) -> Iterator[Row]:
    for rule, of in seen["rules"].items():
        yield Row(
            f"{rule}: {of['planted']} planted faults",
            f"{of['wrong']} wrong marks",
            f"recall {of['recall']}, precision {of['precision']}",
            "≥ 0.95 each",
            min(Decimal(of["recall"]), Decimal(of["precision"])) >= Decimal("0.95"),
        )
    yield Row(
        f"all rules over {seen['words']:,} words",
        "",
        f"{seen['seconds']} s",
        "≤ 0.5 s for 20,000",
        Decimal(str(seen["seconds"])) * 20_000 / seen["words"] <= Decimal("0.5"),
    )
    typing = seen["typing"]
    yield Row(
        "the same many words as a request, again after a word was typed",
        f"the first time {typing['first']} s, the slowest {typing['slowest']} s",
        f"{typing['typed']} s",
        "≤ 0.2 s",
        typing["typed"] <= 0.2,
    )


def compare_rows(seen: dict[str, Any]) -> Iterator[Row]:
    yield Row(
        f"compare a DOCX of {seen['pages']:,} pages with what came back",
        f"{seen['planted']} changes planted",
        f"{seen['seconds']} s, {seen['changed']} changes",
        "≤ 2 s for 200 pages",
        Decimal(str(seen["seconds"])) * 200 / seen["pages"] <= 2
        and seen["changed"] == seen["planted"],
    )
    yield Row(
        "the same many pages when every paragraph was worded anew",
        "no paragraph is the same",
        f"{seen['at_worst']} s",
        "≤ 2 s for 200 pages",
        Decimal(str(seen["at_worst"])) * 200 / seen["pages"] <= 2,
    )


def issuing_rows(seen: dict[str, Any]) -> Iterator[Row]:
    pages = seen["pages"]
    yield Row(
        f"PDF of a request of {pages} pages, {seen['requirements']} requirements",
        f"on the clock {seen['pdf_on_the_clock']} s",
        f"{seen['pdf']} s of processor time",
        "≤ 15 s for 60",
        seen["pdf"] * 60 / pages <= 15,
    )
    for form, name in (("docx", "Word document"), ("xlsx", "response workbook")):
        yield Row(f"{name} of the same", "", f"{seen[form]} s", "≤ 15 s", seen[form] <= 15)


PARTS = {
    "import": Part("bench.import_csv", ("--lines",), import_rows, in_rounds=True),
    "formats": Part("bench.formats", ("--lines",), format_rows, share=10, in_rounds=True),
    "recall": Part("bench.recall", (), recall_rows, share=500),
    "first": Part("bench.first_finding", ("--lines",), finding_rows, share=200, in_rounds=True),
    "memory": Part("bench.memory", ("--lines",), memory_rows),
    "audit": Part("bench.audit", (), audit_rows, in_rounds=True),
    "audit10m": Part("bench.audit10m", (), growth_rows, only_by_name=True),
    "rating": Part("bench.rating", ("--calls",), rating_rows),
    "report": Part("bench.report", ("--findings",), report_rows, share=1000),
    "lint": Part("bench.lint", ("--words",), lint_rows, share=50),
    "compare": Part("bench.compare", ("--pages",), compare_rows, share=5000),
    "issuing": Part("bench.issuing", ("--sites",), issuing_rows, share=10_000),
    "lists": Part("bench.lists", ("--findings",), list_rows),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, help="how often to measure in turn; mostly 3")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}, only {', '.join(PARTS)}")
    print(f"{datetime.now(UTC):%Y-%m-%d}, {asked.lines:,} lines, {platform.machine()}\n")
    print("| work | against | seen | goal | met |\n|---|---|---|---|---|")
    for name in asked.parts or [name for name in PARTS if not PARTS[name].only_by_name]:
        part = PARTS[name]
        with own_database() as environment:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            told = [*part.arguments, str(asked.lines // part.share)]
            if part.in_rounds and asked.rounds:
                told += ["--rounds", str(asked.rounds)]
            answer = run(environment, "-m", part.module, *told)
        for row in part.rows(json.loads(answer)):
            met = "yes" if row.met else "no"
            print(f"| {row.work} | {row.against} | {row.seen} | {row.goal} | {met} |", flush=True)


if __name__ == "__main__":
    main()
