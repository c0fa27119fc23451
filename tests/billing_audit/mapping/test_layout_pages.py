"""The layouts there are: their versions, what was read with them, and taking one back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.profiles import newest_profiles, save_profile
from billing_audit.models import BillFile, BillProfile
from clients.files.models import StoredFile
from clients.models import Activity, Carrier, Client, User
from tests.billing_audit.mapping import norlink


@pytest.fixture
def browser(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def layout(casey: User) -> BillProfile:
    """Norlink's charges, version 1."""
    return _save(casey)


def _save(who: User, name: str = "Norlink charges", **columns: str) -> BillProfile:
    profile = Profile(
        name=name,
        recognised_by=("Account", "Date", "Amount"),
        columns={"account_no": "Account", "bill_date": "Date", "amount": "Amount", **columns},
        fixed={"charge_type": "recurring"},
    )
    carrier, _ = Carrier.objects.get_or_create(name="Norlink")
    return save_profile(profile=profile, carrier=carrier, made_by=who)


def _file_read_with(layout: BillProfile, client: Client, name: str) -> BillFile:
    stored = StoredFile.objects.create(
        client=client, kind=StoredFile.Kind.BILL, name=name, size=1, sha256=name.ljust(64, "0")
    )
    return BillFile.objects.create(
        client=client,
        stored=stored,
        name=name,
        sha256=stored.sha256,
        state="imported",
        profile=layout,
        profile_title=str(layout),
    )


def _page(browser: Browser, name: str, *arguments: object) -> str:
    response = browser.get(reverse(f"mapping:{name}", args=arguments))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def _post(browser: Browser, name: str, *arguments: object) -> str:
    answer = browser.post(reverse(f"mapping:{name}", args=arguments), follow=True)
    return " ".join(answer.content.decode().split())


def test_the_list_names_ours_and_those_that_come_with_the_product(
    browser: Browser, layout: BillProfile, acme: Client
) -> None:
    _file_read_with(layout, acme, "march.csv")

    page = _page(browser, "layout_list")

    assert "Norlink charges" in page
    assert '<td class="num" data-label="Files read">1</td>' in page
    assert "Come with the product" in page


def test_an_empty_list_teaches(browser: Browser) -> None:
    assert "No layout of our own yet" in _page(browser, "layout_list")


def test_a_version_is_withdrawn_and_the_one_before_counts_again(
    browser: Browser, layout: BillProfile, casey: User
) -> None:
    second = _save(casey, buyer="Name")

    page = _post(browser, "version_withdraw", second.public_id)

    assert "Norlink charges, version 2 is withdrawn." in page
    assert list(newest_profiles()) == [layout]
    assert Activity.objects.filter(verb="bill_profile.withdrawn").exists()

    _post(browser, "version_restore", second.public_id)

    assert list(newest_profiles()) == [second]


def test_a_version_that_read_loaded_bills_stays_and_says_which(
    browser: Browser, layout: BillProfile, acme: Client, globex: Client
) -> None:
    _file_read_with(layout, acme, "march.csv")
    _file_read_with(layout, globex, "of-another-client.csv")

    page = _post(browser, "version_withdraw", layout.public_id)

    assert "cannot be withdrawn: march.csv and 1 file loaded with it" in page
    assert "of-another-client" not in page
    assert list(newest_profiles()) == [layout]


def test_versions_say_what_changed(browser: Browser, layout: BillProfile, casey: User) -> None:
    second = _save(casey, amount="Net", buyer="Name")

    page = _page(browser, "layout_detail", second.public_id)

    assert "Amount: “Amount” → “Net”." in page
    assert "Customer: no column → “Name”." in page


def test_a_sample_is_kept_and_shown_without_being_loaded(
    browser: Browser, django_capture_on_commit_callbacks
) -> None:
    sample = SimpleUploadedFile("march.xlsx", norlink.charges(date(2026, 3, 14)))

    with django_capture_on_commit_callbacks(execute=True) as deeds:
        answer = browser.post(reverse("mapping:sample_upload"), {"files": sample})

    bill_file = BillFile.objects.get()
    assert answer["Location"] == reverse("mapping:file_columns", args=[bill_file.public_id])
    assert (bill_file.state, bill_file.is_unmapped) == ("rejected", True)
    assert not deeds


def test_an_upload_without_a_file_is_told(browser: Browser) -> None:
    assert "No file arrived" in _post(browser, "sample_upload")


def test_the_pages_take_few_queries_however_many_layouts(
    browser: Browser, casey: User, acme: Client, django_assert_max_num_queries
) -> None:
    for number in range(5):
        layout = _save(casey, name=f"Layout {number}")
        _file_read_with(layout, acme, f"{number}.csv")

    with django_assert_max_num_queries(17):
        _page(browser, "layout_list")
    with django_assert_max_num_queries(18):
        _page(browser, "layout_detail", layout.public_id)


def test_a_shipped_layout_is_looked_at_and_begun_with(browser: Browser) -> None:
    listed = _page(browser, "layout_list")
    shown = _page(browser, "shipped_detail", "firstnet")
    content = norlink.text().encode()
    sample = {"files": SimpleUploadedFile("first.csv", content)}

    answer = browser.post(f"{reverse('mapping:sample_upload')}?layout=FirstNet", sample)

    assert reverse("mapping:shipped_detail", args=["firstnet"]) in listed
    assert "Wireless number" in shown
    assert "UDL 4" in shown
    assert answer["Location"].endswith("/columns/?layout=FirstNet")
    assert 'value="FirstNet"' in browser.get(answer["Location"]).text
