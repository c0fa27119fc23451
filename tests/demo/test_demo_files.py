"""The demo's planted mistakes are exactly what an outsider finds in its files."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from bench.planting.oracle import Expected, expected_findings
from retainer.demo import CLIENTS, ClientFiles, DemoFiles, write_files
from retainer.demo.story import ClientStory

CHECKS = {"A01", "A03", "A07", "A09", "A10", "A19", "A20", "B01", "C01", "C04"}
SLUGS = [story.slug for story in CLIENTS]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    return write_files(tmp_path_factory.mktemp("demo"))


def files_of(demo: DemoFiles, slug: str) -> ClientFiles:
    return next(files for files in demo.clients if files.slug == slug)


def story_of(slug: str) -> ClientStory:
    return next(story for story in CLIENTS if story.slug == slug)


def found_in(files: ClientFiles) -> list[Expected]:
    return expected_findings(
        files.bills, services=files.services, rates=files.rates, declared=files.declared
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_planted_mistakes_are_what_the_oracle_finds(demo: DemoFiles, slug: str) -> None:
    files = files_of(demo, slug)

    found = Counter(
        (x.check, x.account_no, x.invoice_no, x.line_no, x.service_id, x.month, x.claim)
        for x in found_in(files)
        if not x.supporting
    )

    assert found == Counter(
        (p.check, p.account_no, p.invoice_no, p.line_no, p.service_id, p.month, p.claim)
        for p in files.planted
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_every_check_has_something_to_find(demo: DemoFiles, slug: str) -> None:
    assert {planted.check for planted in files_of(demo, slug).planted} == CHECKS


@pytest.mark.parametrize("slug", SLUGS)
def test_twelve_months_arrive_in_two_formats(demo: DemoFiles, slug: str) -> None:
    bills = files_of(demo, slug).bills

    months = {path.name[-11:-4] for path in bills if path.suffix == ".csv"}
    electronic = [path for path in bills if path.suffix == ".xml"]
    assert {"2025-11", "2026-10"} <= months
    assert len(months) >= 12
    assert len(electronic) % 12 == 0
    assert len(set(bills)) == len(bills)


def test_the_money_makes_a_report_worth_reading(demo: DemoFiles) -> None:
    planted = [each for files in demo.clients for each in files.planted]
    october = [p.claim for p in planted if p.month == "2026-10" and p.check in ("B01", "C01")]

    assert Decimal(20000) < sum(each.claim for each in planted) < Decimal(30000)
    assert Decimal(2000) < sum(october) < Decimal(2500)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_rate_stands_on_the_page_it_names(demo: DemoFiles, slug: str) -> None:
    documents = files_of(demo, slug).documents

    for _, rate in story_of(slug).rates:
        page = PdfReader(documents[rate.document]).pages[rate.page - 1].extract_text()
        assert any(
            line.startswith(f"{rate.charge_code} ") and f"${rate.rate} " in line
            for line in page.splitlines()
        )


def test_writing_twice_gives_the_same_bytes(demo: DemoFiles, tmp_path: Path) -> None:
    again = write_files(tmp_path)

    def content(files: DemoFiles) -> dict[Path, bytes]:
        paths = (path for path in files.folder.rglob("*") if path.is_file())
        return {path.relative_to(files.folder): path.read_bytes() for path in paths}

    assert content(again) == content(demo)
