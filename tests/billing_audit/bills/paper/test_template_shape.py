"""A template as data: there and back, and what is said of one that does not hold."""

import json
from typing import Any

import pytest

from billing_audit.bills.importers.paper.template import (
    BadShape,
    Box,
    Column,
    Conventions,
    Fields,
    Kind,
    Label,
    Mark,
    Region,
    Section,
    Sum,
    Table,
    Template,
)

WHOLE = Template(
    carrier="Nordtel",
    marks=(Mark("Nordtel AG"), Mark("Rechnung", Box(300, 20, 560, 80))),
    producer="Billing",
    conventions=Conventions(",", "day-month-year", "EUR"),
    fields=Fields(
        invoice_no=Label("Rechnungsnummer"),
        account_no=Region(Box(0, 10, 200, 30), anchor="Kundennummer"),
        bill_date=Label("Datum", "below"),
        total=Label("Gesamtbetrag", page="last"),
        period=Region(Box(300, 100, 560, 120)),
    ),
    tables=(
        Table(
            columns=(Column("description", 40, 300), Column("amount", 450, 560)),
            pages="rest",
            after="Beschreibung",
            before="Zwischensumme",
            sections=(
                Section("Rufnummer", "service_id"),
                Section("Gutschriften", "charge_type", "credit"),
            ),
            skipped=("Übertrag",),
            charge_types=(Kind("Verbindungen", "usage"),),
        ),
    ),
    sums=(Sum(description="MwSt", place=Label("MwSt", page="last"), charge_type="tax"),),
)


def with_part(place: tuple[str | int, ...], value: object) -> object:
    """The whole template as JSON, with one part of it replaced."""
    given: Any = WHOLE.to_json()
    inside = given
    for name in place[:-1]:
        inside = inside[name]
    inside[place[-1]] = value
    return given


def test_a_template_comes_back_from_json_as_it_was() -> None:
    assert Template.from_json(json.loads(json.dumps(WHOLE.to_json()))) == WHOLE


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("fields", "total"), {"x": 1}, "fields.total: Say box or words."),
        (("fields",), {}, "fields.invoice_no: This is missing."),
        (("carrier",), " ", "Name the carrier."),
        (("carrier",), 7, "carrier: This must be text."),
        (("carrier",), "x" * 201, "carrier: Write one line of at most 200 characters."),
        (("marks",), [], "Choose words that tell this carrier's bills from others."),
        (("marks",), "Nordtel", "marks: This must be a list of 200 at most."),
        (("strange",), 1, "There is no part 'strange' here."),
        (("conventions", "decimal"), ";", "conventions.decimal: Choose one of ., ,."),
        (
            ("conventions", "currency"),
            "euro",
            "conventions: Write the currency as three letters, such as USD.",
        ),
        (
            ("marks", 1, "box", "left"),
            1.5,
            "marks[1].box.left: This must be a whole number.",
        ),
        (
            ("marks", 1, "box", "left"),
            True,
            "marks[1].box.left: This must be a whole number.",
        ),
        (
            ("marks", 1, "box", "left"),
            560,
            "marks[1].box: A box must be drawn from its upper left to its lower right corner.",
        ),
        (
            ("tables", 0, "pages"),
            "all",
            "tables[0]: Pages are first, rest, last, any, or the number of one page.",
        ),
        (
            ("tables", 0, "columns", 1, "left"),
            250,
            "tables[0]: Columns must not lie over each other.",
        ),
        (
            ("tables", 0, "columns", 1, "role"),
            "quantity",
            "tables[0]: A table needs one column with the amount.",
        ),
    ],
)
def test_what_does_not_hold_is_named_with_its_place(
    place: tuple[str | int, ...], value: object, sentence: str
) -> None:
    with pytest.raises(BadShape) as refused:
        Template.from_json(with_part(place, value))

    assert refused.value.sentence == sentence


@pytest.mark.parametrize("given", [None, [], "template", 3])
def test_anything_but_an_object_is_no_template(given: object) -> None:
    with pytest.raises(BadShape):
        Template.from_json(given)
