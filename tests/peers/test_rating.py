"""Costs that a rating engine's own tests expect, reckoned exactly."""

import csv
import json
from decimal import Decimal

import pytest

from billing_audit.rating.asking import answer
from tests.peers.test_einvoices import DATA

CASES = DATA / "cgrates-rating" / "cases.tsv"
pytestmark = pytest.mark.skipif(not CASES.is_file(), reason=f"there is no {CASES}")


def cases() -> list[dict[str, str]]:
    if not CASES.is_file():
        return []
    with CASES.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_the_cost_is_the_exact_one(case: dict[str, str]) -> None:
    asked = {
        "case": case["case"],
        "slots": json.loads(case["rate_slots_json"]),
        "usage": case["usage"],
        "rounding_method": case["rounding_method"],
        "rounding_decimals": case["rounding_decimals"],
    }

    given = answer(json.dumps(asked))

    assert Decimal(given["cost"]) == Decimal(case["exact_decimal_cost"])
