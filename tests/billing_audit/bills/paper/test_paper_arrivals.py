"""PDFs as people drop them: whose they are, what comes after them, and how they are undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.bills.paper_services import confirm_draft
from billing_audit.bills.services import assign_client, receive_files
from billing_audit.models import BillFile, Invoice, Line
from billing_audit.undo.services import undo_import
from clients.models import BillingAccount, Carrier, Client, User
from tests.billing_audit.bills.paper.carriers import NORDTEL, Nordtel

BILL = Nordtel(sections={"0170": [("Router", "1", "5,00")]}, vat="0,95", total="5,95")


@pytest.fixture
def carrier(pat: User) -> Carrier:
    """One whose bills somebody drew a template for."""
    carrier = Carrier.objects.create(name="Nordtel", currency="EUR")
    PaperTemplate.objects.create(
        carrier=carrier, name="Bill", layout=NORDTEL.to_json(), made_by=pat
    )
    return carrier


@pytest.fixture
def drop(carrier: Carrier, casey: User, django_capture_on_commit_callbacks):
    """Casey drops the bill; workers do what they then do."""

    def dropped() -> BillFile:
        upload = SimpleUploadedFile("march.pdf", BILL.pdf())
        with django_capture_on_commit_callbacks(execute=True):
            receive_files(uploads=[upload], brought_by=casey)
        return BillFile.objects.get()

    return dropped


def test_a_dropped_pdf_finds_its_client_and_waits_as_a_draft(
    drop, acme: Client, carrier: Carrier
) -> None:
    BillingAccount.objects.create(client=acme, carrier=carrier, number="4711-0815")

    bill_file = drop()

    assert (bill_file.client, bill_file.state, bill_file.draft.client) == (acme, "draft", acme)


def test_a_pdf_of_nobody_waits_for_its_client_first(
    drop, acme: Client, casey: User, django_capture_on_commit_callbacks
) -> None:
    bill_file = drop()
    assert (bill_file.state, bill_file.accounts[0]["number"]) == ("waiting", "4711-0815")
    assert not DraftBill.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        assign_client(bill_file=bill_file, client=acme, assigned_by=casey)

    bill_file.refresh_from_db()
    assert (bill_file.state, bill_file.draft.client) == ("draft", acme)


def test_an_undone_pdf_is_read_anew(
    drop, acme: Client, carrier: Carrier, casey: User, django_capture_on_commit_callbacks
) -> None:
    BillingAccount.objects.create(client=acme, carrier=carrier, number="4711-0815")
    bill_file = drop()
    with django_capture_on_commit_callbacks(execute=True):
        confirm_draft(draft=bill_file.draft, confirmed_by=casey)

    undo_import(bill_file=bill_file, undone_by=casey)
    assert [model.objects.count() for model in (Invoice, Line, DraftBill)] == [0, 0, 0]
    bill_file = BillFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assign_client(bill_file=bill_file, client=acme, assigned_by=casey)

    bill_file = BillFile.objects.get()
    assert (bill_file.state, bill_file.draft.confirmed_at) == ("draft", None)


def test_the_same_pdf_again_is_the_draft_that_waits(
    drop, acme: Client, carrier: Carrier, casey: User
) -> None:
    BillingAccount.objects.create(client=acme, carrier=carrier, number="4711-0815")
    first = drop()

    received = receive_files(
        uploads=[SimpleUploadedFile("again.pdf", BILL.pdf())], brought_by=casey
    )

    assert (received.known, received.taken) == ([first], [])
