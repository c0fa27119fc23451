"""Whatever a carrier's conventions are, the same charges come back as were written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing_audit.bills.importers.mapped.profile import Conventions, Table
from tests.billing_audit.bills.mapped.tables import PROFILE, read, row, saved, text, workbook

CODECS = {"auto": "utf-8", "cp1252": "cp1252", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
WAYS = {"MM/DD/YYYY": "%m/%d/%Y", "DD.MM.YYYY": "%d.%m.%Y", "YYYYMMDD": "%Y%m%d"}
SIGNS = {
    "before": "-{}", "after": "{}-", "brackets": "({})", "credit": "{} CR", "dollars": "($ {})",
}  # fmt: skip
#: Letters that each of the encodings has, and marks that CSV has to keep apart.
WORDS = st.text("abcXYZ äöüéß 0123456789 ,;|'\"()-", max_size=30).map(str.strip)
AMOUNTS = st.decimals(-999_999, 9_999_999, places=2, allow_nan=False)
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
CHARGES = st.lists(st.tuples(AMOUNTS, DAYS, WORDS), min_size=1, max_size=8)


@st.composite
def conventions(draw: st.DrawFn) -> Conventions:
    decimal = draw(st.sampled_from(".,"))
    thousands = draw(
        st.sampled_from([sign for sign in ("", ",", ".", " ", "'") if sign != decimal])
    )
    return Conventions(
        decimal=decimal,
        thousands=thousands,
        days=(draw(st.sampled_from(sorted(WAYS))),),
        charges_are=draw(st.sampled_from(["positive", "negative"])),
    )


def figures(amount: Decimal, ways: Conventions, sign: str) -> str:
    """The amount as a carrier of these conventions prints it."""
    printed = -amount if ways.charges_are == "negative" else amount
    plain = f"{abs(printed):,.2f}".replace(",", "\0").replace(".", ways.decimal)
    plain = plain.replace("\0", ways.thousands)
    return SIGNS[sign].format(plain) if printed < 0 else plain


@settings(max_examples=150, deadline=None)
@given(
    CHARGES,
    conventions(),
    st.sampled_from(sorted(SIGNS)),
    st.sampled_from(sorted(CODECS)),
    st.sampled_from(",;\t|"),
)
def test_a_text_says_what_was_written(
    charges: list[tuple[Decimal, date, str]],
    ways: Conventions,
    sign: str,
    encoding: str,
    delimiter: str,
) -> None:
    profile = replace(
        PROFILE, conventions=ways, table=Table(encoding=encoding, delimiter=delimiter)
    )
    rows = [
        row(Amount=figures(amount, ways, sign), What=words,
            **{"Billed on": day.strftime(WAYS[ways.days[0]])})
        for amount, day, words in charges
    ]  # fmt: skip
    content = text(*rows, delimiter=delimiter).encode(CODECS[encoding])

    with TemporaryDirectory() as folder:
        found = read(saved(Path(folder), content), profile)

    assert found.rejects == []
    assert [(line.amount, line.description) for line in found.lines] == [
        (amount, words) for amount, _, words in charges
    ]
    assert {each.bill_date for each in found.invoices} == {day for _, day, _ in charges}


@settings(max_examples=25, deadline=None)
@given(CHARGES)
@pytest.mark.parametrize("stored", [True, False], ids=["as values", "as texts"])
def test_a_workbook_says_what_was_written(
    stored: bool, charges: list[tuple[Decimal, date, str]]
) -> None:
    profile = replace(PROFILE, table=Table(kind="xlsx"))
    rows = [
        [*row(What=f"“{words}”")[:2], day if stored else day.strftime("%m/%d/%Y"),
         *row(What=f"“{words}”")[3:6], amount if stored else f"{amount:,}"]
        for amount, day, words in charges
    ]  # fmt: skip

    with TemporaryDirectory() as folder:
        found = read(workbook(Path(folder), *rows), profile)

    assert found.rejects == []
    assert [(line.amount, line.description) for line in found.lines] == [
        (amount, f"“{words}”") for amount, _, words in charges
    ]
    assert {each.bill_date for each in found.invoices} == {day for _, day, _ in charges}
