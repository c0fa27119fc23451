"""A deck's version: a file whole or not at all, every bad cell by its place."""

from datetime import date
from pathlib import Path

import pytest

from billing_audit.models import DeckRate, DeckVersion
from billing_audit.rating.services import DaysTaken, take_back
from clients.models import Client, User
from clients.telecom.reference.table import BadTable
from retainer.lib.refusal import Refused
from tests.billing_audit.rating.decks import deck, load, saved


def said(outcome: object) -> list[tuple[int, str, str, str]]:
    return [(cell.row, cell.column, cell.value, cell.reason) for cell in outcome.told]


def test_columns_may_stand_anywhere_and_be_called_as_the_trade_calls_them(
    acme: Client, tmp_path: Path
) -> None:
    path = saved(
        tmp_path,
        '6,6,0.0125,"United Kingdom, mobile",+447,x',
        "1,60,0.02,Elsewhere,44,x",
        header="add_inc,MIN_INC,rate,destination,dial_code,remarks",
    )

    outcome = load(deck(), path)

    assert outcome.warnings == ["Unknown columns were ignored: remarks."]
    first = DeckRate.objects.get(prefix="447")
    assert (str(first.rate), str(first.minimum), str(first.increment)) == (
        "0.01250000", "6.000", "6.000",
    )  # fmt: skip
    assert first.destination == "United Kingdom, mobile"
    version = DeckVersion.objects.get()
    assert (version.row_count, version.longest_prefix, version.source) == (2, 3, "deck.csv")


def test_every_bad_cell_is_told_and_nothing_is_stored(db: None, tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "44,UK,0.02,,60,6,,",
        "4x,UK,1e5,0.1,0,6,evening,-1",
        "45,DK",
        f"46,{'S' * 121},0.03,,60,6,,",
    )

    outcome = load(deck(bands=[{"name": "peak"}]), path)

    assert outcome.bad_cells == 7
    assert [(row, column) for row, column, _, _ in said(outcome)] == [
        (3, "prefix"), (3, "band"), (3, "from_minutes"), (3, "rate"), (3, "minimum"), (4, ""),
        (5, "destination"),
    ]  # fmt: skip
    assert said(outcome)[1] == (3, "band", "evening", "not one of the deck’s time bands")
    assert said(outcome)[5] == (4, "", "", "has 2 cells; the header has 8")
    assert not DeckVersion.objects.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("4x,UK,0.02,,60,6,,", "prefix"),
        (f"44,{'S' * 121},0.02,,60,6,,", "destination"),
        ("44,UK,0.02,,60,6,evening,", "band"),
        ("44,UK,0.02,,60,6,,-1", "from_minutes"),
        ("44,UK,1e5,,60,6,,", "rate"),
        ("44,UK,0.02,x,60,6,,", "connect_fee"),
        ("44,UK,0.02,,0,6,,", "minimum"),
        ("44,UK,0.02,,6x,6,,", "minimum"),
        ("44,UK,0.02,,60,0,,", "increment"),
        ("44,UK,0.02,,60,6x,,", "increment"),
    ],
)
def test_one_bad_cell_is_enough(db: None, tmp_path: Path, row: str, column: str) -> None:
    outcome = load(deck(bands=[{"name": "peak"}]), saved(tmp_path, row))

    assert [(cell, name) for cell, name, _, _ in said(outcome)] == [(2, column)]


def test_of_a_row_without_a_sound_cell_each_is_told(db: None, tmp_path: Path) -> None:
    row = f"x,{'S' * 121},x,x,x,x,x,x"

    outcome = load(deck(), saved(tmp_path, row))

    assert {column for _, column, _, _ in said(outcome)} == {
        *("prefix", "destination", "rate", "connect_fee", "minimum", "increment", "band"),
        "from_minutes",
    }


def test_the_sound_cells_of_a_bad_row_are_not_told(db: None, tmp_path: Path) -> None:
    bands = [{"name": "peak"}, {"name": "night"}]

    outcome = load(deck(bands=bands), saved(tmp_path, f"44,{'S' * 120},x,0.05,60,6,peak,500"))

    assert said(outcome) == [(2, "rate", "x", "not a number like 0.0125")]


def test_of_a_long_bad_cell_the_beginning_is_told(db: None, tmp_path: Path) -> None:
    outcome = load(deck(), saved(tmp_path, f"{'x' * 201},UK,0.02,,60,6,,"))

    assert [len(value) for _, _, value, _ in said(outcome)] == [200]


