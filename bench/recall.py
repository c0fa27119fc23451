"""How well each check finds what it is for, among bills that have nothing to do with it.

    python -m bench.recall [LINES] [--check CODE …] [--copies 3] [--seed 5]

In a generated practice lie the known faults of the ten checks of
``bench.planting`` already.  Into it go the situations of every check, so many
times each, under accounts, services and contracts of their own: those that are
faults and those that only look so.  Then every check is run over all of it.
Of each check is told how many of its faults it found (recall), how much of what
it found was one (precision), and by how much its claims are off.  What it finds
among the generated bills is held against what was planted there.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
django.setup()

# ruff: noqa: E402 the models need the settings
from django.core.management import call_command
from django.db.models import QuerySet

from bench.planting.generate import generate
from bench.planting.score import read_truth
from billing_audit.checks.base import Check, Nature
from billing_audit.checks.catalogue import all_checks, check_of
from billing_audit.checks.examples import Example
from billing_audit.findings.claims import whole_bills
from billing_audit.models import AuditRun, Line, LineShelf, Occurrence
from billing_audit.runs.steps import plan
from clients.models import Client
from retainer.lib.tenancy import ALL, acting_as
from tests.billing_audit.on_file import OnFile, read_filing

#: Fields of examples and papers that name something; each copy gets names of its own.
NAMES = {
    *("service", "services", "account", "accounts", "contract", "site", "sites", "carrier"),
    *("file", "corrects", "invoice", "far_end", "group", "pool", "device", "equipment", "sim"),
    *("parent", "number", "reference", "ticket", "entity", "account_of", "bill", "credited_on"),
    "underlying",
}
#: The same words for something else: another line of the bill, the number that was called.
NO_NAMES = {
    ("Billed", "parent"),
    ("Called", "number"),
    ("Deck", "pool"),
    ("Known", "device"),
    ("Plan", "device"),
}

#: What these find shows only against all bills of the client, whose last month counts: each of
#: their situations is put into a practice of its own that ends with it.
ALONE = {"A12", "A14", "C05", "J07"}

#: For the names of practices.
NUMBERS = count(1)

#: A bill's number and a line's, empty for the bill itself.
Place = tuple[str, str]


@dataclass
class Seen:
    """What became of one check's situations."""

    code: str
    planted: int = 0
    found: int = 0
    wrong: int = 0
    money: Decimal = Decimal(0)
    money_error: Decimal = Decimal(0)

    def add(self, part: "Seen") -> None:
        """What became of some more of them."""
        for each in fields(self)[1:]:
            setattr(self, each.name, getattr(self, each.name) + getattr(part, each.name))

    @property
    def recall(self) -> Decimal:
        return Decimal(self.found) / self.planted if self.planted else Decimal(0)

    @property
    def precision(self) -> Decimal:
        all_found = self.found + self.wrong
        return Decimal(self.found) / all_found if all_found else Decimal(1)


def measure(codes: Iterable[str], lines: int, copies: int, seed: int) -> Iterator[Seen]:
    """Plant, audit and score: all checks in one practice, but those that need one of their own."""
    read_filing()
    checks = [check_of(code) for code in codes]
    with TemporaryDirectory(prefix="retainer-recall-") as name:
        practice = partial(practice_ending, Path(name), lines, seed)
        situations = [
            (check, example)
            for check in checks
            if check.code not in ALONE
            for example in check.examples * copies
        ]
        if situations:
            yield from score(practice(date(2026, 3, 1)), situations)
        for check in checks:
            if check.code in ALONE:
                seen = Seen(check.code)
                for example in check.examples:
                    [part] = score(practice(last_month(example)), [(check, example)])
                    seen.add(part)
                yield seen


def practice_ending(folder: Path, lines: int, seed: int, month: date) -> Path:
    """The generated files of half a year that ends with that month."""
    made = folder / month.isoformat()
    if not made.exists():
        years, first = divmod(month.year * 12 + month.month - 1 - 5, 12)
        generate(made, seed=seed, lines=lines, months=6, first_month=date(years, first + 1, 1))
    return made


def last_month(example: Example) -> date:
    return date.fromisoformat(max(bill.on for bill in example.bills)).replace(day=1)


