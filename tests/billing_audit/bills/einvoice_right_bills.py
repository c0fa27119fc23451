"""Bills whose arithmetic is right, made the way a careful carrier makes them."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Amount,
    Document,
    Line,
    Party,
    Price,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    TaxTotal,
    Totals,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO, cents
from tests.billing_audit.bills.einvoice_bills import eur

RATES = {"S": ("20", "7.5"), "Z": ("0",), "E": ("0",), "AE": ("0",), "L": ("6.5",)}
KEYS = [(code, rate) for code, rates in RATES.items() for rate in rates]
CENTS = st.decimals(0, 500, places=2)


def category(key: tuple[str, str]) -> TaxCategory:
    return TaxCategory(key[0], Amount.read(key[1]), is_vat=True)


@st.composite
def charges(draw: st.DrawFn, *, of_the_bill: bool) -> AllowanceCharge:
    key = draw(st.sampled_from(KEYS))
    return AllowanceCharge(
        indicator=draw(st.sampled_from(["true", "false"])),
        amount=eur(draw(CENTS)),
        reason=draw(st.sampled_from(["Fleet rebate", "Paper bill"])),
        categories=(category(key),) if of_the_bill else (),
    )


def net(each: AllowanceCharge) -> Decimal:
    return each.amount.number if each.is_charge else -each.amount.number


@st.composite
def right_lines(draw: st.DrawFn, number: int) -> Line:
    quantity = draw(st.decimals(-20, 500, places=3))
    price = draw(st.decimals(0, 90, places=4))
    per = draw(st.sampled_from([None, "1", "100"]))
    own = tuple(draw(st.lists(charges(of_the_bill=False), max_size=2)))
    amount = cents(quantity * price / Decimal(per or 1)) + sum(map(net, own), ZERO)
    return Line(
        id=str(number),
        name="Mobile plan",
        quantity=Amount.read(f"{quantity:f}", "EA"),
        net=eur(amount),
        price=Price(amount=eur(price), base_quantity=per and Amount.read(per, "EA")),
        allowances=own,
        categories=(category(draw(st.sampled_from(KEYS))),),
    )


def breakdown(document: Document) -> tuple[TaxSubtotal, ...]:
    taxable: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in document.lines:
        taxable[key_of(line.categories[0])] += line.net.number
    for each in document.allowances:
        taxable[key_of(each.categories[0])] += net(each)
    return tuple(
        TaxSubtotal(
            taxable=eur(amount),
            tax=eur(cents(amount * Decimal(key[1]) / 100)),
            category=category(key),
        )
        for key, amount in taxable.items()
    )


def key_of(of: TaxCategory) -> tuple[str, str]:
    return of.code, of.percent.text


@st.composite
def right_bills(draw: st.DrawFn, syntax: Syntax) -> Document:
    credits = draw(st.booleans())
    count = draw(st.integers(1, 4))
    document = Document(
        syntax=syntax,
        type_code="381" if credits else "380",
        is_credit_note=credits,
        number="M-2026-0310",
        issued=date(2026, 3, 31),
        issued_as="2026-03-31" if syntax is Syntax.UBL else "20260331",
        currency="EUR",
        buyer=Party(identifiers=("778-0042",)),
        lines=tuple(draw(right_lines(number)) for number in range(1, count + 1)),
        allowances=tuple(draw(st.lists(charges(of_the_bill=True), max_size=3))),
    )
    document = replace(document, breakdown=breakdown(document))
    return with_totals(document, prepaid=draw(CENTS), rounding=draw(CENTS))


def with_totals(document: Document, *, prepaid: Decimal, rounding: Decimal) -> Document:
    lines = sum((line.net.number for line in document.lines), ZERO)
    off = [each.amount.number for each in document.allowances if each.is_allowance]
    on = [each.amount.number for each in document.allowances if each.is_charge]
    tax = sum((row.tax.number for row in document.breakdown), ZERO)
    without_tax = lines - sum(off, ZERO) + sum(on, ZERO)
    rows = document.breakdown if document.syntax is Syntax.UBL else ()
    return replace(
        document,
        tax_totals=(TaxTotal(amount=eur(tax), subtotals=rows),),
        totals=Totals(
            lines=eur(lines),
            allowances=eur(sum(off, ZERO)) if off else None,
            charges=eur(sum(on, ZERO)) if on else None,
            without_tax=eur(without_tax),
            with_tax=eur(without_tax + tax),
            prepaid=eur(prepaid) if prepaid else None,
            rounding=eur(rounding) if rounding else None,
            payable=eur(without_tax + tax - prepaid + rounding),
        ),
    )
