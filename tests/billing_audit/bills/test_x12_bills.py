"""811 bills: what becomes a line, what an amount means, and what is counted once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers import x12
from tests.billing_audit.bills.parts import Parts
from tests.billing_audit.bills.x12_bills import (
    HEADING,
    PORT,
    SERVICE,
    bill,
    interchange,
    parts,
    saved,
    transaction,
    written,
)

CENTS = st.integers(-10_000_000, 10_000_000)


def judged(folder: Path, content: bytes) -> x12.Verdict:
    return x12.verdict(saved(folder, content))


def test_a_bill_has_its_head_and_its_line(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, PORT))

    (invoice,), (line,) = read.invoices, read.lines
    assert (invoice.carrier, invoice.account_no, invoice.invoice_no) == (
        "Corvane",
        "10017",
        "INV-7",
    )
    assert (invoice.bill_date, invoice.due_date) == (date(2026, 4, 1), date(2026, 4, 25))
    assert (invoice.currency, invoice.buyer) == ("USD", "Acme Corp")
    assert invoice.stated_total == Decimal("55.00")
    assert (line.amount, line.quantity, line.unit_rate) == (55, 1, 55)
    assert (line.charge_code, line.service_id) == ("PORT100", "5552223333")
    assert (line.charge_type, line.period_from) == ("recurring", date(2026, 3, 1))
    assert read.remarks == read.rejects == []


def test_a_right_bill_is_clean_and_a_wrong_total_is_one_finding(tmp_path: Path) -> None:
    right = judged(tmp_path, bill(*SERVICE, PORT))
    wrong = judged(tmp_path, bill(*SERVICE, PORT, total="6500"))

    assert (right.verdict, right.rules["A03"]) == ("clean", "pass")
    assert (wrong.verdict, wrong.rules["A03"]) == ("finding", "fail")
    (finding,) = wrong.findings
    assert "55.00" in finding.detail
    assert "65.00" in finding.detail


def test_cents_and_decimals_are_told_apart_by_the_element(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, "IT1**2*EA*18", "SAC*C*B620***1800", total="5400"))

    assert [line.amount for line in read.charges] == [36, 18]
    assert read.invoices[0].stated_total == 54
    assert read.remarks == []


def test_quantity_times_price_is_rounded_line_by_line_as_carriers_bill_it(tmp_path: Path) -> None:
    calls = ("IT1**137*MJ*0.0235", "IT1**137*MJ*0.0235", "IT1**1*EA*5.3110")

    read = parts(tmp_path, bill(*SERVICE, *calls, total="1175"))

    amounts = [str(line.amount) for line in read.charges]
    assert amounts == ["3.22", "3.22", "5.3110"]
    assert judged(tmp_path, bill(*SERVICE, *calls, total="1175")).verdict == "clean"


def test_a_point_where_cents_belong_counts_for_the_whole_file_and_is_said(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, "SAC*C*B1***18.00", "SAC*C*B2***18", total="3600"))

    assert [line.amount for line in read.charges] == [18, 18]
    (remark,) = read.remarks
    assert "SAC05 is written with a decimal point (1 times)" in remark
    assert "1 more have none" in remark


def test_a_sub_line_and_the_item_after_it_are_one_charge(tmp_path: Path) -> None:
    sub_line = "SLN*1**A*1*EA*55.00***A3*1LFDX"

    read = parts(tmp_path, bill(*SERVICE, sub_line, "PID*F****Port", "IT1**1*EA*55.00"))

    (line,) = read.charges
    assert (line.charge_code, line.description, line.amount) == ("1LFDX", "Port", 55)
    assert "states 1 charges twice" in read.remarks[0]


@pytest.mark.parametrize(
    "item", ["IT1**1*EA*54.99", "IT1**1*EA*55.00**A3*OTHER", "HL*3*1*8~IT1**1*EA*55.00"]
)
def test_another_amount_product_or_level_is_another_charge(tmp_path: Path, item: str) -> None:
    sub_line = "SLN*1**A*1*EA*55.00***A3*1LFDX"

    assert len(parts(tmp_path, bill(*SERVICE, sub_line, item)).charges) == 2


def test_sub_lines_for_information_are_never_added(tmp_path: Path) -> None:
    told = "SLN*2**O*1*EA*9.00"
    included = "SLN*3**I*1*EA*5.00"

    read = parts(tmp_path, bill(*SERVICE, PORT, told, included))

    assert [line.charge_type for line in read.lines] == ["recurring", "memo", "memo"]
    assert read.total == 55


def test_allowances_are_credits_and_charges_are_fees(tmp_path: Path) -> None:
    allowance = "ITA*A***06**  *500******Loyalty credit*LOY"
    charge = "ITA*C***06***1500******Maintenance*MNT"

    read = parts(tmp_path, bill(*SERVICE, PORT, allowance, charge, total="6500"))

    port, credit, fee = read.charges
    assert (credit.amount, credit.charge_type, credit.parent_line) == (-5, "credit", port.line_no)
    assert (fee.amount, fee.charge_type, fee.description) == (15, "fee", "Maintenance")
    assert read.total == read.invoices[0].stated_total


def test_tax_beside_an_item_follows_it_and_the_headings_sum_is_not_added(tmp_path: Path) -> None:
    heading = (*HEADING, "TXI*TX*4.54")

    read = parts(tmp_path, bill(*SERVICE, PORT, "TXI*ST*4.54*****", total="5954", heading=heading))

    summed, port, tax = read.lines
    assert (summed.charge_type, tax.charge_type) == ("memo", "tax")
    assert (tax.parent_line, tax.service_id) == (port.line_no, "5552223333")
    assert read.total == read.invoices[0].stated_total


def test_tax_of_the_heading_alone_is_a_charge(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, PORT, total="5954", heading=(*HEADING, "TXI*TX*4.54")))

    assert read.total == read.invoices[0].stated_total


def test_calls_and_usage_are_usage_unless_included(tmp_path: Path) -> None:
    call = "TCD*1*20260305*0930*TN*2125550100*NY*TN*4155550111*CA*12.5**1.25***" + "*A"
    included = call.removesuffix("A") + "I"
    usage = "USD*A***MJ*MJ*300**4.00"

    read = parts(tmp_path, bill(*SERVICE, call, included, usage, total="525"))

    first, second, third = read.lines
    assert (first.charge_type, first.amount, first.quantity) == (
        "usage",
        Decimal("1.25"),
        Decimal("12.5"),
    )
    assert first.period_from == date(2026, 3, 5)
    assert (second.charge_type, third.charge_type) == ("memo", "usage")
    assert read.total == read.invoices[0].stated_total


def test_text_and_amount_may_come_before_their_item(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, "PID*F****Port", "AMT*1*55.00", "IT1**1*EA***VP*P1"))

    (line,) = read.charges
    assert (line.description, line.amount, line.unit_rate) == ("Port", 55, None)


def test_a_service_holds_for_the_levels_under_it(tmp_path: Path) -> None:
    body = ("HL*1**1", "HL*2*1*8", "SI*TI*7035550199", "HL*3*2*9", PORT, "HL*4*1*8", PORT)

    read = parts(tmp_path, bill(*body, total="11000"))

    assert [line.service_id for line in read.charges] == ["7035550199", ""]


@pytest.mark.parametrize(
    ("segment", "service"),
    [
        ("SI*TI*TN*7035550199", "7035550199"),
        ("SI*TI*SC*7035550199", ""),
        ("SI*CI*DS1-447", "DS1-447"),
        ("REF*CN*DS1-447", "DS1-447"),
    ],
)
def test_a_class_of_service_is_no_service(tmp_path: Path, segment: str, service: str) -> None:
    read = parts(tmp_path, bill("HL*1**1", segment, PORT))

    assert read.charges[0].service_id == service


def test_balances_are_no_charges(tmp_path: Path) -> None:
    content = written(
        interchange(*transaction(*SERVICE, PORT, "TDS*5500", "BAL*P*PB*200.00", "BAL*M*YY*-200.00"))
    )

    assert parts(tmp_path, content).total == 55


def test_a_credit_memo_turns_positive_amounts_into_credits(tmp_path: Path) -> None:
    heading = ("BIG*20260401*CM-7*****CR", *HEADING[1:])

    read = parts(tmp_path, bill(*SERVICE, PORT, heading=heading))

    assert read.invoices[0].document_type == "credit_note"
    assert read.total == read.invoices[0].stated_total == -55
    assert read.charges[0].charge_type == "credit"


def test_granite_has_a_dialect_of_its_own(tmp_path: Path) -> None:
    heading = tuple(each.replace("N1*SE*Corvane", "N1*SE*Granite Telecom") for each in HEADING)
    body = (*SERVICE, "SLN*1**A*1*55.00", "ITA*C***1500**Maintenance*MNT")

    read = parts(tmp_path, bill(*body, total="7000", heading=heading))

    assert [line.amount for line in read.charges] == [55, 15]
    assert read.remarks == ["The amounts are read by the dialect of Granite."]


@given(st.lists(CENTS, min_size=1, max_size=20))
def test_the_charges_written_are_the_charges_read(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[int]
) -> None:
    body = [
        f"IT1*{at}*1*EA*{Decimal(cents).scaleb(-2)}**VP*C{at}" for at, cents in enumerate(amounts)
    ]

    content = bill(*SERVICE, *body, total=str(sum(amounts)))
    path = saved(tmp_path_factory.getbasetemp(), content)

    read = Parts(x12.read_bill(path))
    assert [line.amount for line in read.charges] == [Decimal(each).scaleb(-2) for each in amounts]
    assert x12.verdict(path).verdict == "clean"
