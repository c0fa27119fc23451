"""The product's own loaders and readers take every file of the demo without a complaint."""

from pathlib import Path

import pytest

from billing_audit.bills.importers.einvoice import read_bill
from billing_audit.bills.stream import Invoice, Line, Reject, Remark
from clients.models import Client
from clients.telecom.reference import (
    Accounts,
    Contracts,
    Loader,
    PublicFees,
    Rates,
    Services,
    Sites,
)
from retainer.demo import CLIENTS, DemoFiles, write_files
from retainer.demo.story import ClientStory


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    return write_files(tmp_path_factory.mktemp("demo"))


def created(loader: Loader, path: Path) -> int:
    outcome = loader.load(path.read_bytes())
    assert outcome.rejected == []
    assert outcome.warnings == []
    return outcome.created


@pytest.mark.parametrize("story", CLIENTS, ids=lambda story: story.slug)
def test_reference_data_loads(demo: DemoFiles, story: ClientStory, db: None) -> None:
    files = next(each for each in demo.clients if each.slug == story.slug)
    client = Client.objects.create(slug=story.slug, name=story.name)

    assert created(Accounts(client), files.accounts) == len(story.accounts)
    assert created(Sites(client), files.sites) == len(story.sites)
    known = [service for service in story.services if not service.unknown]
    assert created(Services(client), files.services) == len(known)
    assert created(Contracts(client), files.contracts) == len(story.contracts)
    assert created(Rates(client), files.rates) == len(story.rates)


def test_public_fees_load(demo: DemoFiles, db: None) -> None:
    assert created(PublicFees(), demo.fees) == 10


def test_every_e_invoice_is_read_with_its_account_and_services(demo: DemoFiles) -> None:
    for files in demo.clients:
        for path in files.bills:
            if path.suffix != ".xml":
                continue
            invoice, *rest = read_bill(path)
            assert isinstance(invoice, Invoice)
            assert invoice.account_no in path.name
            assert not any(isinstance(each, Reject | Remark) for each in rest)
            lines = [each for each in rest if isinstance(each, Line)]
            assert all(line.service_id for line in lines if line.charge_type != "tax")
            assert {line.charge_type for line in lines} <= {"recurring", "usage", "tax"}
