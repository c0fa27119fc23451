"""Record-typed bills: On Line Billing's three levels of footing, and what refuses a bill."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers.flat import TELSTRA, groups, reader
from billing_audit.bills.importers.verdicts import Verdict
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.olb_bills import (
    CALLS,
    END,
    HUNT,
    NOTES,
    RENTAL,
    SERVICE,
    USAGE,
    WHOLE,
    heading,
    money,
    record,
    saved,
    summary,
    written,
)
from tests.billing_audit.bills.parts import Parts


def parts(folder: Path, content: bytes) -> Parts:
    return Parts(TELSTRA.read_bill(saved(folder, content)))


def judged(folder: Path, content: bytes) -> Verdict:
    return TELSTRA.verdict(saved(folder, content))


def test_a_right_bill_is_recognised_and_clean(tmp_path: Path) -> None:
    content = written(*WHOLE)

    verdict = judged(tmp_path, content)

    assert TELSTRA.looks_like(content)
    assert (verdict.format, verdict.verdict) == ("telstra-olb", "clean")
    applied = {rule for rule, state in verdict.rules.items() if state == "pass"}
    assert {"A03", "OLB-CALLS", "OLB-EQUIPMENT", "OLB-TAX", "OLB-BALANCE"} <= applied
    assert verdict.warnings == ()


def test_a_bill_has_its_head(tmp_path: Path) -> None:
    (invoice,) = parts(tmp_path, written(*WHOLE)).invoices

    assert (invoice.carrier, invoice.buyer) == ("Telephone Corporation", "ACME CORP")
    assert (invoice.account_no, invoice.invoice_no) == ("1234567890", "T000000001")
    assert (invoice.bill_date, invoice.due_date) == (date(2026, 4, 1), date(2026, 4, 25))
    assert (invoice.currency, invoice.stated_total) == ("AUD", Decimal("60.50"))
    balances = (invoice.previous_balance, invoice.payments, invoice.adjustments)
    assert balances == (Decimal("100.00"), Decimal("-100.00"), None)


def test_what_was_adjusted_and_what_else_was_settled_are_one_figure(tmp_path: Path) -> None:
    head = heading(f13="-0000005.00", f14="00000001.50", f16="57.00")

    (invoice,) = parts(tmp_path, written(*WHOLE, head=head)).invoices

    assert invoice.adjustments == Decimal("-3.50")


def test_details_that_foot_are_the_charges_and_calls_are_shown(tmp_path: Path) -> None:
    read = parts(tmp_path, written(*WHOLE))

    hunt, voice, tax, usage, usage_tax = read.charges
    assert (hunt.line_no, hunt.description, hunt.amount) == ("DF-1300", "Line hunt", 3)
    assert (hunt.charge_type, hunt.charge_code, hunt.unit_rate) == ("recurring", "PQ10000A", 3)
    assert (voice.amount, voice.period_to) == (47, date(2026, 4, 30))
    assert (tax.amount, tax.charge_code, tax.parent_line) == (5, "GST", "DS-250")
    assert (usage.charge_type, usage.quantity, usage.amount) == ("usage", 2, 5)
    assert usage_tax.amount == Decimal("0.50")
    calls = [line for line in read.lines if line.line_no.startswith("DC")]
    assert {(call.charge_type, call.parent_line) for call in calls} == {("memo", "DS-251")}
    assert read.total == read.invoices[0].stated_total


def test_details_that_do_not_foot_leave_the_charge_to_their_summary(tmp_path: Path) -> None:
    content = written(RENTAL, *NOTES, HUNT, END, head=heading("55.00"))

    read = parts(tmp_path, content)

    assert [line.line_no for line in read.charges] == ["DS-250", "DS-250-TAX"]
    (fault,) = read.faults
    assert (fault.check, fault.rule) == ("A20", "OLB-EQUIPMENT")
    assert "3.00 without and 3.30 with tax" in fault.detail
    assert judged(tmp_path, content).rules["A03"] == "pass"


@pytest.mark.parametrize(
    ("records", "head", "rule"),
    [
        ((RENTAL, *NOTES, HUNT, END), "55.00", "OLB-EQUIPMENT"),
        ((USAGE, CALLS[0], END), "5.50", "OLB-CALLS"),
        (WHOLE, "70.50", "A03"),
        ((summary("1", "RENTAL", "50.00", "5.00", "56.00"), END), "55.00", "OLB-TAX"),
    ],
)
def test_each_level_that_does_not_foot_is_one_finding(
    tmp_path: Path, records: tuple[str, ...], head: str, rule: str
) -> None:
    verdict = judged(tmp_path, written(*records, head=heading(head)))

    assert [finding.rule for finding in verdict.findings] == [rule]


def test_an_amount_to_pay_that_does_not_balance_is_a_finding(tmp_path: Path) -> None:
    verdict = judged(tmp_path, written(*WHOLE, head=heading(f16="99.00")))

    assert [finding.rule for finding in verdict.findings] == ["OLB-BALANCE"]


def test_usage_without_its_calls_cannot_be_proved_and_says_so(tmp_path: Path) -> None:
    verdict = judged(tmp_path, written(USAGE, END, head=heading("5.50")))

    assert verdict.rules["OLB-CALLS"] == "cannot-check"
    assert "nothing proves them: 1." in verdict.warnings[0]


def test_a_call_that_stands_for_many_is_a_remark(tmp_path: Path) -> None:
    call = (
        CALLS[0].replace("0000000002.50", "0000000005.00").replace("0000000000.25", "0000000000.50")
    )
    call = call.replace("0000000002.75", "0000000005.50")

    read = parts(tmp_path, written(USAGE, call, END))

    assert read.faults == []
    assert "counts 2 calls (DC); the file holds 1" in read.remarks[0]


def test_other_charges_and_discounts(tmp_path: Path) -> None:
    once = summary("0000000260", "ONCEONLY", "28.83", "0.00", "28.83", f15="20260205")
    header = record("DO", f4="0000001938", f6=SERVICE, f11="0000000001", f12="2026 DIRECTORY",
                    f15="20260205", f20="A000GPHZ", f21="ONCEONLY", f26="Bold header",
                    **money(29, "28.83", "0.00", "28.83"))  # fmt: skip
    discount = summary("0000000261", "DISCOUNT", "-9.09", "-0.91", "-10.00")

    read = parts(tmp_path, written(once, header, discount, END, head=heading("18.83")))

    charge, credit, tax = read.charges
    assert (charge.charge_type, charge.description) == ("one_time", "2026 DIRECTORY, Bold header")
    assert (credit.charge_type, credit.amount) == ("credit", Decimal("-9.09"))
    assert (tax.amount, read.total) == (Decimal("-0.91"), Decimal("18.83"))


def test_details_without_a_summary_are_shown_and_counted(tmp_path: Path) -> None:
    stray = CALLS[0].replace(SERVICE, "0399990000")

    read = parts(tmp_path, written(stray, END))

    assert [line.charge_type for line in read.lines] == ["memo"]
    assert "shown and not added: 1." in read.remarks[0]


def test_records_of_an_unknown_type_are_counted(tmp_path: Path) -> None:
    read = parts(tmp_path, written(*WHOLE, "ZZ,1,2", "ZZ,3,4"))

    assert "of the type “ZZ”" in read.remarks[0]
    assert read.total == Decimal("60.50")


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (RENTAL.replace("0000000050.00", "00000000SO.00"), "net"),
        (RENTAL.replace("0000000050.00", ""), "net"),
        (RENTAL.replace("20260430", "20260431"), "ends"),
        (RENTAL.replace("2X10000A", "2X\x0010000"), "code"),
        (RENTAL[:40], ""),
        (RENTAL.replace("2X10000A", '"2X'), ""),
    ],
)
def test_a_bad_field_refuses_its_bill_and_is_named(tmp_path: Path, bad: str, column: str) -> None:
    rejects = parts(tmp_path, written(bad, END)).rejects

    assert [(each.row, each.column, each.invoice_no) for each in rejects] == [
        (3, column, "T000000001")
    ]


def test_a_record_before_any_heading_is_refused(tmp_path: Path) -> None:
    content = f"{RENTAL}\r\n{heading()}\r\n{END}\r\n".encode()

    (reject,) = parts(tmp_path, content).rejects

    assert reject.reason == "This record comes before any bill's heading."


def test_a_broken_heading_takes_its_records_with_it_and_no_others(tmp_path: Path) -> None:
    content = written(*WHOLE) + written(*WHOLE, head=heading(f2="soon", f3="T2"))

    read = parts(tmp_path, content)

    (reject,) = read.rejects
    assert (reject.column, reject.invoice_no) == ("billed", "T2")
    assert read.total == Decimal("60.50")


def test_only_a_heading_makes_a_bill(tmp_path: Path) -> None:
    assert not TELSTRA.looks_like(f"{RENTAL}\r\n".encode())
    assert not TELSTRA.looks_like(b"DH,1,2\r\n")
    assert TELSTRA.looks_like(b"\xef\xbb\xbf" + written().lower())


def test_quotes_old_letters_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    content = written(*WHOLE).replace(b"Melbourne", b'"Caf\xe9, ""M"""').replace(b"\r\n", b"\n")

    read = parts(tmp_path, content)

    assert any('Café, "M"' in line.description for line in read.lines)
    assert read.rejects == []


def test_a_line_without_an_end_is_a_bomb(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Line 3 is longer than 64 kB"):
        parts(tmp_path, written() + b"DS," + b"0" * 10_000_000)


def test_caps_are_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_RECORDS", 3)
    with pytest.raises(Refused, match="one service has more than 3 records"):
        parts(tmp_path, written(*WHOLE))

    monkeypatch.setattr(reader, "MOST_ROWS", 5)
    with pytest.raises(Refused, match="more than 5 lines"):
        parts(tmp_path, written(*WHOLE))


@given(st.lists(st.decimals(-100_000, 100_000, places=2), min_size=1, max_size=20))
def test_the_charges_written_are_the_charges_read(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal]
) -> None:
    records = [
        summary(f"{at:010}", "ONCEONLY", str(net), "0.00", str(net), f6=f"03555501{at:02}")
        for at, net in enumerate(amounts, 1)
    ]
    content = written(*records, END, head=heading(str(sum(amounts))))

    path = saved(tmp_path_factory.getbasetemp(), content)

    assert [line.amount for line in Parts(TELSTRA.read_bill(path)).charges] == amounts
    assert TELSTRA.verdict(path).verdict == "clean"
