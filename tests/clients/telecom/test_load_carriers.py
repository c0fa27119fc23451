"""Loading carriers, which belong to the whole practice."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Carrier, User
from clients.telecom.reference import Carriers

FILE = b"carrier,currency,website\nCorvane,USD,https://corvane.example\nPELLBROOK,EUR,\n"


def test_carriers_are_created_and_updated_by_name_in_any_case(db: None) -> None:
    Carrier.objects.create(name="Pellbrook", currency="USD")

    outcome = Carriers().load(FILE)

    assert (outcome.created, outcome.updated, outcome.rejected) == (1, 1, [])
    assert Carrier.objects.get(name__iexact="pellbrook").currency == "EUR"


def test_a_bad_web_address_is_named(db: None) -> None:
    outcome = Carriers().load(b"carrier,website\nCorvane,javascript:alert(1)\n")

    assert [(cell.row, cell.column) for cell in outcome.rejected] == [(2, "website")]


def test_a_principal_tries_a_file_before_loading_it(pat: User, browser: Browser) -> None:
    browser.force_login(pat)
    address = reverse("telecom:carrier_import")

    tried = browser.post(address, {"file": SimpleUploadedFile("c.csv", FILE)})
    assert tried.context["outcome"].created == 2
    assert not Carrier.objects.exists()

    browser.post(address, {"file": SimpleUploadedFile("c.csv", FILE), "load": "yes"})

    assert Carrier.objects.count() == 2
