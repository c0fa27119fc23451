"""The pages of usage: bringing a file, what came of it, saying which column is what."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import OwnLayout, UsageFile, UsageRecord
from billing_audit.usage.processing import take
from clients.models import Client, User
from tests.billing_audit.usage import written
from tests.billing_audit.usage.test_loading import load
from tests.billing_audit.usage.written import call, saved

STRANGE = "When;Own number;Seconds\n05.03.2026 10:00:00;555-1;60\n05.03.2026 10:05:00;555-1;9\n"
ANSWERS = {
    "title": "Harbour calls",
    "started": "When",
    "service": "Own number",
    "duration": "Seconds",
    "currency": "",
    "money_in": "eur",
    "days": "DD.MM.YYYY HH:mm:ss",
    "zone": "Europe/Berlin",
    "duration_in": "seconds",
    "decimal": ".",
    "charges_are": "positive",
    "kind": "voice",
    "otherwise": "out",
}


@pytest.fixture
def strange(acme: Client, casey: User, browser: Browser) -> UsageFile:
    """A file that no layout fits, dropped by Casey."""
    browser.force_login(casey)
    file = SimpleUploadedFile("strange.csv", STRANGE.encode())
    browser.post(reverse("usage:file_upload") + "?client=acme", {"files": [file]})
    usage_file = UsageFile.objects.get()
    take(usage_file)
    return usage_file


def test_a_dropped_file_is_kept_for_its_client(strange: UsageFile, acme: Client) -> None:
    assert (strange.client, strange.name) == (acme, "strange.csv")
    assert "Say once which column is what" in strange.error


def test_the_records_of_a_file_are_listed(
    acme: Client, casey: User, browser: Browser, tmp_path: Path
) -> None:
    load(saved(tmp_path, written.TWILIO, call(), call("CA2", price="free")))
    browser.force_login(casey)

    page = browser.get(reverse("usage:file_detail", args=[UsageFile.objects.get().public_id]))

    text = page.content.decode()
    assert "1 usage record</strong> loaded; 1 row could not be read" in text
    assert "+15550199" in text
    assert "$0.028" in text
    assert "This is not a number." in text


def test_columns_are_proposed_and_tried_before_anything_is_kept(
    strange: UsageFile, browser: Browser
) -> None:
    address = reverse("usage:file_columns", args=[strange.public_id])

    form = browser.get(address).context["form"]
    tried = browser.post(address, ANSWERS | {"try": "yes"}).context["tried"]

    assert form["started"].initial == "When"
    assert [each.records[0].started.hour for each in tried] == [10, 10]
    assert not OwnLayout.objects.exists()


def test_what_is_kept_reads_this_file_and_the_next(
    strange: UsageFile, browser: Browser, tmp_path: Path
) -> None:
    address = reverse("usage:file_columns", args=[strange.public_id])

    browser.post(address, ANSWERS | {"keep": "yes"})
    strange.refresh_from_db()
    take(strange)
    (next_month,) = load(saved(tmp_path, "When;Own number;Seconds", "01.04.2026 00:00:00;555-1;1"))

    assert (strange.state, strange.record_count) == ("imported", 2)
    assert next_month["layout"] == "harbour calls"
    first = UsageRecord.objects.order_by("started_at").first()
    assert (first.started_at.hour, first.currency) == (9, "EUR")  # nine in UTC


def test_a_layout_that_cannot_be_followed_says_what_is_missing(
    strange: UsageFile, browser: Browser
) -> None:
    address = reverse("usage:file_columns", args=[strange.public_id])

    page = browser.post(address, ANSWERS | {"started": "", "zone": "Mars", "keep": "yes"})

    text = page.content.decode()
    assert "There is no such time zone" in text
    page = browser.post(address, ANSWERS | {"started": "", "keep": "yes"})
    assert "Choose the column of the day and time." in page.content.decode()
    assert not OwnLayout.objects.exists()


def test_an_import_is_undone_on_its_page(
    acme: Client, casey: User, browser: Browser, tmp_path: Path
) -> None:
    load(saved(tmp_path, written.TWILIO, call()))
    browser.force_login(casey)

    browser.post(reverse("usage:file_undo", args=[UsageFile.objects.get().public_id]))

    assert not UsageRecord.objects.exists()


def test_the_empty_page_asks_whose_usage_it_is(acme: Client, casey: User, browser: Browser) -> None:
    browser.force_login(casey)

    assert "Whose usage do you bring?" in browser.get(reverse("usage:file_list")).content.decode()


def test_a_layout_of_ones_own_begins_as_one_that_is_shipped(
    strange: UsageFile, browser: Browser
) -> None:
    shipped = browser.get(reverse("usage:shipped_detail", args=["twilio"])).text
    columns = reverse("usage:file_columns", args=[strange.public_id]) + "?layout=twilio"

    begun = browser.get(columns).text

    assert "Call SID" in shipped
    assert f'href="{columns}"' in shipped
    assert 'value="Twilio call log"' in begun
    assert "outbound-api, outbound-dial" in begun
    browser.post(columns, {**ANSWERS, "title": "Ours", "keep": "yes"})
    own = OwnLayout.objects.get()
    assert own.layout["remarks"] == ["The log names no currency; prices are taken as US dollars."]
    assert (
        "Version <strong>1</strong>"
        in browser.get(reverse("usage:layout_detail", args=[own.public_id])).text
    )


def test_an_undone_file_may_be_read_by_other_columns(strange: UsageFile, browser: Browser) -> None:
    UsageFile.objects.update(state="undone")

    page = browser.get(reverse("usage:file_columns", args=[strange.public_id]))

    assert page.status_code == 200


def test_usage_shows_how_far_it_is(strange: UsageFile, browser: Browser) -> None:
    UsageFile.objects.update(
        state="importing", error="", rows_read=250, rows_total=1000, layout_title="Harbour calls"
    )

    listed = browser.get(reverse("usage:file_list")).text
    alone = browser.get(
        reverse("usage:file_detail", args=[strange.public_id]), headers={"HX-Request": "true"}
    )

    for shown in (listed, alone.text):
        assert "250 of 1,000 rows" in shown
        assert "every 2s" in shown
    assert "Harbour calls" in listed
    assert "HX-Refresh" not in alone


def test_a_refused_row_of_usage_is_shown_as_it_stands(
    acme: Client, casey: User, browser: Browser, tmp_path: Path
) -> None:
    load(saved(tmp_path, written.TWILIO, call(), call("CA2", price="free")))
    browser.force_login(casey)

    page = browser.get(reverse("usage:file_detail", args=[UsageFile.objects.get().public_id]))

    assert "<mark>free</mark>" in page.text
