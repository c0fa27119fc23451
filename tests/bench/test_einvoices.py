"""Generated e-invoices: the planted arithmetic faults are the ones an outsider works out."""

from pathlib import Path

import pytest

from bench.planting.einvoices import FAULTS, EInvoices, generate_einvoices
from bench.planting.oracle_einvoices import read_einvoice
from bench.planting.score import read_truth

FAULTY = 2 * len(FAULTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> EInvoices:
    folder = tmp_path_factory.mktemp("einvoices")
    return generate_einvoices(folder, seed=1, invoices=40, faulty=FAULTY)


def test_each_planted_rule_fails_and_claims_what_the_truth_says(made: EInvoices) -> None:
    truth = {row["invoice_no"]: row for row in read_truth(made.truth)}
    bills = {bill.invoice_no: bill for bill in map(read_einvoice, made.files)}

    assert len(truth) == FAULTY
    for number, row in truth.items():
        assert row["note"] in bills[number].broken_rules
        assert row["claim"] == str(bills[number].overcharge)


def test_all_other_bills_add_up(made: EInvoices) -> None:
    faulty = {row["invoice_no"] for row in read_truth(made.truth)}

    clean = [b for b in map(read_einvoice, made.files) if b.invoice_no not in faulty]

    assert len(clean) == 40 - FAULTY
    assert not any(bill.broken_rules or bill.overcharge for bill in clean)


def test_some_faults_are_to_the_carriers_cost(made: EInvoices) -> None:
    claims = [row["claim"] for row in read_truth(made.truth)]

    assert claims.count("0.00") == FAULTY // 3


def test_both_syntaxes_are_written(made: EInvoices) -> None:
    assert {path.name.split(".")[1] for path in made.files} == {"ubl", "cii"}


def test_the_same_seed_gives_the_same_bytes(made: EInvoices, tmp_path: Path) -> None:
    again = generate_einvoices(tmp_path, seed=1, invoices=40, faulty=FAULTY)

    assert [p.read_bytes() for p in again.files] == [p.read_bytes() for p in made.files]