def score(folder: Path, situations: list[tuple[type[Check], Example]]) -> Iterator[Seen]:
    """Put the situations among the bills of a practice, audit it, and see what each check found."""
    truth = read_truth(folder / "truth.csv")
    planted = {(fault["invoice_no"], fault["line_no"] or "") for fault in truth}
    client = generated(folder, f"recall-{next(NUMBERS)}")
    placed: dict[type[Check], list[OnFile]] = defaultdict(list)
    with acting_as("worker", clients=[client.pk]):
        theirs = {each.pk for each in client.invoices.all()}
        for number, (check, example) in enumerate(situations):
            placed[check].append(put(client, example, f"{number}"))
        run = AuditRun.objects.create(client=client, state=AuditRun.State.COMPLETE)
    for step in plan(run):
        with acting_as("worker", clients=[client.pk]):
            step.perform(run)
    with acting_as("worker", clients=[client.pk]):
        for check, own in placed.items():
            seen = Seen(check.code)
            hits = Occurrence.objects.filter(client=client, check_code=check.code)
            bills = {bill for on_file in own for bill in on_file.bills}
            score_own(
                seen, check, own, claimed_whole(client, check), hits.filter(invoice__in=bills)
            )
            if check.nature is not Nature.SAVING:  # the practice may well save something
                score_background(seen, client, hits.filter(invoice__in=theirs), planted)
            yield seen


def generated(folder: Path, slug: str) -> Client:
    """A client with the generated papers and bills."""
    papers = {name: folder / f"{name}.csv" for name in ("accounts", "services", "rates")}
    call_command("load_reference", client=slug, create=True, verbosity=0, **papers)
    bills = sorted(folder.glob("lines*.csv"))
    call_command("import_bills", *bills, client=slug, declared=folder / "declared.csv")
    with acting_as("worker", clients=ALL):
        Client.objects.filter(slug=slug).update(name="Acme Logistics")
        return Client.objects.get(slug=slug)


def put(client: Client, example: Example, mark: str) -> OnFile:
    """A situation on file, under names that no other has."""
    on_file = OnFile(client, carrier_name=f"Corvane {mark}", account_number=f"A-1 {mark}")
    return on_file.put(_renamed(example, mark))


def _renamed(value: Any, mark: str, *, names: bool = False) -> Any:
    if is_dataclass(value):
        changed = {
            each.name: _renamed(
                getattr(value, each.name),
                mark,
                names=each.name in NAMES and (type(value).__name__, each.name) not in NO_NAMES,
            )
            for each in fields(value)
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_renamed(each, mark, names=names) for each in value)
    if names and isinstance(value, str) and value:
        return f"{value} {mark}"
    return value


def claimed_whole(client: Client, check: type[Check]) -> set[int]:
    """The bills that are duplicates, or their lines: whatever is wrong there goes with them."""
    whole = Occurrence.objects.filter(client=client, check_code__in=whole_bills())
    bills = set(whole.values_list("invoice_id", flat=True))
    if check.of_bills:
        return bills
    return set(lines_of(client).filter(invoice__in=bills).values_list("pk", flat=True))


def lines_of(client: Client) -> QuerySet[Line]:
    shelves = LineShelf.objects.filter(client=client).values_list("pk", flat=True)
    return Line.objects.filter(client=client, shelf_id__in=list(shelves))


def score_own(
    seen: Seen, check: type[Check], placed: list[OnFile], whole: set[int], hits: Any
) -> None:
    """What the check found of its own situations: exactly the faults, or not."""
    by_place = {hit.invoice_id if check.of_bills else hit.line_id: hit.result for hit in hits}
    for on_file in placed:
        for key, each in (on_file.bills if check.of_bills else on_file.lines).items():
            caught = by_place.get(key)
            if each.over and caught is None and key in whole:
                continue
            if each.over:
                seen.planted += 1
                seen.found += caught is not None
                seen.money += Decimal(each.over)
                seen.money_error += abs(Decimal(each.over) - (caught or 0))
            else:
                seen.wrong += caught is not None


def score_background(seen: Seen, client: Client, hits: Any, planted: set[Place]) -> None:
    """What the check found on the generated bills: right where anything was planted.

    One fault may show to several checks; what only supports another's claim is no finding.
    """
    there = lines_of(client).filter(pk__in=[hit.line_id for hit in hits])
    line_nos = dict(there.values_list("pk", "line_no"))
    for hit in hits.filter(supporting=False).select_related("invoice"):
        seen.wrong += (hit.invoice.number, line_nos.get(hit.line_id, "")) not in planted


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.recall", description=__doc__)
    parser.add_argument("lines", type=int, nargs="?", default=2_000)
    parser.add_argument("--check", action="append", choices=[c.code for c in all_checks()])
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    codes = asked.check or sorted(check.code for check in all_checks())
    answer = {}
    for seen in measure(codes, asked.lines, asked.copies, asked.seed):
        print(
            f"{seen.code} recall {seen.recall:.4f} precision {seen.precision:.4f}", file=sys.stderr
        )
        answer[seen.code] = {
            "planted": seen.planted,
            "recall": f"{seen.recall:.4f}",
            "precision": f"{seen.precision:.4f}",
            "money": f"{seen.money:.2f}",
            "money_error": f"{seen.money_error:.2f}",
        }
    print(json.dumps({"checks": answer}, indent=2))


if __name__ == "__main__":
    main()
