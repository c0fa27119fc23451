"""The generator's truth and the oracle must agree to the cent, or neither can be trusted."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from bench.planting import Planted, generate
from bench.planting.generate import MISTAKES
from bench.planting.oracle import Expected, expected_findings
from bench.planting.score import read_truth, score

LINES = 6000
CHECKS = {"A01", "A03", "A07", "A09", "A10", "A19", "B01", "C01", "C04"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return generate(tmp_path_factory.mktemp("planted"), seed=1, lines=LINES)


def judged(made: Planted) -> list[Expected]:
    return expected_findings(
        made.bill_files, services=made.services, rates=made.rates, declared=made.declared
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def bill_rows(made: Planted) -> list[dict[str, str]]:
    return [row for path in made.bill_files for row in rows(path)]


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_the_truth_is_what_the_oracle_works_out(tmp_path: Path, seed: int) -> None:
    made = generate(tmp_path, seed=seed, lines=LINES)

    expected = Counter(
        (x.check, x.carrier, x.account_no, x.invoice_no, x.line_no, x.service_id, str(x.claim))
        for x in judged(made)
        if not x.supporting
    )

    names = ("check", "carrier", "account_no", "invoice_no", "line_no", "service_id", "claim")
    assert expected == Counter(tuple(row[n] for n in names) for row in read_truth(made.truth))


def test_bills_without_mistakes_are_really_clean(tmp_path: Path) -> None:
    none = dict.fromkeys(MISTAKES, 0)

    made = generate(tmp_path, seed=4, lines=LINES, mistakes=none)

    assert judged(made) == []


def test_every_kind_of_fault_is_planted(made: Planted) -> None:
    assert set(made.faults) == CHECKS


def test_the_same_seed_gives_the_same_bytes(made: Planted, tmp_path: Path) -> None:
    again = generate(tmp_path, seed=1, lines=LINES)

    for path in (*made.bill_files, made.truth, made.services, made.rates, made.declared):
        assert (again.folder / path.name).read_bytes() == path.read_bytes()


def test_another_seed_gives_another_practice(made: Planted, tmp_path: Path) -> None:
    other = generate(tmp_path, seed=2, lines=LINES)

    assert other.truth.read_bytes() != made.truth.read_bytes()


def test_about_as_many_lines_as_asked_for(made: Planted) -> None:
    assert abs(made.lines - LINES) < LINES * 0.1
    assert made.lines == len(bill_rows(made))


def test_the_clean_background_sets_traps(made: Planted) -> None:
    lines = bill_rows(made)
    types = {row["charge_type"] for row in lines}
    accounts = Counter(
        row["invoice_no"] for row in {(r["invoice_no"], r["account_no"]): r for r in lines}.values()
    )
    carriers_of = {row["charge_code"]: set() for row in lines}
    for row in lines:
        carriers_of[row["charge_code"]].add(row["carrier"])

    assert types >= {"recurring", "usage", "one_time", "tax", "surcharge", "fee", "credit", "memo"}
    assert accounts.most_common(1)[0][1] > 1, "invoice numbers collide between accounts"
    assert len(carriers_of["ACC1"]) > 1, "charge codes collide between carriers"
    assert any(row["charge_code"] == "LDX" and row["unit_rate"] == "0.02" for row in lines)
    assert any("reversed" in row["description"] for row in lines)
    assert any(row["charge_type"] == "recurring" and not row["unit_rate"] for row in lines)


def test_rates_overlap_in_every_specificity(made: Planted) -> None:
    rates = rows(made.rates)

    assert any(row["service_id"] for row in rates)
    assert any(row["site"] for row in rates)
    assert any(row["contract"] and not row["site"] and not row["service_id"] for row in rates)
    assert any(not row["contract"] and not row["site"] for row in rates)
    assert any(row["eff_to"] for row in rates)


def test_lower_checks_on_a_claimed_line_only_support(made: Planted) -> None:
    supporting = [x for x in judged(made) if x.supporting]

    assert supporting
    assert {str(x.claim) for x in supporting} == {"0.00"}


def test_one_file_holds_all_bills_but_the_resent(tmp_path: Path) -> None:
    made = generate(tmp_path, seed=1, lines=2000, one_file=True)

    assert [path.name for path in made.bill_files] == ["lines.csv", "lines-resent.csv"]


def as_finding(row: dict[str, str], **changes: object) -> dict[str, object]:
    return {
        "check": row["check"],
        "invoice_no": row["invoice_no"],
        "line_no": row["line_no"] or None,
        "service_id": row["service_id"] or None,
        "month": row["month"],
        "claimed": row["claim"],
        "supporting": False,
    } | changes


def test_a_perfect_audit_scores_one(made: Planted) -> None:
    truth = read_truth(made.truth)

    result = score(truth, [as_finding(row) for row in truth])

    assert result.missed == []
    assert result.extra == []
    assert result.total.recall == result.total.precision == 1
    assert result.total.money_error == 0


def test_misses_extras_and_wrong_money_are_counted(made: Planted) -> None:
    truth = [row for row in read_truth(made.truth) if row["check"] == "A09"]
    first, second, *_ = truth
    findings = [
        as_finding(second, claimed="0.00"),
        as_finding(second, invoice_no="elsewhere", claimed="10.00"),
    ]

    result = score([first, second], findings)

    assert result.missed == [first]
    assert [finding["invoice_no"] for finding in result.extra] == ["elsewhere"]
    assert result.total.found == 1
    assert str(result.total.claimed_elsewhere) == "10.00"


def test_supporting_findings_do_not_count(made: Planted) -> None:
    row = read_truth(made.truth)[0]

    result = score([row], [as_finding(row), as_finding(row, check="B01", supporting=True)])

    assert result.total.found == 1
    assert result.extra == []
