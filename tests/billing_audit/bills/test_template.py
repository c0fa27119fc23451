"""Who has a bill in no format we read finds out how to write one."""

from pathlib import Path

from django.test import Client as Browser
from django.urls import reverse

from billing_audit.bills.importers.standard_csv.layout import KNOWN, REQUIRED
from clients.models import Client, User
from tests.billing_audit.bills.billed import write
from tests.billing_audit.bills.command import load


def test_the_template_loads_as_it_is(
    acme: Client, casey: User, client: Browser, tmp_path: Path
) -> None:
    client.force_login(casey)

    template = client.get(reverse("bills:bill_template")).content

    [answer] = load(write(tmp_path, template))
    assert (answer["status"], answer["lines"], answer["warnings"]) == ("imported", 1, [])


def test_the_page_names_every_column(casey: User, client: Browser) -> None:
    client.force_login(casey)

    page = client.get(reverse("bills:file_list")).content.decode()

    assert all(f"<code>{column}</code>" in page for column in KNOWN)
    must, _ = page.split("May be empty")
    assert all(f"<code>{column}</code>" in must for column in REQUIRED)


def test_a_refusal_names_formats_as_people_do(tmp_path: Path, acme: Client) -> None:
    [answer] = load(write(tmp_path, b"Dear customer", "letter.txt"), status=3)

    assert "Telstra On Line Billing" in answer["error"]
    assert "the page Bills explains" in answer["error"]
    assert "standard-csv" not in answer["error"]
