"""What a template reads from the PDFs of three carriers that do not exist."""

from dataclasses import replace
from decimal import Decimal

import pytest

from billing_audit.bills.importers.paper.stream import difference_of, stream_of
from billing_audit.bills.importers.paper.template import (
    Column,
    Fields,
    Label,
    Mark,
    Section,
    Table,
    Template,
)
from tests.billing_audit.bills.paper.carriers import (
    LUMIERE,
    NORDTEL,
    SUMMIT,
    Nordtel,
    Summit,
    lumiere,
    paper,
    row,
)
from tests.billing_audit.bills.paper.reading import draft_of, pages_of
from tests.billing_audit.bills.parts import Parts


def test_a_table_goes_over_pages_with_its_header_and_sections() -> None:
    sections = {
        f"0170 555 {n:04d}": [("Grundgebühr", "1", "1.030,50"), ("Verbindungen", "120", "3,20")]
        for n in range(40)
    }
    bill = Nordtel(sections=sections, vat="7.858,02", total="49.206,02")

    draft = draft_of(bill.pdf(), NORDTEL)

    assert len(draft.lines) == 81
    assert {line["page"] for line in draft.lines} == {"1", "2", "3", ""}
    assert [line["service_id"] for line in draft.lines[:80:2]] == list(sections)
    assert {(line["description"], line["amount"]) for line in draft.lines} == {
        ("Grundgebühr", "1030.50"), ("Verbindungen", "3.20"), ("MwSt", "7858.02"),
    }  # fmt: skip
    assert {line["charge_type"] for line in draft.lines} == {"recurring", "usage", "tax"}
    assert (draft.doubts, difference_of(draft)) == ([], Decimal(0))
    assert draft.invoice["due_date"] == "2026-04-14"


def test_credits_taxes_and_wrapped_words_of_an_american_bill() -> None:
    bill = Summit(
        charges=[
            ("Unlimited plan\nfor the whole team", "212-555-0100", "$1,200.00", "12.00"),
            ("Data usage", "212-555-0101", "5.00", "0.00"),
        ],
        credits=[("Loyalty", "(12.50)"), ("Goodwill", "3.00 CR"), ("Outage", "1.50-")],
        total="$1,200.00",
        due="$1,300.00",
        previous="$1,200.00",
        paid="$1,100.00",
    )

    draft = draft_of(bill.pdf(), SUMMIT)

    assert [
        (line["line_no"], line["service_id"], line["description"], line["amount"])
        for line in draft.lines
    ] == [
        ("1.1", "212-555-0100", "Unlimited plan for the whole team", "1200.00"),
        ("1.1t", "212-555-0100", "Tax on Unlimited plan for the whole team", "12.00"),
        ("1.2", "212-555-0101", "Data usage", "5.00"),
        ("1.3", "", "Loyalty", "-12.50"),
        ("1.4", "", "Goodwill", "-3.00"),
        ("1.5", "", "Outage", "-1.50"),
    ]
    assert [line["charge_type"] for line in draft.lines] == [
        "recurring", "tax", "usage", "credit", "credit", "credit",
    ]  # fmt: skip
    assert draft.invoice["amount_due"] == "1300.00"
    assert draft.invoice["previous_balance"] == "1200.00"
    assert (draft.invoice["payments"], draft.invoice["adjustments"]) == ("-1100.00", "")
    assert (draft.doubts, difference_of(draft)) == ([], Decimal(0))


def test_a_bill_without_tables_is_its_sums() -> None:
    draft = draft_of(lumiere(), LUMIERE)

    assert draft.is_totals_only
    assert [(line["description"], line["amount"]) for line in draft.lines] == [
        ("TVA", "205.76"), ("Charges, total only", "1028.80"),
    ]  # fmt: skip


def test_a_credit_note_gives_money_back_whatever_it_prints() -> None:
    parts = Parts(stream_of(draft_of(lumiere(note="Avoir"), LUMIERE)))

    [invoice] = parts.invoices
    assert (invoice.document_type, invoice.stated_total) == ("credit_note", Decimal("-1234.56"))
    assert parts.total == Decimal("-1234.56")
    assert parts.remarks == ["A credit note: the amounts it prints are taken as money given back."]


def test_what_cannot_be_read_is_doubted_and_never_guessed() -> None:
    bill = Nordtel(
        sections={"0170": [("Grundgebühr", "ein", "12.34"), ("Option", "1", "5,00")]},
        vat="0,95",
        total="5.95",
    )

    draft = draft_of(bill.pdf(), NORDTEL)

    assert [(doubt.row, doubt.column, doubt.value) for doubt in draft.doubts] == [
        (None, "stated_total", "5.95 €"), (1, "quantity", "ein"), (1, "amount", "12.34"),
    ]  # fmt: skip
    assert draft.lines[0]["amount"] == ""
    assert difference_of(draft) is None


def test_a_figure_that_is_not_there_is_said() -> None:
    draft = draft_of(paper("<p>Nordtel AG Rechnung</p>"), NORDTEL)

    assert {(doubt.row, doubt.column) for doubt in draft.doubts} == {
        (None, "account_no"), (None, "invoice_no"), (None, "bill_date"), (None, "stated_total"),
        (1, "amount"),
    }  # fmt: skip


