"""A bill read from paper, looked at and confirmed in the browser."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.importers.paper.draft import Doubt
from billing_audit.bills.paper_models import DraftBill
from billing_audit.models import BillFile, Invoice
from clients.models import User
from tests.billing_audit.papers.sent import fields_of, text_of


def address_of(draft: DraftBill) -> str:
    return reverse("papers:draft_detail", args=[draft.public_id])


def sent_by(browser: Browser, draft: DraftBill) -> dict[str, str]:
    return fields_of(browser.get(address_of(draft)), "data-draft")


def lines(draft: DraftBill) -> list[tuple[str, str]]:
    draft.refresh_from_db()
    return [(line["description"], line["amount"]) for line in draft.draft.lines]


def test_every_line_points_at_where_it_was_read(browser: Browser, draft: DraftBill) -> None:
    page = browser.get(address_of(draft))

    first = draft.draft.lines[0]
    assert f'data-at="1 {first["box"]}"' in page.content.decode()
    assert "4 lines read from paper come to the printed total." in text_of(page)


def test_lines_are_changed_left_out_and_added(browser: Browser, draft: DraftBill) -> None:
    sent = sent_by(browser, draft)
    sent |= {
        "lines[0].amount": "1,030.00 ",
        "lines[1].dropped": "yes",
        "lines[9].description": "Rounding",
        "lines[9].amount": "(0.02)",
        "lines[9].charge_type": "adjustment",
        "deed": "keep",
    }

    browser.post(address_of(draft), sent)

    assert lines(draft) == [
        ("Grundgebühr", "1030.00"),
        ("Grundgebühr", "30.00"),
        ("MwSt", "13.78"),
        ("Rounding", "-0.02"),
    ]
    assert draft.as_read["lines"][0]["amount"] == "30.00"


def test_what_was_changed_can_be_taken_back(browser: Browser, draft: DraftBill) -> None:
    sent = sent_by(browser, draft)
    browser.post(address_of(draft), {**sent, "lines[0].dropped": "yes", "deed": "keep"})

    page = browser.get(address_of(draft))
    assert "Back to what was read" in text_of(page)
    browser.post(address_of(draft), {**fields_of(page, "data-draft"), "deed": "restore"})

    draft.refresh_from_db()
    assert draft.content == draft.as_read


def test_a_draft_sent_back_untouched_is_the_same(browser: Browser, draft: DraftBill) -> None:
    before = draft.content

    browser.post(address_of(draft), {**sent_by(browser, draft), "deed": "keep"})

    draft.refresh_from_db()
    assert draft.content == before


def test_a_confirmed_draft_becomes_a_bill(
    browser: Browser, draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    sent = sent_by(browser, draft)

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address_of(draft), {**sent, "deed": "confirm"})

    assert Invoice.objects.get().lines_total == Invoice.objects.get().stated_total
    draft.refresh_from_db()
    assert draft.confirmed_by == casey
    assert browser.get(address_of(draft)).status_code == 302


def test_what_does_not_foot_is_loaded_for_a_reason_only(
    browser: Browser, draft: DraftBill, django_capture_on_commit_callbacks
) -> None:
    sent = {**sent_by(browser, draft), "lines[0].amount": "31.00", "deed": "confirm"}

    answer = browser.post(address_of(draft), sent)

    assert "come to €1.00 more than the printed total" in text_of(answer)
    assert 'value="31.00"' in answer.content.decode()
    assert not Invoice.objects.exists()

    sent = fields_of(answer, "data-draft") | {"deed": "confirm", "reason": "Printed wrong"}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address_of(draft), sent)

    assert Invoice.objects.get().draft.reason == "Printed wrong"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("lines[0].amount", "", "amount: Fill this in"),
        ("lines[0].amount", "thirty", "thirty"),
        ("invoice.invoice_no", "", "Invoice no: Fill this in"),
        ("invoice.bill_date", "soon", "soon"),
    ],
)
def test_what_nobody_can_read_is_told_with_its_place(
    browser: Browser, draft: DraftBill, name: str, text: str, sentence: str
) -> None:
    answer = browser.post(
        address_of(draft), {**sent_by(browser, draft), name: text, "deed": "confirm"}
    )

    assert sentence in text_of(answer)
    assert not Invoice.objects.exists()


def test_doubts_on_another_page_stay_until_it_was_looked_at(
    browser: Browser, draft: DraftBill
) -> None:
    content = draft.draft
    content.lines[2]["page"] = "2"
    content.doubts = [
        Doubt(1, "quantity", "1 x", "This is not a number."),
        Doubt(3, "quantity", "2 x", "This is not a number."),
    ]
    draft.content = content.to_json()
    draft.save()

    page = browser.get(address_of(draft))
    assert "1 x: This is not a number." in text_of(page)
    assert 'href="?page=2"' in page.content.decode()
    browser.post(address_of(draft), {**fields_of(page, "data-draft"), "deed": "keep"})

    draft.refresh_from_db()
    assert [doubt.value for doubt in draft.draft.doubts] == ["2 x"]


def test_nobody_overwrites_what_a_colleague_changed_meanwhile(
    browser: Browser, draft: DraftBill
) -> None:
    sent = sent_by(browser, draft)
    browser.post(address_of(draft), {**sent, "lines[0].amount": "1.00", "deed": "keep"})

    answer = browser.post(address_of(draft), {**sent, "lines[0].amount": "2.00", "deed": "keep"})

    assert "Somebody else changed this draft" in text_of(answer)
    assert lines(draft)[0] == ("Grundgebühr", "1.00")


def test_a_discarded_draft_leaves_its_file(browser: Browser, draft: DraftBill) -> None:
    browser.post(reverse("papers:draft_discard", args=[draft.public_id]))

    assert not DraftBill.objects.exists()
    bill_file = BillFile.objects.get()
    assert bill_file.state == "rejected"
    page = text_of(browser.get(reverse("bills:file_detail", args=[bill_file.public_id])))
    assert "Draw how to read it" in page
    assert "Enter its totals" in page


def test_drafts_are_work_to_do(browser: Browser, draft: DraftBill) -> None:
    assert "1 bill waits for confirmation" in text_of(browser.get(reverse("bills:file_list")))
    assert "march.pdf" in text_of(browser.get(reverse("home")))
    page = browser.get(reverse("bills:file_detail", args=[draft.bill_file.public_id]))
    assert address_of(draft) in page.content.decode()
