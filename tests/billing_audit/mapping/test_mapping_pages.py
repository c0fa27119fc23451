"""The page that maps a file's columns: what is proposed, what is read, what is saved."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import BillFile, BillProfile, Line
from clients.models import BillingAccount, Carrier, Client, User
from tests.billing_audit.mapping import norlink
from tests.billing_audit.mapping.filling import filled

MARCH, APRIL = date(2026, 3, 14), date(2026, 4, 14)
Drop = Callable[..., BillFile]


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Norlink")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number=norlink.ACCOUNT)


@pytest.fixture
def browser(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def drop(browser: Browser, django_capture_on_commit_callbacks) -> Drop:
    """Drop a file on the page and let the workers do what they then do."""

    def dropped(content: bytes | str, name: str) -> BillFile:
        content = content if isinstance(content, bytes) else content.encode()
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(
                reverse("bills:file_upload"), {"files": [SimpleUploadedFile(name, content)]}
            )
        return BillFile.objects.get(name=name)

    return dropped


@pytest.fixture
def save(browser: Browser, django_capture_on_commit_callbacks) -> Callable[..., str]:
    """Send the mapping page as it stands, with some fields written otherwise."""

    def saved(bill_file: BillFile, *, layout: str = "", **written: str) -> str:
        fields = filled(_columns(browser, bill_file, layout)) | written
        with django_capture_on_commit_callbacks(execute=True):
            address = reverse("mapping:columns_save", args=[bill_file.public_id])
            answer = browser.post(address, fields, follow=True)
        return unescape(answer.content.decode())

    return saved


def _columns(browser: Browser, bill_file: BillFile, layout: str = "") -> str:
    address = reverse("mapping:file_columns", args=[bill_file.public_id])
    return unescape(browser.get(address, {"layout": layout}).content.decode())


def _read(browser: Browser, bill_file: BillFile, fields: dict[str, str]) -> str:
    address = reverse("mapping:file_columns", args=[bill_file.public_id])
    answer = browser.post(address, fields, headers={"X-Part": "reading"})
    return unescape(answer.content.decode())


def test_a_refused_table_offers_to_map_its_columns(drop: Drop, browser: Browser) -> None:
    bill_file = drop(norlink.charges(MARCH), "march.xlsx")

    page = browser.get(reverse("bills:file_detail", args=[bill_file.public_id])).content.decode()
    listed = browser.get(reverse("bills:file_list")).content.decode()

    address = reverse("mapping:file_columns", args=[bill_file.public_id])
    assert bill_file.state == "rejected"
    assert address in page
    assert address in listed


def test_a_letter_offers_nothing_to_map(drop: Drop, browser: Browser) -> None:
    bill_file = drop("Dear customer,\nyour bill follows.\n", "letter.txt")

    page = browser.get(reverse("bills:file_detail", args=[bill_file.public_id])).content.decode()

    assert reverse("mapping:file_columns", args=[bill_file.public_id]) not in page


def test_the_columns_of_a_workbook_are_proposed_and_its_rows_read(
    drop: Drop, browser: Browser
) -> None:
    page = _columns(browser, drop(norlink.charges(MARCH), "march.xlsx"))

    chosen = filled(page)
    assert chosen["header_row"] == "2"
    assert [chosen[f"column-{place}"] for place in range(9)] == [
        *("account_no", "invoice_no", "bill_date", "service_id", ""),
        *("+charge", "+charge", "+charge", "+total"),
    ]
    assert [chosen[f"type-{place}"] for place in (5, 6, 7)] == ["recurring", "usage", "tax"]
    assert "All 9 bill lines of the file: 1 bill" in " ".join(page.split())
    assert "133.35" in page


def test_what_the_cells_leave_open_is_asked(drop: Drop, browser: Browser) -> None:
    page = _columns(browser, drop(norlink.text(), "norlink.csv"))

    assert "03/04/2026 may be 4 Mar 2026 or 3 Apr 2026" in " ".join(page.split()).replace(
        "</span> ", " "
    )
    assert "“1.240,50” is 1,240.5." in page
    assert "Say what kind of charge “Zorp” is." in page


def test_a_cell_nobody_can_read_is_marked_where_it_stands(drop: Drop, browser: Browser) -> None:
    row = "77-1;N-1;17/04/2026;555-0100;Taxes;State tax;12x00"
    good = "77-1;N-1;17/04/2026;555-0100;Taxes;State tax;12,00"
    bill_file = drop(norlink.text(good, good, good, good, row), "norlink.csv")

    page = _read(browser, bill_file, filled(_columns(browser, bill_file)))

    why = "The layout expects numbers written like 1.234,56."
    assert f'<span class="bad-cell" title="{why}">12x00</span>' in page
    assert "1 cell nobody could read" in page


def test_choosing_another_delimiter_proposes_the_columns_anew(drop: Drop, browser: Browser) -> None:
    bill_file = drop(norlink.text(), "norlink.csv")
    fields = filled(_columns(browser, bill_file))

    page = _read(browser, bill_file, fields | {"delimiter": "tab"})

    assert "column-1" not in filled(page)


def test_a_saved_layout_loads_the_file_and_recognises_the_next(
    drop: Drop, save, account: BillingAccount, browser: Browser
) -> None:
    march = drop(norlink.charges(MARCH), "march.xlsx")

    page = save(march, carrier="Norlink", name="Norlink charges")
    april = drop(norlink.charges(APRIL), "april.xlsx")

    march.refresh_from_db()
    assert "The layout is saved: Norlink charges, version 1" in page
    assert [(each.state, each.line_count) for each in (march, april)] == [("imported", 9)] * 2
    assert april.profile == BillProfile.objects.get()
    assert Line.objects.filter(bill_file=april).count() == 9
    shown = browser.get(reverse("bills:file_detail", args=[april.public_id])).content.decode()
    assert "Norlink charges, version 1" in shown


def test_what_is_missing_is_said_and_nothing_is_lost(drop: Drop, save) -> None:
    march = drop(norlink.charges(MARCH), "march.xlsx")

    page = save(march, name="Norlink charges", **{"text-5": "Line rental"})

    assert "Say which carrier sends these bills" in page
    assert filled(page)["text-5"] == "Line rental"
    assert not BillProfile.objects.exists()


def test_a_change_is_a_new_version_and_says_what_changed(
    drop: Drop, save, account: BillingAccount, browser: Browser
) -> None:
    march = drop(norlink.charges(MARCH), "march.xlsx")
    save(march, carrier="Norlink", name="Norlink charges")
    first = BillProfile.objects.get()

    save(march, layout=str(first.public_id), **{"column-4": "buyer", "base": str(first.public_id)})

    second = BillProfile.objects.get(version=2)
    page = browser.get(reverse("mapping:layout_detail", args=[second.public_id])).content.decode()
    assert "Customer: no column → “User Name”." in unescape(page)
    assert march.public_id.hex in page.replace("-", "")


def test_hostile_words_in_the_form_break_nothing(drop: Drop, browser: Browser) -> None:
    bill_file = drop(norlink.text(), "norlink.csv")
    fields = filled(_columns(browser, bill_file))

    for name in fields:
        for nonsense in ("\0", "9" * 30, "é😀", "M/M/YYYY", "Infinity", ""):
            if name.startswith(("head", "column", "kind-", "days", "figures", "header", "sheet")):
                answer = browser.post(
                    reverse("mapping:file_columns", args=[bill_file.public_id]),
                    fields | {name: nonsense},
                )
                assert answer.status_code == 200, (name, nonsense)