TABLE = Table(columns=(Column("description", 40, 300), Column("amount", 450, 560)))
PLAIN = replace(
    NORDTEL,
    marks=(Mark("Plain"),),
    fields=Fields(
        **dict.fromkeys(("invoice_no", "account_no", "bill_date", "total"), Label("Nothing"))
    ),
    tables=(TABLE,),
    sums=(),
)
COLUMNS = '<colgroup><col style="width:400pt"><col style="width:115pt"></colgroup>'


def read_table(rows: str, table: Table) -> list[tuple[str, str]]:
    draft = draft_of(paper(f"<table>{COLUMNS}{rows}</table>"), replace(PLAIN, tables=(table,)))
    return [(line["description"], line["amount"]) for line in draft.lines]


def test_words_above_an_amount_begin_its_description_where_a_carrier_writes_so() -> None:
    rows = row("Port 100 Mbit/s", ">") + row("Hamburg", ">30,00") + row("Router", ">5,00")

    assert read_table(rows, replace(TABLE, wrapped="below")) == [
        ("Port 100 Mbit/s Hamburg", "30.00"), ("Router", "5.00"),
    ]  # fmt: skip
    assert read_table(rows, replace(TABLE, wrapped="alone")) == [
        ("Hamburg", "30.00"), ("Router", "5.00"),
    ]  # fmt: skip


def test_subtotals_and_amounts_carried_forward_are_no_charges() -> None:
    rows = row("Übertrag", ">99,00") + row("Router", ">5,00") + row("Summe Standort", ">5,00")

    assert read_table(rows, replace(TABLE, skipped=("Übertrag", "Summe"))) == [("Router", "5.00")]


def test_headings_say_the_kind_of_charge_until_the_next() -> None:
    rows = (
        row("Einmalig", ">") + row("Anschluss", ">50,00")
        + row("Laufend", ">7,00") + row("Router", ">5,00") + row("Rabatt", ">-1,00")
    )  # fmt: skip
    sections = (
        Section("Einmalig", "charge_type", "one_time"), Section("Laufend", "charge_type", "usage"),
    )  # fmt: skip
    table = replace(TABLE, sections=sections)

    draft = draft_of(paper(f"<table>{COLUMNS}{rows}</table>"), replace(PLAIN, tables=(table,)))

    assert [(line["description"], line["charge_type"]) for line in draft.lines] == [
        ("Anschluss", "one_time"), ("Router", "usage"), ("Rabatt", "usage"),
    ]  # fmt: skip


def test_a_charge_named_like_the_heading_of_its_table_is_read() -> None:
    rows = row("Laufende Kosten", ">Betrag") + row("Laufende Kosten Router", ">5,00")

    assert read_table(rows, replace(TABLE, after="Laufende Kosten")) == [
        ("Laufende Kosten Router", "5.00")
    ]


@pytest.mark.parametrize(
    ("section", "heading", "charge"),
    [
        (Section("Gutschrift", "charge_type", "credit"), "Gutschrift", "Gutschrift Umzug"),
        (Section("Mobil", "service_id"), "Mobil 0170 555 0001", "Mobil Option"),
    ],
)
@pytest.mark.parametrize("subtotal", ["", "5,00"])
def test_a_charge_named_like_a_heading_over_rows_is_read(
    section: Section, heading: str, charge: str, subtotal: str
) -> None:
    rows = row(heading, f">{subtotal}") + row(charge, ">5,00")

    assert read_table(rows, replace(TABLE, sections=(section,))) == [(charge, "5.00")]


def test_credits_printed_without_a_sign_are_turned() -> None:
    assert read_table(row("Rabatt", ">12,00"), replace(TABLE, are_credits=True)) == [
        ("Rabatt", "-12.00")
    ]


def test_a_table_ends_where_its_words_say() -> None:
    rows = (
        row("Kopf", ">") + row("Leistung", ">Betrag") + row("Router", ">5,00")
        + row("Ende", ">5,00") + row("Fußnote", ">1,00")
    )  # fmt: skip

    assert read_table(rows, replace(TABLE, after="Leistung", before="Ende")) == [("Router", "5.00")]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    once = '<p style="position:absolute;top:100pt;left:{}pt">Total 1.100,11 €</p>'

    words = [word.text for word in pages_of(paper(once.format(50) + once.format(50.4)))[0].words]

    assert words == ["Total", "1.100,11", "€"]


def test_text_on_its_side_is_not_mixed_into_lines() -> None:
    side = '<p style="position:absolute;left:100pt;top:100pt;transform:rotate(90deg)">Form</p>'

    [page] = pages_of(paper(f"{side}<p>Total</p>"))

    assert [word.text for word in page.words] == ["Total"]


def test_a_line_says_where_on_its_page_it_stands() -> None:
    [line, *_] = draft_of(
        Nordtel(sections={"1": [("Router", "1", "5,00")]}, vat="1,00", total="6,00").pdf(), NORDTEL
    ).lines

    left, top, right, bottom = (float(edge) for edge in line["box"].split())
    assert 40 <= left < 60 < 500 < right < 560
    assert 0 < bottom - top < 20


@pytest.mark.parametrize("template", [NORDTEL, SUMMIT, LUMIERE], ids=lambda each: each.carrier)
def test_the_drawn_templates_are_sound(template: Template) -> None:
    assert Template.from_json(template.to_json()) == template
