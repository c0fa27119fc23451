"""Bills for property tests: any document a syntax can say, and documents whose sums are right."""

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
    Period,
    Price,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    TaxTotal,
    ThirdPartyCharge,
    Totals,
)
from billing_audit.bills.importers.einvoice.ubl import XRECHNUNG_EXTENSION

SYNTAXES = st.sampled_from(Syntax)
CODES = st.sampled_from(["S", "Z", "E", "AE", "K", "G", "O", "L", "M"])
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Z")), max_size=12
)
NAMES = WORDS.filter(bool)
UNITS = st.none() | st.sampled_from(["EUR", "SEK"])


def amounts(units: st.SearchStrategy[str | None] = UNITS) -> st.SearchStrategy[Amount]:
    texts = st.decimals(-(10**6), 10**6, places=2).map(str) | st.sampled_from(["", "7", "-0.5"])
    return st.builds(Amount.read, texts, units)


MAYBE = st.none() | amounts()
QUANTITIES = st.none() | amounts(st.none() | st.sampled_from(["EA", "MIN", "4L"]))
PERCENTS = st.none() | amounts(st.none())
CATEGORIES = st.builds(TaxCategory, CODES, PERCENTS, st.booleans())
PERIODS = st.builds(Period, st.none() | DAYS, st.none() | DAYS)
ALLOWANCES = st.builds(
    AllowanceCharge,
    indicator=st.sampled_from([None, "true", "false", "maybe"]),
    amount=MAYBE,
    base=MAYBE,
    percent=PERCENTS,
    reason=WORDS,
    reason_code=WORDS,
    categories=st.lists(CATEGORIES, max_size=2).map(tuple),
)
NO_MORE = st.just(())


def few(each: st.SearchStrategy, most: int = 2) -> st.SearchStrategy[tuple]:
    return st.lists(each, max_size=most).map(tuple)


def prices(syntax: Syntax) -> st.SearchStrategy[Price | None]:
    return st.none() | st.builds(
        Price, amount=MAYBE, base_quantity=QUANTITIES, allowances=few(ALLOWANCES)
    )


def lines(syntax: Syntax) -> st.SearchStrategy[Line]:
    return st.builds(
        Line,
        id=WORDS,
        name=WORDS,
        description=WORDS,
        quantity=QUANTITIES,
        net=MAYBE,
        price=prices(syntax),
        gross_price=prices(syntax) if syntax is Syntax.CII else st.none(),
        allowances=few(ALLOWANCES),
        categories=few(CATEGORIES),
        period=PERIODS,
        references=few(st.tuples(NAMES, WORDS)),
        properties=few(st.tuples(WORDS, WORDS)),
        seller_code=WORDS,
        standard_code=WORDS,
    )


def parties(syntax: Syntax) -> st.SearchStrategy[Party]:
    return st.builds(
        Party,
        name=WORDS,
        trading_name=WORDS,
        account=WORDS if syntax is Syntax.UBL else st.just(""),
        identifiers=few(NAMES),
        global_ids=few(NAMES),
        legal_id=WORDS,
        vat_id=WORDS,
        address=WORDS,
    )


SUBTOTALS = st.builds(TaxSubtotal, taxable=MAYBE, tax=MAYBE, category=CATEGORIES)
TOTALS = st.builds(Totals, **{name: MAYBE for name in Totals.__dataclass_fields__})


@st.composite
def documents(draw: st.DrawFn, syntax: Syntax) -> Document:
    """Anything, right or wrong, that the syntax has a place for."""
    is_ubl = syntax is Syntax.UBL
    credits = draw(st.booleans())
    issued = draw(DAYS)
    rows = few(SUBTOTALS)
    third_party = draw(few(st.builds(ThirdPartyCharge, WORDS, WORDS, MAYBE))) if is_ubl else ()
    tax_totals = draw(
        few(st.builds(TaxTotal, amount=MAYBE, subtotals=rows))
        if is_ubl
        else few(st.builds(TaxTotal, amount=amounts()))
    )
    return Document(
        syntax=syntax,
        specification=f"#{XRECHNUNG_EXTENSION}_3.0" if third_party else draw(WORDS),
        type_code="381" if credits else "380",
        is_credit_note=credits,
        number=draw(WORDS),
        issued=issued,
        issued_as=issued.isoformat() if is_ubl else f"{issued:%Y%m%d}",
        due=draw(st.none() | DAYS),
        currency=draw(UNITS),
        tax_currency=draw(UNITS),
        period=draw(PERIODS),
        buyer_reference=draw(WORDS),
        accounting_cost=draw(WORDS),
        contract=draw(WORDS),
        object_id=draw(WORDS),
        seller=draw(parties(syntax)),
        buyer=draw(parties(syntax)),
        totals=draw(st.none() | TOTALS) if is_ubl else draw(TOTALS),
        tax_totals=tax_totals,
        breakdown=tuple(row for each in tax_totals for row in each.subtotals)
        if is_ubl
        else draw(rows),
        allowances=draw(few(ALLOWANCES)),
        logistics=() if is_ubl else draw(few(logistics())),
        third_party=third_party,
        lines=draw(few(lines(syntax), most=3)),
    )


def logistics() -> st.SearchStrategy[AllowanceCharge]:
    return st.builds(
        AllowanceCharge,
        indicator=st.just("true"),
        amount=MAYBE,
        reason=WORDS,
        categories=few(CATEGORIES),
    )


def without_places(document: Document) -> Document:
    """The document without the evidence of where in a file its lines stood."""
    bare = tuple(replace(line, elements="", place=0, row=None) for line in document.lines)
    return replace(document, lines=bare)


def eur(amount: Decimal) -> Amount:
    return Amount.read(f"{amount:f}", "EUR")
