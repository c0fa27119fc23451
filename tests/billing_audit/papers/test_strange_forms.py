"""What no page of ours sends, and somebody may all the same."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.paper_models import DraftBill
from billing_audit.models import BillFile
from billing_audit.papers.amounts import plain
from billing_audit.papers.drawn import drawn_in
from tests.billing_audit.papers.sent import fields_of


@pytest.mark.parametrize(
    "name",
    ["", ".", "[0]", "tables", "tables[0]", "fields.total", ".".join(["fields"] * 5000), "deed"],
)
def test_a_field_nobody_offered_is_no_mistake_of_ours(name: str) -> None:
    assert isinstance(drawn_in({name: "x", "fields.total.way": "box"}), dict)


def test_a_row_left_empty_is_no_row_and_its_gap_closes() -> None:
    drawn = drawn_in({"marks[0].words": "", "marks[4].words": "Nordtel", "marks[7].words": " "})

    assert drawn == {"marks": [{"words": "Nordtel"}]}


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1,234.50", "1234.50"),
        ("$ 12.00", "12.00"),
        ("(12.00)", "-12.00"),
        ("12.00-", "-12.00"),
        ("−12.00", "-12.00"),
        ("-", "-"),
        ("twelve", "twelve"),
    ],
)
def test_figures_are_taken_as_bills_print_them(typed: str, figure: str) -> None:
    assert plain(typed) == figure


def test_where_a_line_was_read_cannot_be_sent(browser: Browser, draft: DraftBill) -> None:
    address = reverse("papers:draft_detail", args=[draft.public_id])
    sent = fields_of(browser.get(address), "data-draft")

    answer = browser.post(
        address,
        {
            **sent,
            "lines[0].page": "nowhere",
            "lines[0].box": "x",
            "lines[0].description": "a\0b",
            "page": "-1",
            "deed": "keep",
        },
    )

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.draft.lines[0]["page"] == "1"
    assert draft.draft.lines[0]["description"] == "ab"


def test_a_name_longer_than_its_column_is_cut(browser: Browser, refused: BillFile) -> None:
    address = reverse("papers:layout_draw", args=[refused.public_id])

    answer = browser.post(address, {"name": "n" * 500 + "\0", "deed": "save"})

    assert answer.status_code == 200
