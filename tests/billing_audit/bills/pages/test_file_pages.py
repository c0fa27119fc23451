"""Bills in the browser: dropped, recognised, watched, opened."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.tasks import import_bill_file
from billing_audit.models import BillFile, Invoice, Line
from clients.models import Activity, BillingAccount, Carrier, Client, Service, User
from tests.billing_audit.bills.billed import bill, invoice, row
from tests.billing_audit.bills.pages.conftest import page


def test_a_dropped_bill_finds_its_client_by_the_account_number(
    drop, account: BillingAccount
) -> None:
    response = drop(bill())

    bill_file = BillFile.objects.get()
    assert (bill_file.client, bill_file.state) == (account.client, "imported")
    assert bill_file.stored.client == account.client
    assert response.request["PATH_INFO"].endswith(f"/bills/{bill_file.public_id}/")
    assert Activity.objects.get(verb="bill.imported").subject_id == bill_file.public_id


def test_many_files_and_archives_are_dropped_at_once(drop, account: BillingAccount) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.csv", bill(row(invoice_no="A")))
        packed.writestr("b.csv", bill(row(invoice_no="B")))

    drop(bill(), archive.getvalue())

    assert BillFile.objects.filter(state="imported").count() == 3


def test_the_same_file_again_is_already_loaded(drop, account: BillingAccount) -> None:
    drop(bill())

    response = drop(bill())

    assert "already loaded; nothing changed" in response.content.decode()
    assert BillFile.objects.count() == 1


def test_an_unknown_account_asks_once_whose_it_is(
    drop, browser: Browser, acme: Client, django_capture_on_commit_callbacks
) -> None:
    response = drop(bill())
    waiting = BillFile.objects.get()
    assert waiting.state == "waiting"
    assert "1001" in response.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("bills:file_assign", args=[waiting.public_id]), {"client": acme.pk})
    drop(bill(row(invoice_no="INV-2")))

    assert list(BillFile.objects.values_list("state", "client")) == [("imported", acme.pk)] * 2
    assert BillingAccount.objects.get().client == acme


def test_a_client_that_is_not_theirs_cannot_be_chosen(
    drop, browser: Browser, globex: Client
) -> None:
    drop(bill())
    waiting = BillFile.objects.get()

    browser.post(reverse("bills:file_assign", args=[waiting.public_id]), {"client": globex.pk})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.client) == ("waiting", None)


def test_accounts_of_other_clients_are_not_recognised_for_a_consultant(
    drop, globex: Client
) -> None:
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=globex, carrier=carrier, number="1001")

    drop(bill())

    assert BillFile.objects.get().state == "waiting"


def test_a_file_of_several_clients_is_refused_with_their_accounts(
    drop, browser: Browser, account: BillingAccount, globex: Client, pat: User
) -> None:
    BillingAccount.objects.create(client=globex, carrier=account.carrier, number="2002")
    browser.force_login(pat)

    drop(bill(row(), row(account_no="2002", invoice_no="INV-2")))

    refused = BillFile.objects.get()
    assert refused.state == "rejected"
    assert "Acme Logistics: 1001; Globex Health: 2002" in refused.error


def test_a_file_of_which_some_accounts_are_unknown_waits(drop, account: BillingAccount) -> None:
    drop(bill(row(), row(account_no="2002", invoice_no="INV-2")))

    assert BillFile.objects.get().accounts == [
        {"carrier": "Corvane", "number": "2002", "buyer": ""}
    ]


def test_what_is_no_bill_is_refused_in_a_sentence(drop, account: BillingAccount) -> None:
    response = drop("hello", name="notes.txt")

    assert "a text file and no bill in a format we read" in response.content.decode()


def test_a_file_too_large_is_refused_at_the_door(drop, settings, account: BillingAccount) -> None:
    settings.BILL_MAX_BYTES = 100

    response = drop(bill())

    assert "larger than we take at once" in response.content.decode()
    assert not BillFile.objects.exists()


def test_rejects_are_told_with_their_place_and_downloaded_harmlessly(
    drop, browser: Browser, account: BillingAccount
) -> None:
    rows = [*invoice("A", 2), row(invoice_no="B", amount="=SUM(A1)")]
    response = drop(bill(*rows))
    bill_file = BillFile.objects.get()
    assert "=SUM(A1)" in response.content.decode()

    download = browser.get(reverse("bills:file_issues_csv", args=[bill_file.public_id]))

    assert "attachment" in download["Content-Disposition"]
    assert "4,amount,'=SUM(A1)," in download.content.decode()


def test_raw_bytes_come_as_a_download_only(drop, browser: Browser, account: BillingAccount) -> None:
    drop(bill())

    download = browser.get(reverse("bills:file_download", args=[BillFile.objects.get().public_id]))

    assert b"".join(download.streaming_content) == bill().encode()
    assert download["Content-Disposition"].startswith("attachment")
    assert "sandbox" in download["Content-Security-Policy"]


def test_progress_asks_again_until_the_file_is_done(
    browser: Browser, drop, account: BillingAccount
) -> None:
    drop(bill())
    bill_file = BillFile.objects.get()
    address = reverse("bills:file_progress", args=[bill_file.public_id])
    BillFile.objects.update(state="importing", rows_total=1000, rows_read=250)

    moving = browser.get(address, headers={"HX-Request": "true"})
    BillFile.objects.update(state="imported")
    done = browser.get(address, headers={"HX-Request": "true"})

    assert "250 of 1,000 rows" in moving.content.decode()
    assert "HX-Refresh" not in moving
    assert done["HX-Refresh"] == "true"


def test_the_list_asks_again_until_every_file_is_done(
    browser: Browser, drop, account: BillingAccount
) -> None:
    drop(bill())
    BillFile.objects.update(state="importing", rows_total=1000, rows_read=250)

    moving = page(browser, "file_list")
    BillFile.objects.update(state="imported")
    done = page(browser, "file_list")

    assert ("250 of 1,000 rows" in moving, "every 2s" in moving) == (True, True)
    assert "every 2s" not in done


def test_files_sent_one_by_one_are_told_where_to_look(
    browser: Browser, account: BillingAccount
) -> None:
    def sent(*texts: str) -> str:
        uploads = [SimpleUploadedFile("bill.csv", text.encode()) for text in texts]
        address, part = reverse("bills:file_upload"), {"X-Part": "brought"}
        return browser.post(address, {"files": uploads}, headers=part).json()["to"]

    first = sent(bill())

    assert first == reverse("bills:file_detail", args=[BillFile.objects.get().public_id])
    assert sent("") == reverse("bills:file_list")


def test_what_was_not_taken_stays_to_be_read(
    browser: Browser, drop, account: BillingAccount
) -> None:
    drop(bill(), "")

    seen = [page(browser, "file_list") for _ in range(2)]
    browser.post(reverse("bills:not_taken_forget"))

    assert all("bill.csv: The file is empty." in each for each in seen)
    assert "The file is empty." not in page(browser, "file_list")


def test_lists_stay_within_their_queries(
    drop, browser: Browser, account: BillingAccount, django_assert_max_num_queries
) -> None:
    drop(*(bill(row(invoice_no=f"INV-{at}")) for at in range(5)))
    made = Invoice.objects.first()

    with django_assert_max_num_queries(16):
        assert "bill.csv" in page(browser, "file_list")
    with django_assert_max_num_queries(16):
        assert "INV-4" in page(browser, "invoice_list")
    with django_assert_max_num_queries(24):
        page(browser, "invoice_detail", made.public_id)
    with django_assert_max_num_queries(20):
        page(browser, "file_detail", made.bill_file.public_id)


def test_a_task_that_comes_twice_loads_once(drop, account: BillingAccount) -> None:
    drop(bill())

    import_bill_file(BillFile.objects.get().pk)

    assert Line.objects.count() == 1


def test_an_import_that_keeps_dying_is_given_up(drop, account: BillingAccount) -> None:
    drop(bill())
    BillFile.objects.update(state="importing", attempts=3)

    import_bill_file(BillFile.objects.get().pk)

    given_up = BillFile.objects.get()
    assert given_up.state == "rejected"
    assert "interrupted three times" in given_up.error


def test_a_waiting_file_is_seen_by_those_who_may_claim_it_only(
    drop, browser: Browser, acme: Client, globex: Client, pat: User
) -> None:
    other = User.objects.create_user("cole@practice.test", name="Cole", kind="consultant")
    drop(bill())
    address = reverse("bills:file_detail", args=[BillFile.objects.get().public_id])

    assert browser.get(address).status_code == 200
    browser.force_login(pat)
    assert browser.get(address).status_code == 200
    browser.force_login(other)
    assert browser.get(address).status_code == 404


def test_proposed_services_are_no_inventory(drop, account: BillingAccount) -> None:
    drop(bill())

    assert Service.objects.get().state == "proposed"
