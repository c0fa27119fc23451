"""Drawing how a carrier's PDF is read, in the browser."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.models import BillFile
from clients.models import Carrier, User
from tests.billing_audit.bills.paper.carriers import LUMIERE, NORDTEL, SUMMIT
from tests.billing_audit.papers.sent import fields_of, text_of


def draw(browser: Browser, bill_file: BillFile, **more: str):
    address = reverse("papers:layout_draw", args=[bill_file.public_id])
    return browser.post(address, {"name": "Bill", "deed": "save", **more})


def shown(browser: Browser, bill_file: BillFile, layout: PaperTemplate):
    address = reverse("papers:layout_draw", args=[bill_file.public_id])
    return browser.get(address, {"layout": layout.public_id})


@pytest.mark.parametrize("template", [NORDTEL, SUMMIT, LUMIERE], ids=lambda each: each.carrier)
def test_a_layout_shown_and_sent_back_untouched_is_the_same(
    browser: Browser, refused: BillFile, pat: User, template: Template
) -> None:
    carrier = Carrier.objects.create(name=template.carrier)
    layout = PaperTemplate.objects.create(
        carrier=carrier, name="Bill", layout=template.to_json(), made_by=pat
    )

    sent = fields_of(shown(browser, refused, layout), "data-draw")
    answer = draw(browser, refused, **sent)

    assert "Nothing was changed since the last version." in text_of(answer)
    assert PaperTemplate.objects.count() == 1


def test_what_is_drawn_becomes_the_next_version_and_reads_the_bill(
    browser: Browser,
    refused: BillFile,
    layout: PaperTemplate,
    django_capture_on_commit_callbacks,
) -> None:
    layout.is_retired = True
    layout.save()
    sent = fields_of(shown(browser, refused, layout), "data-draw")
    sent["fields.buyer.words"], sent["fields.buyer.way"] = "Nordtel", "words"

    with django_capture_on_commit_callbacks(execute=True):
        draw(browser, refused, **sent)

    newest = PaperTemplate.objects.get(version=2)
    assert newest.layout["fields"]["buyer"] == {
        "words": "Nordtel",
        "side": "right",
        "page": "first",
    }
    refused.refresh_from_db()
    assert refused.state == "waiting"  # nobody has said whose account it is


def test_the_panel_tells_what_is_read_and_what_is_missing(
    browser: Browser, refused: BillFile
) -> None:
    address = reverse("papers:layout_read", args=[refused.public_id])
    drawn = {
        "conventions.decimal": ",",
        "conventions.dates": "day-month-year",
        "conventions.currency": "EUR",
        "fields.total.way": "words",
        "fields.total.words": "Gesamtbetrag",
        "tables[0].columns[0].role": "description",
        "tables[0].columns[0].left": "40",
        "tables[0].columns[0].right": "350",
        "tables[0].columns[3].role": "amount",
        "tables[0].columns[3].left": "455",
        "tables[0].columns[3].right": "560",
        "tables[0].after": "Beschreibung Menge",
        "tables[0].before": "Zwischensumme",
    }

    said = text_of(browser.post(address, drawn))

    assert "3 lines €72.50 Printed total €86.28 Difference €13.78" in said
    assert "€13.78 is missing from the lines." in said
    assert "Still to mark: invoice number, account number, bill date" in said


def test_the_panel_says_why_a_part_is_left_out(browser: Browser, refused: BillFile) -> None:
    address = reverse("papers:layout_read", args=[refused.public_id])
    drawn = {
        "fields.total.way": "box",
        "fields.total.box.left": "90",
        "fields.total.box.top": "10",
        "fields.total.box.right": "20",
        "fields.total.box.bottom": "x",
    }

    said = text_of(browser.post(address, drawn))

    assert "Total of the charges, box, bottom: This must be a whole number." in said


def test_a_drawing_that_is_not_whole_stays_on_the_page(
    browser: Browser, refused: BillFile, layout: PaperTemplate
) -> None:
    sent = fields_of(shown(browser, refused, layout), "data-draw")
    sent = {name: value for name, value in sent.items() if not name.startswith("marks")}
    del sent["fields.total.words"]

    answer = draw(browser, refused, **sent)

    told = "Still to mark: total of the charges, words that tell these bills from others."
    assert told in text_of(answer)
    assert 'value="Rechnungsnummer"' in answer.content.decode()
    assert PaperTemplate.objects.count() == 1


def test_what_cannot_be_a_template_says_where(
    browser: Browser, refused: BillFile, layout: PaperTemplate
) -> None:
    sent = fields_of(shown(browser, refused, layout), "data-draw")

    answer = draw(browser, refused, **{**sent, "tables[0].columns[1].role": "amount"})

    assert "Table 1: A table needs one column with the amount." in text_of(answer)


def test_layouts_are_listed_with_the_last_bill_they_read(
    browser: Browser, draft: DraftBill, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        page = browser.get(reverse("papers:layout_list"))

    assert "Nordtel" in text_of(page)
    assert "march.pdf" in text_of(page)
    assert f"{draft.bill_file.public_id}/draw/" in page.content.decode()


def test_a_layout_given_up_reads_no_more(browser: Browser, layout: PaperTemplate) -> None:
    browser.post(reverse("papers:layout_retire", args=[layout.public_id]))

    assert not PaperTemplate.objects.in_use().exists()
    assert "No layout yet" in text_of(browser.get(reverse("papers:layout_list")))


def test_a_page_is_a_picture_that_only_this_browser_keeps(
    browser: Browser, refused: BillFile
) -> None:
    answer = browser.get(reverse("papers:picture", args=[refused.public_id, 1]))

    assert answer.content.startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_is_not_there_is_not_found(browser: Browser, refused: BillFile) -> None:
    for name in ("picture", "sheet"):
        assert (
            browser.get(reverse(f"papers:{name}", args=[refused.public_id, 9])).status_code == 404
        )
