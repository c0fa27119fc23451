"""Generated e-invoices: the planted arithmetic faults are the ones an outsider works out."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from bench.planting.einvoices import FAULTS, EInvoices, generate_einvoices
from bench.planting.oracle import judge
from bench.planting.oracle_bills import Invoice
from bench.planting.oracle_einvoices import read_einvoice
from bench.planting.oracle_files import Practice
from bench.planting.score import read_truth

FAULTY = 2 * len(FAULTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> EInvoices:
    folder = tmp_path_factory.mktemp("einvoices")
    return generate_einvoices(folder, seed=1, invoices=40, faulty=FAULTY)


def bills(made: EInvoices) -> list[Invoice]:
    return [read_einvoice(path) for path in made.files]


def planted_a20(made: EInvoices) -> list[dict[str, str]]:
    return [row for row in read_truth(made.truth) if row["check"] == "A20"]


def test_the_truth_is_what_the_oracle_works_out(made: EInvoices) -> None:
    with made.services.open(newline="") as stream:
        services = {row["service_id"]: ("", None) for row in csv.DictReader(stream)}
    practice = Practice(bills(made), [], services, {})

    expected = Counter((x.check, x.invoice_no, str(x.claim)) for x in judge(practice))

    planted = read_truth(made.truth)
    assert expected == Counter((row["check"], row["invoice_no"], row["claim"]) for row in planted)


def test_each_planted_rule_is_broken(made: EInvoices) -> None:
    broken = {bill.invoice_no: bill.broken_rules for bill in bills(made)}

    rules = [(row["invoice_no"], row["note"]) for row in planted_a20(made)]

    assert len(rules) == FAULTY
    assert all(rule in broken[number] for number, rule in rules)


def test_all_other_bills_add_up(made: EInvoices) -> None:
    faulty = {row["invoice_no"] for row in planted_a20(made)}

    clean = [bill for bill in bills(made) if bill.invoice_no not in faulty]

    assert len(clean) == 40 - FAULTY
    assert not any(bill.broken_rules or bill.overcharge for bill in clean)


def test_some_faults_cost_the_client_nothing(made: EInvoices) -> None:
    assert sum(bill.overcharge == 0 for bill in bills(made)) == 40 - FAULTY + FAULTY // 3


def test_both_syntaxes_are_written(made: EInvoices) -> None:
    assert {path.name.split(".")[1] for path in made.files} == {"ubl", "cii"}


def test_the_same_seed_gives_the_same_bytes(made: EInvoices, tmp_path: Path) -> None:
    again = generate_einvoices(tmp_path, seed=1, invoices=40, faulty=FAULTY)

    assert [p.read_bytes() for p in again.files] == [p.read_bytes() for p in made.files]
