"""The official suites: every verdict of ours is the one the published validators give.

The sample data is not part of this repository; RETAINER_PEER_DATA names the folder that holds it.
"""

import csv
import os
from pathlib import Path

import pytest

from billing_audit.bills.importers.einvoice import read_bill, verdict
from billing_audit.bills.stream import Invoice, Line

PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("RETAINER_PEER_DATA", PROJECT / "../shared/data"))

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no sample data in {DATA}; set RETAINER_PEER_DATA"
)


def cases(folder: str) -> list[dict[str, str]]:
    manifest = DATA / folder / "manifest.tsv"
    if not manifest.is_file():
        return []
    with manifest.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [{**row, "path": str(DATA / folder / row["file"])} for row in rows]


def broken(path: str) -> set[str]:
    return {rule for rule, state in verdict(path).rules.items() if state == "fail"}


def names(listed: str) -> set[str]:
    return set(filter(None, listed.split(",")))


@pytest.mark.parametrize("case", cases("en16931-unit"), ids=lambda case: case["file"])
def test_the_rule_a_fragment_is_about_has_the_published_verdict(case: dict[str, str]) -> None:
    assert verdict(case["path"]).rules[case["rule"]] == case["expected"]


@pytest.mark.parametrize("case", cases("en16931-unit"), ids=lambda case: case["file"])
def test_a_fragment_breaks_the_rules_the_validators_say(case: dict[str, str]) -> None:
    assert broken(case["path"]) == names(case["all_arith_rules_fired"])


@pytest.mark.parametrize("case", cases("einvoice-full"), ids=lambda case: case["file"])
def test_a_whole_bill_has_the_published_verdict(case: dict[str, str]) -> None:
    expected = {"pass": "clean", "fail": "finding"}[case["expected_en16931_arith"]]

    judged = verdict(case["path"])

    assert judged.verdict == (expected if int(case["lines"]) else "cannot-check")
    assert broken(case["path"]) == names(case["arith_rules_fired"])


@pytest.mark.parametrize("case", cases("einvoice-full"), ids=lambda case: case["file"])
def test_the_lines_of_a_right_bill_come_to_its_total(case: dict[str, str]) -> None:
    invoice, *rest = read_bill(case["path"])
    total = sum(
        part.amount for part in rest if isinstance(part, Line) and part.charge_type != "memo"
    )

    assert isinstance(invoice, Invoice)
    assert (total == invoice.stated_total) == (
        not {"BR-CO-10", "BR-CO-15"} <= names(case["arith_rules_fired"])
    )


def test_the_telephone_bill_is_clean() -> None:
    (path,) = (DATA / "telecom-einvoice").glob("*.xml")

    judged = verdict(path)

    assert judged.verdict == "clean"
    assert set(judged.rules.values()) == {"pass"}
