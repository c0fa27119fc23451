"""A bill whose arithmetic is right passes every rule, and its lines add up to its total."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from hypothesis import assume, given
from hypothesis import strategies as st

from billing_audit.bills.importers.einvoice import read_bill, verdict
from billing_audit.bills.importers.einvoice.document import Document, Syntax
from billing_audit.bills.stream import Fault, Invoice, Line
from tests.billing_audit.bills.einvoice_bills import eur
from tests.billing_audit.bills.einvoice_right_bills import right_bills
from tests.billing_audit.bills.einvoice_writing import write

BILLS = st.sampled_from(Syntax).flatmap(right_bills)
TOTALS = ["lines", "without_tax", "with_tax", "payable"]


def stream(document: Document) -> tuple[Invoice, list[Line], list[Fault]]:
    invoice, *rest = read_bill(BytesIO(write(document)))
    lines = [each for each in rest if isinstance(each, Line)]
    return invoice, lines, [each for each in rest if isinstance(each, Fault)]


@given(BILLS)
def test_a_right_bill_passes_every_rule(document: Document) -> None:
    judged = verdict(BytesIO(write(document)))

    assert judged.verdict == "clean"
    assert {name for name, state in judged.rules.items() if state != "pass"} == set()


@given(BILLS)
def test_the_lines_of_a_right_bill_add_up_to_its_total(document: Document) -> None:
    invoice, lines, faults = stream(document)

    assert sum(line.amount for line in lines) == invoice.stated_total
    assert faults == []


@given(BILLS)
def test_the_total_of_a_credit_note_is_a_credit(document: Document) -> None:
    assume(document.is_credit_note)

    invoice, _, _ = stream(document)

    assert invoice.stated_total <= 0 or document.totals.rounding is not None


@given(BILLS, st.sampled_from(TOTALS), st.decimals("0.01", 1000, places=2), st.booleans())
def test_a_wrong_total_is_always_noticed(
    document: Document, total: str, by: Decimal, lower: bool
) -> None:
    right = getattr(document.totals, total).number
    wrong = eur(right - by if lower else right + by)
    document = replace(document, totals=replace(document.totals, **{total: wrong}))

    assert verdict(BytesIO(write(document))).verdict == "finding"


@given(BILLS, st.decimals("0.01", 1000, places=2))
def test_what_the_amount_to_pay_is_too_high_by_is_claimed_to_the_cent(
    document: Document, by: Decimal
) -> None:
    assume(not document.is_credit_note)
    too_high = eur(document.totals.payable.number + by)
    document = replace(document, totals=replace(document.totals, payable=too_high))

    _, _, faults = stream(document)

    assert [(each.rule, each.excess) for each in faults] == [("BR-CO-16", by)]
