"""The product's own loaders and readers take every file of the demo without a complaint."""

from pathlib import Path

import pytest

from billing_audit.bills.importers.einvoice import read_bill
from billing_audit.bills.stream import Invoice, Line, Reject, Remark
from clients.models import Client, StoredFile
from clients.telecom.reference import (
    Accounts,
    Contracts,
    Loader,
    Rates,
    Services,
    Sites,
)
from clients.telecom.reference.terms import RepairTargets, ServiceLevels, SurchargeTerms
from retainer.demo import CLIENTS, DemoFiles, write_files
from retainer.demo.estate import ORDERS
from retainer.demo.installing import ESTATE
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


@pytest.mark.parametrize("story", CLIENTS, ids=lambda story: story.slug)
def test_terms_stand_on_the_papers(demo: DemoFiles, story: ClientStory, db: None) -> None:
    files = next(each for each in demo.clients if each.slug == story.slug)
    client = Client.objects.create(slug=story.slug, name=story.name)
    Contracts(client).load(files.contracts.read_bytes())
    for told in story.contracts:
        contract = client.contracts.get(number=told.number)
        for paper in told.documents:
            file = StoredFile.objects.create(
                client=client, kind="contract", name=paper.file_name, size=1, sha256="0" * 64
            )
            contract.documents.create(client=client, title=paper.title, file=file)

    loaders = {
        "service_levels": ServiceLevels,
        "repair_targets": RepairTargets,
        "surcharge_terms": SurchargeTerms,
    }
    for name, loader in loaders.items():
        assert created(loader(client), files.terms[name]) == len(story.contracts)


@pytest.mark.parametrize("story", CLIENTS, ids=lambda story: story.slug)
def test_what_happened_besides_bills_loads(demo: DemoFiles, story: ClientStory, db: None) -> None:
    files = next(each for each in demo.clients if each.slug == story.slug)
    client = Client.objects.create(slug=story.slug, name=story.name)
    Accounts(client).load(files.accounts.read_bytes())
    Services(client).load(files.services.read_bytes())

    made = {name: created(loader(client), files.estate[name]) for name, loader in ESTATE.items()}

    assert made.keys() == files.estate.keys()
    assert made["orders"] == len(ORDERS[story.slug])
    assert made["payments"] > 20


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
