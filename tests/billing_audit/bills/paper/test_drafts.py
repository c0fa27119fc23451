"""From a PDF to a draft to bill lines, in the database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.bills.paper_services import (
    DoesNotFoot,
    NotADraft,
    confirm_draft,
    correct_draft,
    discard_draft,
    read_again,
)
from billing_audit.bills.totals import enter_totals_bill
from billing_audit.models import BillFile, Invoice, Line
from clients.models import BillingAccount, Carrier, Client, Service, User
from clients.people.models import Activity
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.paper.carriers import LUMIERE, NORDTEL, Nordtel, lumiere
from tests.billing_audit.bills.paper.test_totals_bills import TOTALS

pytestmark = pytest.mark.usefixtures("acme")

BILL = Nordtel(
    sections={
        "0170 5550001": [("Grundgebühr", "1", "30,00"), ("Verbindungen", "120", "12,50")],
        "0170 5550002": [("Grundgebühr", "1", "30,00"), ("Gutschrift", "1", "-5,00")],
    },
    net="67,50",
    vat="12,83",
    total="80,33",
)


@pytest.fixture(scope="module")
def nordtel() -> bytes:
    return BILL.pdf()


@pytest.fixture
def templates(pat: User) -> list[PaperTemplate]:
    made = []
    for template in (NORDTEL, LUMIERE):
        carrier = Carrier.objects.create(name=template.carrier, currency="EUR")
        made.append(
            PaperTemplate.objects.create(
                carrier=carrier, name="Bill", layout=template.to_json(), made_by=pat
            )
        )
    return made


@pytest.fixture
def draft(templates: list[PaperTemplate], nordtel: bytes, tmp_path: Path) -> DraftBill:
    load(_written(tmp_path, nordtel))
    return DraftBill.objects.get()


def _written(folder: Path, content: bytes, name: str = "bill.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def confirmed(draft: DraftBill, by: User, callbacks, reason: str = "") -> BillFile:
    with callbacks(execute=True):
        confirm_draft(draft=draft, confirmed_by=by, reason=reason)
    return BillFile.objects.get(pk=draft.bill_file_id)


def test_a_pdf_becomes_a_draft_and_no_line(
    templates: list[PaperTemplate], nordtel: bytes, tmp_path: Path
) -> None:
    [answer] = load(_written(tmp_path, nordtel))

    assert (answer["status"], answer["format"], answer["invoices"]) == ("draft", "pdf", 0)
    assert not Invoice.objects.exists()
    assert not Line.objects.exists()
    draft = DraftBill.objects.get()
    assert draft.template == templates[0]
    assert (len(draft.draft.lines), draft.draft.doubts) == (5, [])
    assert draft.bill_file.carriers == "Nordtel"


def test_a_confirmed_draft_is_loaded_like_any_bill(
    draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    bill_file = confirmed(draft, casey, django_capture_on_commit_callbacks)

    assert (bill_file.state, bill_file.format, bill_file.line_count) == ("imported", "pdf", 5)
    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.account.number, invoice.currency) == (
        "R-2026-0331", "4711-0815", "EUR",
    )  # fmt: skip
    assert (invoice.lines_total, invoice.stated_total) == (Decimal("80.33"), Decimal("80.33"))
    assert (invoice.bill_date, invoice.period_to) == (date(2026, 3, 31), date(2026, 3, 31))
    assert invoice.draft.confirmed_by == casey
    first, *_, tax = Line.objects.order_by("id")
    assert (first.billed_service.number, first.description) == ("0170 5550001", "Grundgebühr")
    assert (first.line_no, first.source_row, tax.amount) == ("1.1", 1, Decimal("12.83"))
    assert set(Service.objects.values_list("number", "state")) == {
        ("0170 5550001", "proposed"), ("0170 5550002", "proposed"),
    }  # fmt: skip


def test_a_draft_that_does_not_foot_needs_a_reason(
    draft: DraftBill, casey: User, client: Browser, django_capture_on_commit_callbacks
) -> None:
    content = draft.draft
    content.lines[0]["amount"] = "31.00"
    correct_draft(draft=draft, content=content, corrected_by=casey)

    with pytest.raises(DoesNotFoot, match=r"come to €1\.00 more than the printed total"):
        confirm_draft(draft=draft, confirmed_by=casey)
    bill_file = confirmed(
        draft, casey, django_capture_on_commit_callbacks, reason="The carrier printed it wrong."
    )

    assert bill_file.state == "imported"
    draft = DraftBill.objects.get()
    assert (draft.difference, draft.reason) == (1, "The carrier printed it wrong.")
    assert draft.invoice.lines_total == Decimal("81.33")
    assert draft.as_read["lines"][0]["amount"] == "30.00"
    client.force_login(casey)
    page = client.get(reverse("bills:invoice_detail", args=[draft.invoice.public_id]))
    assert "Casey Cole confirmed it and wrote: The carrier printed it wrong." in " ".join(
        page.content.decode().split()
    )


def test_a_reason_is_not_kept_where_none_is_needed(
    draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    confirmed(draft, casey, django_capture_on_commit_callbacks, reason="to be sure")

    assert (DraftBill.objects.get().difference, DraftBill.objects.get().reason) == (0, "")


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("amount", "", "Line 1, amount: Fill this in"),
        ("amount", "12,50", "Line 1, amount: Write the number with a decimal point"),
        ("amount", "1e9", "Line 1, amount: This is not a number"),
        ("charge_type", "rent", "Line 1, charge type: Choose one of"),
        ("period_from", "2026-02-30", "Line 1, period from: There is no such day"),
    ],
)
def test_a_line_that_is_wrong_is_named(
    draft: DraftBill, casey: User, column: str, text: str, sentence: str
) -> None:
    content = draft.draft
    content.lines[0][column] = text
    correct_draft(draft=draft, content=content, corrected_by=casey)

    with pytest.raises(Refused, match=sentence):
        confirm_draft(draft=draft, confirmed_by=casey)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 2001])
def test_what_no_database_takes_is_refused_at_once(
    draft: DraftBill, casey: User, text: str
) -> None:
    content = draft.draft
    content.lines[0]["description"] = text

    with pytest.raises(Refused, match=r"lines\[0\]\.description"):
        correct_draft(draft=draft, content=content, corrected_by=casey)


def test_a_draft_is_confirmed_once(
    draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    confirmed(draft, casey, django_capture_on_commit_callbacks)

    with pytest.raises(NotADraft):
        confirm_draft(draft=draft, confirmed_by=casey)
    with pytest.raises(NotADraft):
        correct_draft(draft=draft, content=draft.draft, corrected_by=casey)
    with pytest.raises(NotADraft):
        discard_draft(draft=draft, discarded_by=casey)


def test_a_discarded_draft_can_be_read_again(
    draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    discard_draft(draft=draft, discarded_by=casey)
    bill_file = BillFile.objects.get()
    assert (bill_file.state, DraftBill.objects.exists()) == ("rejected", False)

    with django_capture_on_commit_callbacks(execute=True):
        read_again(bill_file=bill_file, asked_by=casey)

    bill_file.refresh_from_db()
    assert (bill_file.state, DraftBill.objects.count()) == ("draft", 1)
    assert set(Activity.objects.values_list("verb", flat=True)) >= {
        "draft.discarded", "bill.read_again",
    }  # fmt: skip


def test_what_cannot_be_loaded_waits_again(
    draft: DraftBill, casey: User, django_capture_on_commit_callbacks
) -> None:
    content = draft.draft.to_json()
    content["lines"][0]["amount"] = ""  # past the service, as a mistake of ours would be
    with django_capture_on_commit_callbacks(execute=True):
        confirm_draft(draft=draft, confirmed_by=casey)
        DraftBill.objects.update(content=content)

    bill_file = BillFile.objects.get()

    assert (bill_file.state, bill_file.error) == (
        "draft", "Line 1, amount: Fill this in: no bill is loaded without it.",
    )  # fmt: skip
    assert DraftBill.objects.get().confirmed_at is None
    assert not Invoice.objects.exists()


def test_a_retired_template_and_old_versions_read_nothing(
    templates: list[PaperTemplate], pat: User, nordtel: bytes, tmp_path: Path
) -> None:
    layout = replace(NORDTEL, marks=(*NORDTEL.marks[:1],)).to_json()
    newer = PaperTemplate.objects.create(
        carrier=templates[0].carrier, name="Bill", version=2, layout=layout, made_by=pat
    )
    load(_written(tmp_path, nordtel))
    assert DraftBill.objects.get().template == newer

    PaperTemplate.objects.filter(pk=newer.pk).update(is_retired=True)

    assert list(PaperTemplate.objects.in_use()) == [templates[1]]


@pytest.mark.usefixtures("templates")
def test_a_template_without_tables_gives_a_totals_bill(
    casey: User, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    [answer] = load(_written(tmp_path, lumiere()))
    assert (answer["status"], answer["format"]) == ("draft", "totals")

    bill_file = confirmed(DraftBill.objects.get(), casey, django_capture_on_commit_callbacks)

    assert (bill_file.state, bill_file.format) == ("imported", "totals")
    assert list(Line.objects.order_by("id").values_list("description", "amount")) == [
        ("TVA", Decimal("205.76")), ("Charges, total only", Decimal("1028.80")),
    ]  # fmt: skip


def test_another_clients_file_is_not_entered(draft: DraftBill, globex: Client, pat: User) -> None:
    carrier = Carrier.objects.create(name="Paperline", currency="EUR")
    account = BillingAccount.objects.create(client=globex, carrier=carrier, number="P-1")

    with pytest.raises(Refused, match="is a file of Acme Logistics, the account one of Globex"):
        enter_totals_bill(account=account, bill=TOTALS, entered_by=pat, bill_file=draft.bill_file)
