"""Money, numbers and days as carriers write them; never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.bills.importers.mapped import cells
from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.profile import Conventions
from billing_audit.bills.importers.standard_csv.cells import Unreadable

AMERICAN = Conventions()
GERMAN = Conventions(decimal=",", thousands=".")
FRENCH = Conventions(decimal=",", thousands=" ")
SWISS = Conventions(thousands="'")
BARE = Conventions(thousands="")


@pytest.mark.parametrize(
    ("conventions", "written", "amount"),
    [
        (AMERICAN, "1234.56", "1234.56"),
        (AMERICAN, "$1,234.56", "1234.56"),
        (AMERICAN, " $ 1,234,567 ", "1234567"),
        (AMERICAN, "(12.34)", "-12.34"),
        (AMERICAN, "($12.34)", "-12.34"),
        (AMERICAN, "$(12.34)", "-12.34"),
        (AMERICAN, "-12.34", "-12.34"),
        (AMERICAN, "-$12.34", "-12.34"),
        (AMERICAN, "−12.34", "-12.34"),
        (AMERICAN, "12.34-", "-12.34"),
        (AMERICAN, "12.34 CR", "-12.34"),
        (AMERICAN, "12.34cr", "-12.34"),
        (AMERICAN, "12.34 DR", "12.34"),
        (AMERICAN, "+12.34", "12.34"),
        (AMERICAN, ".50", "0.50"),
        (AMERICAN, "USD 12.34", "12.34"),
        (AMERICAN, "12.34 USD", "12.34"),
        (AMERICAN, "-0.00", "0.00"),
        (GERMAN, "1.234,56", "1234.56"),
        (GERMAN, "1.234", "1234"),
        (GERMAN, "-1.234,5", "-1234.5"),
        (FRENCH, "1 234,56", "1234.56"),
        (FRENCH, "1\u00a0234,56", "1234.56"),
        (FRENCH, "1\u202f234,56 \u00a0", "1234.56"),
        (SWISS, "1'234.56", "1234.56"),
        (SWISS, "1’234.56", "1234.56"),
        (BARE, "1234.5678", "1234.5678"),
    ],
)  # fmt: skip
def test_money_is_read_as_the_profile_says(
    conventions: Conventions, written: str, amount: str
) -> None:
    assert str(cells.money(written, conventions, "USD")) == amount


@pytest.mark.parametrize(
    ("conventions", "written", "reason"),
    [
        (AMERICAN, "1.234,56", "numbers written like 1,234.56"),
        (AMERICAN, "12,34", "numbers written like 1,234.56"),
        (AMERICAN, "1,2345.00", "numbers written like 1,234.56"),
        (GERMAN, "1,234.56", "numbers written like 1.234,56"),
        (GERMAN, "12.34", "numbers written like 1.234,56"),
        (BARE, "1,234.56", "numbers written like 1234.56"),
        (AMERICAN, "1e5", "numbers written like"),
        (AMERICAN, "1_000", "numbers written like"),
        (AMERICAN, "1٣", "not a number"),
        (AMERICAN, "NaN", "not a number"),
        (AMERICAN, "12.34 %", "not a number"),
        (AMERICAN, "-(12.34)", "contradict each other"),
        (AMERICAN, "-12.34 CR", "contradict each other"),
        (AMERICAN, "(12.34", "contradict each other"),
        (AMERICAN, "€ 12.34", "The amount is in €, the bill in USD"),
        (AMERICAN, "12.34 CAD", "The amount is in CAD, the bill in USD"),
        (AMERICAN, "9" * 80, "not a number"),
        (AMERICAN, "12\x0034", "NUL character"),
        (AMERICAN, "12.3\udcff", "no text in the encoding"),
    ],
)
def test_what_the_profile_does_not_allow_is_no_money(
    conventions: Conventions, written: str, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        cells.money(written, conventions, "USD")


def test_words_for_nothing_are_the_profiles() -> None:
    dashed = Conventions(empty=("-", "n/a"))

    assert cells.money("-", dashed, "") is None
    assert cells.text("n/a", dashed) == ""
    with pytest.raises(Unreadable):
        cells.money("-", AMERICAN, "")


@pytest.mark.parametrize(
    ("pattern", "written", "day"),
    [
        ("YYYY-MM-DD", "2026-03-04", date(2026, 3, 4)),
        ("MM/DD/YYYY", "03/04/2026", date(2026, 3, 4)),
        ("M/D/YYYY", "3/4/2026", date(2026, 3, 4)),
        ("DD.MM.YYYY", "04.03.2026", date(2026, 3, 4)),
        ("D MMM YYYY", "4 Mar 2026", date(2026, 3, 4)),
        ("D-MMM-YY", "4-MAR-26", date(2026, 3, 4)),
        ("MMMM D, YYYY", "March 4, 2026", date(2026, 3, 4)),
        ("YYYYMMDD", "20260304", date(2026, 3, 4)),
        ("M/D/YYYY HH:mm AM", "3/4/2026 12:05 am", date(2026, 3, 4)),
        ("YYYY-MM-DD*", "2026-03-04 10:11:12 PDT", date(2026, 3, 4)),
        ("DDD, D MMM YYYY*", "Wed, 04 Mar 2026 10:11:12 +0000", date(2026, 3, 4)),
    ],
)
def test_days_are_read_by_their_pattern(pattern: str, written: str, day: date) -> None:
    assert cells.day(written, Conventions(days=(pattern,))) == day


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2026-03-04", "a day written as MM/DD/YYYY"),
        ("13/04/2026", "no such day"),
        ("02/30/2026", "no such day"),
        ("01/01/0026", "No bill is of that year"),
        (Decimal(46085), "format it as a date"),
    ],
)
def test_other_days_are_no_days(written: Cell, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        cells.day(written, Conventions(days=("MM/DD/YYYY",)))


def test_the_hour_is_kept_for_who_asks_for_it() -> None:
    ways = Conventions(days=("M/D/YYYY H:mm:ss AM",))

    found = cells.time("3/4/2026 1:02:03 PM", ways)

    assert found is not None
    assert found.isoformat() == "2026-03-04T13:02:03"


@pytest.mark.parametrize("written", ["2.87012E+11", "2,87E+11", Decimal("2870123456789012")])
def test_a_number_that_a_spreadsheet_has_shortened_names_nobody(written: Cell) -> None:
    with pytest.raises(Unreadable, match="spreadsheet has shortened"):
        cells.key(written, AMERICAN)
