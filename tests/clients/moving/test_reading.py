"""What is read from the exports of other systems, as different countries write them."""

from datetime import date
from decimal import Decimal

import pytest

from clients.moving.cells import Unreadable, day, hours, order_of, yes_or_no
from clients.moving.layouts import LAYOUTS
from clients.moving.reading import read
from retainer.lib.refusal import Refused
from tests.clients.moving.conftest import ROW, harvest

KIMAI = LAYOUTS["kimai"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.5", "1.5"), ("1,5", "1.5"), ("1:30", "1.5"), ("1:30:00", "1.5"), ("5400", "1.5"),
     ("0:20", "0.33"), ("8", "8"), ("24", "24"), ("60", "0.02"), ("0:00:45", "0.01"),
     ("0.25", "0.25")],
)  # fmt: skip
def test_hours_are_read_however_they_are_written(text: str, expected: str) -> None:
    assert hours(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "an hour", "-1", "1:75", "NaN", "Infinity", "1.5h"])
def test_what_are_no_hours_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable, match="Expected hours"):
        hours(text)


@pytest.mark.parametrize("text", ["25", "59", "25.0", "25,00"])
def test_more_hours_than_a_day_has_are_not_taken_for_seconds(text: str) -> None:
    with pytest.raises(Unreadable, match="No day has so many hours"):
        hours(text)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-03-12", "", date(2026, 3, 12)),
        ("2026-03-12 09:30", "", date(2026, 3, 12)),
        ("12.03.2026", "", date(2026, 3, 12)),
        ("03/12/2026", "mdy", date(2026, 3, 12)),
        ("03/12/2026", "dmy", date(2026, 12, 3)),
    ],
)
def test_days_are_read_however_they_are_written(text: str, order: str, expected: date) -> None:
    assert day(text, order) == expected


@pytest.mark.parametrize("text", ["03/12/2026", "31.02.2026", "yesterday", ""])
def test_what_is_no_day_or_could_be_two_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable):
        day(text, "")


def test_a_file_tells_its_order_of_days_by_one_after_the_twelfth() -> None:
    assert order_of(["01/02/2026", "01/13/2026"]) == "mdy"
    assert order_of(["01/02/2026", "13/01/2026"]) == "dmy"
    assert order_of(["01/02/2026"]) == order_of(["13/01/2026", "01/13/2026"]) == ""


def test_yes_and_no_are_read_in_several_languages() -> None:
    assert [yes_or_no(word) for word in ("Yes", "ja", "1", "No", "nein", "")] == [
        *(True, True, True), *(False, False, False),
    ]  # fmt: skip


def test_a_report_of_harvest_is_read() -> None:
    (row,) = read(harvest(ROW), LAYOUTS["harvest"]).rows

    assert (row.day, row.hours, row.client, row.project) == (
        date(2026, 3, 2), Decimal("1.5"), "Acme Logistics", "Audit",
    )  # fmt: skip
    assert (row.person, row.text, row.reference, row.is_billable) == (
        "Casey Cole", "Consulting: Dispute call", "AC-1", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        '"Date","From","To","Duration","Rate","User","Customer","Project","Activity","Description",'
        '"Exported","Tags","Hourly rate","Fixed rate"\n'
        '"2026-03-02","15:50","17:20","5400","270.00","casey@practice.test","Acme","Audit",'
        '"Consulting","Dispute call","0","a,b","180.00","0"\n',
        "Datum;Von;Bis;Dauer;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar;Benutzer\n"
        "02.03.2026;15:50;17:20;1,5;Acme;Audit;Consulting;Dispute call;Ja;casey@practice.test\n",
        "ID,Date,Begin,End,Duration,Username,Email,Customer,Project,Activity,Description,Billable\n"
        "77,2026-03-02,15:50,17:20,1:30,casey@practice.test,casey@practice.test,Acme,Audit,"
        "Consulting,Dispute call,1\n",
    ],
    ids=["seconds", "German", "with ids"],
)
def test_exports_of_kimai_are_read_in_their_variants(content: str) -> None:
    (row,) = read(content.encode(), KIMAI).rows

    assert (row.day, row.hours, row.person, row.text) == (
        date(2026, 3, 2), Decimal("1.5"), "casey@practice.test", "Consulting: Dispute call",
    )  # fmt: skip
    assert row.is_billable


def test_every_cell_that_cannot_be_read_is_named_with_its_place() -> None:
    wrong = "3/2/2026||Audit|Call|two|perhaps|Casey|Cole"

    export = read(harvest(ROW, wrong), LAYOUTS["harvest"])

    assert len(export.rows) == 1
    assert [(f.line, f.column, f.value) for f in export.faults] == [
        (3, "Date", "3/2/2026"),
        (3, "Hours", "two"),
        (3, "Billable?", "perhaps"),
        (3, "Client", ""),
    ]


def test_equal_rows_are_two_and_a_row_is_known_again() -> None:
    first, second = read(harvest(ROW, ROW), LAYOUTS["harvest"]).rows
    (again,) = read(harvest(ROW.replace("1.5", "2")), LAYOUTS["harvest"]).rows

    assert first.key != second.key
    assert again.key == first.key


@pytest.mark.parametrize("content", [b"", b"Date,Hours\n2026-01-01,1\n", b"\0\1\2", b"%PDF-1.7"])
def test_a_file_that_is_no_such_export_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content, LAYOUTS["harvest"])
