"""TMF678 bills: what holds them, what becomes a line, and what adds up."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers import tmf678
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.parts import Parts
from tests.billing_audit.bills.tmf678_bills import bill, money, other_rate, rate, saved, whole


def parts(folder: Path, value: object) -> Parts:
    return Parts(tmf678.read_bill(saved(folder, value)))


def judged(folder: Path, value: object) -> tmf678.Verdict:
    return tmf678.verdict(saved(folder, value))


def without(held: dict, *names: str) -> dict:
    return {name: value for name, value in held.items() if name not in names}


def test_a_bill_with_its_rates(tmp_path: Path) -> None:
    read = parts(tmp_path, whole())

    invoice = read.invoices[0]
    assert (invoice.carrier, invoice.account_no, invoice.invoice_no) == (
        *("Corvane", "A0815", "B-2026-03"),
    )
    assert (invoice.bill_date, invoice.due_date) == (date(2026, 4, 1), date(2026, 4, 25))
    assert (invoice.period_from, invoice.period_to) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (invoice.buyer, invoice.currency, invoice.stated_total) == ("Acme Corp", "EUR", 120)
    tax, port, usage = read.charges
    assert (tax.charge_type, tax.amount) == ("tax", 20)
    assert (port.charge_type, port.amount, port.service_id) == ("recurring", 60, "CKT-1")
    assert (port.period_from, port.period_to) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (port.charge_code, usage.amount) == ("MPLS-PORT", 40)
    assert read.total == invoice.stated_total
    assert judged(tmp_path, whole()).verdict == "clean"


@pytest.mark.parametrize(
    "wrapped",
    [
        {"customerBill": bill(), "appliedCustomerBillingRate": [rate(), other_rate()]},
        {"customerBills": [bill()], "appliedCustomerBillingRates": [rate(), other_rate()]},
        [rate(), other_rate(), bill()],
        {"eventType": "CustomerBillCreateEvent", "event": {"customerBill": bill()}},
        bill(),
    ],
)
def test_bills_are_found_in_whatever_wraps_them(tmp_path: Path, wrapped: object) -> None:
    read = parts(tmp_path, wrapped)

    assert {invoice.invoice_no for invoice in read.invoices} == {"B-2026-03"}
    assert read.total == 120


def test_version_4_names_things_differently(tmp_path: Path) -> None:
    party = {"relatedParty": [{"role": "Seller", "name": "Corvane"}]}
    named = without(bill(**party), "@type")
    v4 = without(rate(), "@type", "customerBill", "appliedBillingRateType", "appliedTax")
    rates = [v4 | {"bill": {"id": "CB-1"}, "type": "appliedBillingCharge", "appliedTax": []}]

    read = parts(tmp_path, [named, *rates, other_rate()])

    assert read.invoices[0].carrier == "Corvane"
    assert read.total == 120


def test_credits_are_negative_whatever_their_sign(tmp_path: Path) -> None:
    credit = {"appliedBillingRateType": "appliedBillingCredit", "appliedTax": []}

    read = parts(tmp_path, [bill(), rate(**credit), rate(3, -60, -72, **credit)])

    assert [line.amount for line in read.charges[1:]] == [-60, -60]
    assert {line.charge_type for line in read.charges[1:]} == {"credit"}


def test_a_positive_credit_note_is_a_credit(tmp_path: Path) -> None:
    read = parts(tmp_path, [bill(category="credit note"), rate(), other_rate()])

    assert read.invoices[0].document_type == "credit_note"
    assert read.total == read.invoices[0].stated_total == -120


def test_tax_stands_beside_the_rates_where_the_bill_has_none(tmp_path: Path) -> None:
    read = parts(tmp_path, [without(bill(), "taxItem"), rate(), other_rate()])

    taxes = [line for line in read.charges if line.charge_type == "tax"]
    assert [(line.amount, line.parent_line) for line in taxes] == [(12, "R-1"), (8, "R-2")]
    assert read.total == 120


def test_a_bill_without_rates_is_one_sum(tmp_path: Path) -> None:
    read = parts(tmp_path, bill())

    assert [line.amount for line in read.charges] == [100, 20]
    assert "carries no rates" in read.remarks[0]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ([bill(), rate(gross=75), other_rate()], "TMF678-TAX"),
        ([bill(), rate(net=50, gross=62), other_rate()], "A03"),
        ([rate(net=40, gross=50, isBilled=False, customerBill=None)], "TMF678-TAX"),
        (bill(taxIncludedAmount=money(130)), "A03"),
    ],
)
def test_a_wrong_figure_is_one_finding(tmp_path: Path, changed: object, rule: str) -> None:
    verdict = judged(tmp_path, changed)

    assert verdict.verdict == "finding"
    assert [finding.rule for finding in verdict.findings] == [rule]


def test_rates_of_a_bill_that_is_not_there_are_kept_under_its_id(tmp_path: Path) -> None:
    account = {"id": "A0815"}
    read = parts(tmp_path, [rate(billingAccount=account), other_rate(billingAccount=account)])

    assert read.invoices[0].invoice_no == "CB-1"
    assert (read.invoices[0].bill_date, read.invoices[0].currency) == (date(2026, 3, 31), "EUR")
    assert "not the bill itself" in read.remarks[0]


def test_rates_not_billed_yet_are_left_out_and_counted(tmp_path: Path) -> None:
    waiting = without(rate(9, isBilled=False), "customerBill")

    read = parts(tmp_path, [*whole(), waiting])

    assert read.total == 120
    assert read.remarks == ["Applied rates left out because not billed yet: 1."]


def test_a_rate_belongs_to_the_only_bill_there_is(tmp_path: Path) -> None:
    read = parts(tmp_path, [bill(), without(rate(), "customerBill"), other_rate()])

    assert read.total == 120


def test_a_rate_of_nobody_is_refused(tmp_path: Path) -> None:
    other = bill(id="CB-2", billNo="B-2")

    read = parts(tmp_path, [bill(), other, without(rate(), "customerBill"), other_rate()])

    (reject,) = read.rejects
    assert reject.reason == "The rate does not say which bill it is on."


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ([bill(billDate="soon"), rate()], "billDate"),
        ([bill(billingAccount=None)], "billingAccount"),
        ([bill(), bill(billNo="B-2"), rate()], "id"),
        ([bill(taxIncludedAmount=money("a lot"))], "taxIncludedAmount"),
        ([bill(), rate(net="x", gross=5)], "taxExcludedAmount"),
        ([bill(), rate(taxExcludedAmount=None, taxIncludedAmount=None)], "taxExcludedAmount"),
        ([bill(), rate(taxExcludedAmount=7)], "taxExcludedAmount"),
        ([bill(), rate(taxExcludedAmount=money(60, "USD"), taxIncludedAmount=None)], "unit"),
        ([bill(billNo="B" * 81)], "invoice_no"),
        ([bill(), rate(net=10**13, gross=None)], "taxExcludedAmount"),
        ([bill(taxItem=7)], "taxItem"),
        ([bill(), rate(description="bell\x07")], "description"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_column(
    tmp_path: Path, changed: object, column: str
) -> None:
    rejects = parts(tmp_path, changed).rejects

    assert [reject.column for reject in rejects] == [column]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'[{"billNo": NaN}]', r"Line 1, at \[0\].billNo: this is no JSON"),
        (b'{"billNo": "1",\n "billNo": "2"}', "Line 2, at billNo: this name is there twice"),
        (b'{"billNo": "\\u0000"}', "NUL"),
        (b'{"billNo": "\x00"}', "no JSON"),
        (b'{"amountDue": 1e999999999}', "so many digits"),
        (b'{"amountDue": ' + b"9" * 5000 + b"}", "so many digits"),
        (b"[" * 1000, "nested more deeply"),
        (b'{"billNo": "1"', "no JSON"),
        (b'{"billNo": "1"}}', "no JSON"),
        (b'{"billNo": "\xff"}', "no JSON"),
        (b"[1, 2, 3]", "neither a customer bill"),
        (b'[{"@type": "Product", "id": "7"}]', "of the type Product. A product inventory"),
    ],
)
def test_what_is_no_json_bill_is_refused_with_its_place(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        parts(tmp_path, content)


def test_more_decimals_than_are_kept_are_rounded_aloud(tmp_path: Path) -> None:
    read = parts(
        tmp_path,
        [bill(), rate(net=Decimal("60.12345649"), gross=None, appliedTax=[]), other_rate()],
    )

    assert read.charges[1].amount == Decimal("60.123456")
    assert "more than six decimals" in read.remarks[-1]


@given(st.lists(st.decimals(-1_000_000, 1_000_000, places=2), min_size=1, max_size=20))
def test_the_rates_written_are_the_lines_read(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal]
) -> None:
    total = sum(amounts, Decimal(0))
    rates = [rate(number, amount, None, appliedTax=[]) for number, amount in enumerate(amounts)]
    stated = bill(taxExcludedAmount=None, taxIncludedAmount=money(total), taxItem=[])

    path = saved(tmp_path_factory.getbasetemp(), [stated, *rates])

    read = Parts(tmf678.read_bill(path))
    assert [line.amount for line in read.charges] == amounts
    assert tmf678.verdict(path).rules["A03"] == "pass"


def test_an_object_a_line_is_the_same_bill(tmp_path: Path) -> None:
    path = tmp_path / "lines.json"
    path.write_text("\n".join(map(json.dumps, whole())) + "\n")

    amounts = [(line.charge_type, line.amount) for line in Parts(tmf678.read_bill(path)).lines]

    assert amounts == [(line.charge_type, line.amount) for line in parts(tmp_path, whole()).lines]


@pytest.mark.parametrize("rest", ["]", '{"billNo": ', "x", '{"a": 1'])
def test_what_follows_a_bill_and_is_no_json_refuses_it(tmp_path: Path, rest: str) -> None:
    path = tmp_path / "lines.json"
    path.write_text("\n".join([*map(json.dumps, whole()), rest]))

    with pytest.raises(Refused, match="Line 4, at"):
        Parts(tmf678.read_bill(path))
