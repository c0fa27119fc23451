"""Undoing an import: everything goes that nobody else has, and can come again."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.tasks import remove_emptied_shelves
from billing_audit.models import BilledService, BillFile, ImportIssue, Invoice, Line, LineShelf
from billing_audit.undo.services import CannotUndo, consequence, undo_import
from clients.models import Activity, BillingAccount, Carrier, Client, Service, User
from retainer.lib.tenancy import acting_as
from tests.billing_audit.bills.billed import invoice, row
from tests.billing_audit.undo.conftest import Loaded


def partitions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'billing_audit_line'::regclass"
        )
        return cursor.fetchone()[0]


def test_everything_the_file_brought_goes(shelf: str, loaded: Loaded, casey: User) -> None:
    kept = loaded("april.csv", row(invoice_no="APR", service_id="CKT-7"))
    bill_file = loaded("march.csv", *invoice("MAR", 3))

    done = undo_import(bill_file=bill_file, undone_by=casey)

    assert done.goes == ["1 invoice of $1,689.12", "3 bill lines",
                         "3 proposed services that nobody confirmed"]  # fmt: skip
    assert [str(each) for each in Invoice.objects.all()] == ["APR"]
    assert set(Line.objects.values_list("bill_file", flat=True)) == {kept.pk}
    assert [str(each) for each in Service.objects.all()] == ["CKT-7"]
    bill_file.refresh_from_db()
    assert (bill_file.state, bill_file.shelf, bill_file.line_count) == ("undone", None, 0)
    told = Activity.objects.get(verb="bill.undone")
    assert (told.actor, told.subject_id) == (casey, bill_file.public_id)
    assert "1 invoice of $1,689.12" in told.sentence


def test_the_preview_says_what_then_goes(shelf: str, loaded: Loaded, casey: User) -> None:
    bill_file = loaded("march.csv", *invoice("MAR", 2))

    told = consequence(bill_file)

    assert told.held == []
    assert told.goes == undo_import(bill_file=bill_file, undone_by=casey).goes


def test_the_same_bytes_are_loaded_again(shelf: str, loaded: Loaded, casey: User) -> None:
    rows = invoice("MAR", 3)
    undo_import(bill_file=loaded("march.csv", *rows), undone_by=casey)

    again = loaded("march.csv", *rows)

    assert (again.state, again.line_count) == ("imported", 3)
    assert Line.objects.count() == 3
    assert Service.objects.filter(state="proposed").count() == 3
    assert Line.objects.filter(billed_service__service=None).count() == 0


def test_a_shelf_of_its_own_is_thrown_away(
    monkeypatch: pytest.MonkeyPatch, loaded: Loaded, casey: User
) -> None:
    monkeypatch.setattr("billing_audit.bills.loading.OWN_SHELF", 1)
    bill_file = loaded("march.csv")
    kept = loaded("april.csv", row(invoice_no="APR"))
    before = partitions()

    undo_import(bill_file=bill_file, undone_by=casey)
    left = remove_emptied_shelves()

    assert (left, partitions()) == (0, before - 1)
    assert list(LineShelf.objects.all()) == [kept.shelf]


def test_a_service_somebody_confirmed_or_another_file_bills_stays(
    shelf: str, loaded: Loaded, casey: User
) -> None:
    loaded("april.csv", row(invoice_no="APR", service_id="CKT-1"))
    bill_file = loaded("march.csv", *invoice("MAR", 3))
    Service.objects.filter(number="CKT-2").update(state="confirmed")

    undo_import(bill_file=bill_file, undone_by=casey)

    assert set(Service.objects.values_list("number", flat=True)) == {"CKT-1", "CKT-2"}


def test_accounts_go_that_only_this_import_opened(loaded: Loaded, casey: User) -> None:
    first = loaded("march.csv", row(), row(account_no="2002", invoice_no="B"))
    loaded("april.csv", row(invoice_no="APR"))

    undo_import(bill_file=first, undone_by=casey)

    assert list(BillingAccount.objects.values_list("number", flat=True)) == ["1001"]


def test_an_account_a_person_entered_stays(loaded: Loaded, acme: Client, casey: User) -> None:
    carrier = Carrier.objects.create(name="Corvane")
    BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")

    undo_import(bill_file=loaded("march.csv"), undone_by=casey)

    assert BillingAccount.objects.count() == 1


def test_what_could_not_be_read_goes_with_the_file(loaded: Loaded, casey: User) -> None:
    bill_file = loaded("march.csv", row(), row(invoice_no="B", amount="twelve"))
    assert (bill_file.state, bill_file.refused_invoices) == ("partial", 1)

    undo_import(bill_file=bill_file, undone_by=casey)

    assert not ImportIssue.objects.exists()


def test_two_undos_do_it_once(loaded: Loaded, casey: User) -> None:
    bill_file = loaded("march.csv")
    undo_import(bill_file=bill_file, undone_by=casey)

    with pytest.raises(CannotUndo, match="undone already"):
        undo_import(bill_file=bill_file, undone_by=casey)


def test_a_file_of_which_nothing_is_loaded_is_not_undone(loaded: Loaded, casey: User) -> None:
    bill_file = loaded("march.csv")
    BillFile.objects.update(state="waiting")

    with pytest.raises(CannotUndo, match=r"Nothing of march\.csv is loaded"):
        undo_import(bill_file=bill_file, undone_by=casey)


def test_a_consultant_undoes_it_with_staff_rights_alone(
    shelf: str, loaded: Loaded, acme: Client, casey: User
) -> None:
    bill_file = loaded("march.csv", *invoice("MAR", 3))

    with acting_as("staff", clients=[acme.pk], user_id=casey.pk):
        undo_import(bill_file=bill_file, undone_by=casey)

    assert (Invoice.objects.count(), Line.objects.count()) == (0, 0)


def test_the_page_tells_and_undoes_and_the_file_is_loaded_for_another_client(
    loaded: Loaded,
    client: Browser,
    acme: Client,
    globex: Client,
    pat: User,
    django_capture_on_commit_callbacks,
) -> None:
    bill_file = loaded("march.csv", *invoice("MAR", 2))
    client.force_login(pat)
    address = reverse("undo:import_undo", args=[bill_file.public_id])
    assert address in client.get(reverse("bills:file_detail", args=[bill_file.public_id])).text

    shown = client.get(address).text
    undone = client.post(address, follow=True).text
    with django_capture_on_commit_callbacks(execute=True):
        assign = reverse("bills:file_assign", args=[bill_file.public_id])
        client.post(assign, {"client": globex.pk})

    assert "1 invoice of $1,126.08" in shown
    assert "Its import was undone" in undone
    again = BillFile.objects.get()
    assert (again.state, again.client, again.stored.client) == ("imported", globex, globex)
    assert Invoice.objects.get().lines_total == Decimal("1126.08")
    assert BilledService.objects.filter(client=globex).count() == 2
