"""Compares an audit's findings with the planted truth.

    python -m bench.planting.score TRUTH.csv FINDINGS.jsonl

Findings are what ``list_findings --jsonl`` prints.  A planted fault is found
when a finding of its check lies on its line; money is precise when it is
claimed on a planted line, whichever check claims it.  E-invoice faults and
bill totals lie on the invoice.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ZERO = Decimal("0.00")
Place = tuple[str, str, str, str]


@dataclass
class CheckScore:
    """How one check did."""

    check: str
    planted: int = 0
    found: int = 0
    planted_money: Decimal = ZERO
    #: Claimed by this check on lines with any planted fault, and elsewhere.
    claimed: Decimal = ZERO
    claimed_elsewhere: Decimal = ZERO
    #: Sum over planted faults of how far the claim is from the truth.
    money_error: Decimal = ZERO
    unplanted: int = 0

    @property
    def recall(self) -> Decimal:
        return _share(Decimal(self.found), Decimal(self.planted))

    @property
    def precision(self) -> Decimal:
        return _share(self.claimed, self.claimed + self.claimed_elsewhere)


@dataclass(frozen=True)
class Score:
    checks: list[CheckScore]
    #: Planted faults without a finding, and findings on lines where nothing was planted.
    missed: list[dict[str, str]]
    extra: list[dict[str, object]]

    @property
    def total(self) -> CheckScore:
        total = CheckScore("all")
        for check in self.checks:
            for name, value in vars(check).items():
                if name != "check":
                    setattr(total, name, getattr(total, name) + value)
        return total

    def table(self) -> str:
        lines = [
            f"{'check':6}{'planted':>8}{'found':>7}{'recall':>8}{'claimed':>14}"
            f"{'elsewhere':>12}{'precision':>11}{'error':>10}{'extra':>7}"
        ]
        lines += [
            f"{row.check:6}{row.planted:8}{row.found:7}{row.recall:8.4f}{row.claimed:14}"
            f"{row.claimed_elsewhere:12}{row.precision:11.4f}{row.money_error:10}{row.unplanted:7}"
            for row in [*self.checks, self.total]
        ]
        return "\n".join(lines)


def score(truth: Iterable[dict[str, str]], findings: Iterable[dict[str, object]]) -> Score:
    """Score findings against truth rows; supporting findings are neither right nor wrong."""
    claims: dict[tuple[str, Place], list[Decimal]] = defaultdict(list)
    rows = list(truth)
    planted_places = {_place(row) for row in rows}
    scores: dict[str, CheckScore] = defaultdict(lambda: CheckScore(""))
    extra = []
    for finding in findings:
        if finding["supporting"]:
            continue
        check, place = str(finding["check"]), _place(finding)
        claimed = Decimal(str(finding["claimed"]))
        claims[check, place].append(claimed)
        if place in planted_places:
            scores[check].claimed += claimed
        else:
            scores[check].claimed_elsewhere += claimed
            scores[check].unplanted += 1
            extra.append(finding)
    missed = _match(rows, claims, scores)
    for check, row in scores.items():
        row.check = check
    return Score([scores[check] for check in sorted(scores)], missed, extra)


def _match(
    rows: list[dict[str, str]],
    claims: dict[tuple[str, Place], list[Decimal]],
    scores: dict[str, CheckScore],
) -> list[dict[str, str]]:
    """Take for each planted fault the finding on its line that claims nearest to it."""
    missed = []
    for row in rows:
        wanted = Decimal(row["claim"])
        scored = scores[row["check"]]
        scored.planted += 1
        scored.planted_money += wanted
        candidates = claims[row["check"], _place(row)]
        if not candidates:
            missed.append(row)
            scored.money_error += wanted
            continue
        nearest = min(candidates, key=lambda claim, wanted=wanted: abs(claim - wanted))
        candidates.remove(nearest)
        scored.found += 1
        scored.money_error += abs(nearest - wanted)
    return missed


def _place(row: dict[str, object]) -> Place:
    """Where a fault lies; numbers collide between accounts, so the service and month help."""
    line_no, service = row["line_no"], row["service_id"]
    month = str(row.get("month") or "")[:7]
    return (
        str(row["invoice_no"]),
        "" if line_no is None else str(line_no),
        str(service or "") if line_no else "",
        month,
    )


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole if whole else Decimal(1)


def read_truth(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def read_findings(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as stream:
        for text in stream:
            yield json.loads(text)


def main() -> None:
    truth, findings = map(Path, sys.argv[1:])
    result = score(read_truth(truth), read_findings(findings))
    print(result.table())
    for row in result.missed[:20]:
        print("missed", row)
    for finding in result.extra[:20]:
        print("extra ", finding)


if __name__ == "__main__":
    main()
