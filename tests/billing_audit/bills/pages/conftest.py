"""Casey at the pages of bills, with an account that bills belong to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from clients.models import BillingAccount, Carrier, Client, User


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Corvane")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")


@pytest.fixture
def browser(client: Browser, casey: User) -> Browser:
    client.force_login(casey)
    return client


@pytest.fixture
def drop(browser: Browser, django_capture_on_commit_callbacks):
    """Drop files on the page and let the workers do what they then do."""

    def dropped(*files: str | bytes, name: str = "bill.csv"):
        uploads = [
            SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
            for text in files
        ]
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(reverse("bills:file_upload"), {"files": uploads})
        return browser.get(answer["Location"])

    return dropped


def page(browser: Browser, name: str, *arguments: object, **query: object) -> str:
    response = browser.get(reverse(f"bills:{name}", args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()
