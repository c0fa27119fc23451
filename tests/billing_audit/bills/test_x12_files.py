"""811 files that are not quite right: what is remarked on, what is rejected, what is refused."""

from datetime import date
from pathlib import Path

import pytest

from billing_audit.bills.importers.x12 import lines
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.x12_bills import (
    HEADING,
    PORT,
    SERVICE,
    bill,
    interchange,
    parts,
    transaction,
    written,
)


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("TDS*5500~SE*15*", "TDS*5500~CTT*7~SE*16*", "CTT01 counts “7” lines; there are 1 items"),
        ("SE*15*", "SE*99*", "SE01 counts “99” segments; there are 15"),
        ("*0001~GE", "*0002~GE", "SE02 says “0002”"),
        ("GE*1*1", "GE*2*1", "GE01 counts “2” transaction sets; there are 1"),
        ("GE*1*1", "GE*1*9", "GE02 says “9”"),
        ("IEA*1*", "IEA*3*", "IEA01 counts “3” groups"),
        ("IEA*1*000000007~", "", "ends before its IEA"),
    ],
)
def test_wrong_control_counts_are_remarks(
    tmp_path: Path, right: str, wrong: str, words: str
) -> None:
    content = bill(*SERVICE, PORT).replace(right.encode(), wrong.encode())
    assert content != bill(*SERVICE, PORT)

    read = parts(tmp_path, content)

    assert read.total == 55
    assert any(words in remark for remark in read.remarks)


def test_a_bill_cut_off_before_its_total_is_refused(tmp_path: Path) -> None:
    content = bill(*SERVICE, PORT)

    read = parts(tmp_path, content[: content.index(b"TDS")])

    assert (read.invoices, read.lines) == ([], [])
    assert read.rejects[0].reason == "The file ends in the middle of this bill."


@pytest.mark.parametrize(
    ("body", "column"),
    [("IT1**1*EA*5O.00", "IT104"), ("IT1**x*EA*50.00", "IT102"), ("TXI*ST*1,50", "TXI02")],
)
def test_an_amount_nobody_can_read_is_named_with_its_place(
    tmp_path: Path, body: str, column: str
) -> None:
    (reject,) = parts(tmp_path, bill(*SERVICE, body)).rejects

    assert (reject.row, reject.column, reject.invoice_no) == (15, column, "INV-7")


def test_a_total_nobody_can_read_refuses_the_bill(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, PORT, total="fifty"))

    assert (read.rejects[0].column, read.lines) == ("TDS01", [])


def test_a_bill_without_an_account_is_kept_under_its_buyer(tmp_path: Path) -> None:
    heading = tuple(each for each in HEADING if not each.startswith("REF"))

    read = parts(tmp_path, bill(*SERVICE, PORT, heading=heading))

    assert read.invoices[0].account_no == "Acme Corp"
    assert "names no account" in read.remarks[0]


def test_a_bill_without_a_date_has_that_on_which_it_was_sent(tmp_path: Path) -> None:
    read = parts(tmp_path, bill(*SERVICE, PORT, heading=("BIG*soon*INV-7", *HEADING[1:])))

    assert read.invoices[0].bill_date == date(2026, 4, 1)
    assert "no date we can read (“soon”)" in read.remarks[0]


def test_an_order_is_no_bill(tmp_path: Path) -> None:
    content = bill(*SERVICE, PORT).replace(b"ST*811", b"ST*850")

    with pytest.raises(Refused, match="it holds 850"):
        parts(tmp_path, content)


def test_levels_as_deep_as_no_bill_are_refused(tmp_path: Path) -> None:
    body = [f"HL*{at + 1}*{at or ''}*8" for at in range(lines.DEEPEST + 1)]

    with pytest.raises(Refused, match="nested"):
        parts(tmp_path, bill(*body))


def test_two_bills_in_one_file_stay_two(tmp_path: Path) -> None:
    first = transaction(*SERVICE, PORT, "TDS*5500")
    second = [each.replace("INV-7", "INV-8") for each in first]

    read = parts(tmp_path, written(interchange(*first, *second)))

    assert [invoice.invoice_no for invoice in read.invoices] == ["INV-7", "INV-8"]
    assert len(read.charges) == 2