@pytest.mark.parametrize(
    ("row", "more"),
    [("4x,UK,0.02,,60,6,,", 1001), ("44,UK,0.02,,60,6,,", 1002), ("44,UK", 1001)],
)
def test_a_thousand_bad_cells_are_told_and_all_are_counted(
    db: None, tmp_path: Path, row: str, more: int
) -> None:
    outcome = load(deck(), saved(tmp_path, *[row] * more))

    assert (len(outcome.told), outcome.bad_cells) == (1000, 1001)


def test_what_may_be_left_empty_and_how_long_a_cell_may_be(db: None, tmp_path: Path) -> None:
    path = saved(tmp_path, f"44,{'S' * 120},0.02,0.05,60,6,peak,500", "45,,0.02,,60,6,,")

    assert load(deck(bands=[{"name": "peak"}]), path).is_sound


def test_a_prefix_has_one_price_per_band_and_tier(db: None, tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        *("44,UK,0.02,,60,6,,", "44,UK,0.03,,60,6,peak,", "44,UK,0.01,,60,6,,500"),
        "+44,UK,0.02,,60,6,,0.0",
    )

    outcome = load(deck(bands=[{"name": "peak"}]), path)

    assert said(outcome) == [(5, "prefix", "+44", "says the same as line 2")]


def test_a_trial_stores_nothing(db: None, tmp_path: Path) -> None:
    outcome = load(deck(), saved(tmp_path, "44,UK,0.02,,60,6,,"), dry_run=True)

    assert (outcome.rows, outcome.is_sound) == (1, True)
    assert not DeckVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"prefix,rate\n44,1\n", "no column minimum, increment"),
        (b"prefix,prefix,rate,min_inc,add_inc\n", "names a column twice"),
        (b'prefix,rate,min_inc,add_inc\n44,"1\n', "the CSV is broken"),
        (b"prefix,rate,min_inc,add_inc\n44,1,1,1\n\xff,1,1,1\n", "not UTF-8"),
        (b"", "no column prefix"),
    ],
)
def test_a_file_that_is_no_deck_says_why(
    db: None, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(content)

    with pytest.raises(BadTable, match=why):
        load(deck(), path)


def test_a_file_without_a_price_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no price"):
        load(deck(), saved(tmp_path))


def test_new_prices_end_the_open_ones_the_day_before(db: None, tmp_path: Path) -> None:
    path, prices = saved(tmp_path, "44,UK,0.02,,60,6,,"), deck()

    load(prices, path, "2026-01-01")
    load(prices, path, "2026-04-01")

    newest, oldest = DeckVersion.objects.all()
    assert (oldest.valid.lower, oldest.valid.upper) == (date(2026, 1, 1), date(2026, 4, 1))
    assert (newest.valid.lower, newest.valid.upper) == (date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-01-01", None), ("2025-06-01", None), ("2025-06-01", "2026-01-01")],
)
def test_days_that_have_prices_are_not_given_others(
    db: None, tmp_path: Path, begins: str, ends: str | None
) -> None:
    path, prices = saved(tmp_path, "44,UK,0.02,,60,6,,"), deck()
    load(prices, path, "2026-01-01")

    with pytest.raises(DaysTaken, match=r"Prices from 1.Jan.2026"):
        load(prices, path, begins, ends)
    assert load(prices, path, "2025-06-01", "2025-12-31").is_sound


def test_the_last_day_does_not_lie_before_the_first(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="before the first"):
        load(deck(), saved(tmp_path, "44,UK,0.02,,60,6,,"), "2026-02-01", "2026-01-01")


def test_what_is_taken_back_is_gone(pat: User, tmp_path: Path) -> None:
    prices = deck()
    load(prices, saved(tmp_path, "44,UK,0.02,,60,6,,"))

    take_back(version=DeckVersion.objects.get(), taken_back_by=pat)

    assert not DeckRate.objects.exists()


def test_cells_with_signs_that_copy_reads_differently_stay_what_they_are(
    db: None, tmp_path: Path
) -> None:
    path = saved(tmp_path, '44,"a\\N\tb",0.02,,60,6,,', "45,\\N,0.02,,60,6,,")

    load(deck(), path)

    assert [each.destination for each in DeckRate.objects.all()] == ["a\\N\tb", "\\N"]
