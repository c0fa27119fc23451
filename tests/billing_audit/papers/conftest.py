"""A PDF bill that nobody reads yet, one that waits for confirmation, and Casey at a browser."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.models import BillFile
from clients.models import Carrier, Client, User
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.paper.carriers import NORDTEL, Nordtel

BILL = Nordtel(
    sections={
        "0170 5550001": [("Grundgebühr", "1", "30,00"), ("Verbindungen", "120", "12,50")],
        "0170 5550002": [("Grundgebühr", "1", "30,00")],
    },
    net="72,50",
    vat="13,78",
    total="86,28",
)


@pytest.fixture(scope="session")
def nordtel() -> bytes:
    return BILL.pdf()


@pytest.fixture
def browser(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def refused(
    browser: Browser, acme: Client, nordtel: bytes, django_capture_on_commit_callbacks
) -> BillFile:
    """A PDF no layout fits."""
    upload = SimpleUploadedFile("march.pdf", nordtel)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("bills:file_upload"), {"files": [upload]})
    return BillFile.objects.get()


@pytest.fixture
def layout(pat: User) -> PaperTemplate:
    carrier = Carrier.objects.create(name=NORDTEL.carrier, currency="EUR")
    return PaperTemplate.objects.create(
        carrier=carrier, name="Bill", layout=NORDTEL.to_json(), made_by=pat
    )


@pytest.fixture
def draft(layout: PaperTemplate, acme: Client, nordtel: bytes, tmp_path: Path) -> DraftBill:
    path = tmp_path / "march.pdf"
    path.write_bytes(nordtel)
    load(path)
    return DraftBill.objects.get()
