"""One running practice for all browser tests, and browsers to visit it with."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from retainer.embedded.places import ROOT
from tests.browser.cast import Person
from tests.browser.visitor import Visitor
from tests.product import Product, own_product

PICTURES = ROOT / "var" / "browser"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 20_000  # milliseconds, for machines with much else to do

Visit = Callable[..., Visitor]


@dataclass(frozen=True)
class Practice:
    """The product that browsers visit, and where."""

    product: Product
    address: str

    @property
    def log(self) -> str:
        """What its web server has written, mails among it."""
        return (self.product.var / "log" / "web.log").read_text()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: only then do the product and the browser they share run.

    The walk through every page is the longest and begins them, so that no process ends alone.
    """
    items.sort(key=lambda item: (_is_browser_test(item), item.path.stem != "test_every_page"))
    for item in filter(_is_browser_test, items):
        item.add_marker(pytest.mark.browser)


def _is_browser_test(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A whole product with a worker, where Globex has lived through everything."""
    folder = tmp_path_factory.mktemp("practice")
    with own_product() as product:
        arrange = f"from tests.browser import stage; stage.arrange({str(folder)!r})"
        product.manage("shell", "--command", arrange)
        with product.running("web", "worker", "beat") as host:
            yield Practice(product, host.address)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, shared: every visitor gets a context of their own."""
    program = shutil.which("chromium")
    assert program, "There is no chromium on the PATH: apt-get install chromium"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def passes() -> dict[str, Any]:
    """What a browser holds of each person who has signed in already."""
    return {}


@pytest.fixture
def visit(
    practice: Practice,
    chromium: Browser,
    passes: dict[str, Any],
    request: pytest.FixtureRequest,
) -> Iterator[Visit]:
    """Opens a browser, for ``visit(CASEY)`` one that she is signed in with already.

    At the end none of them may have met a trouble.
    """
    visitors: list[Visitor] = []

    def begin(person: Person | None = None, **options: Any) -> Visitor:
        if person and person.email not in passes:
            entrance = begin()
            entrance.sign_in(person)
            passes[person.email] = entrance.context.storage_state()
        context = chromium.new_context(
            base_url=practice.address,
            storage_state=passes[person.email] if person else None,
            **{"viewport": {"width": 1280, "height": 800}, **options},
        )
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(person.first_name if person else "anyone", context))
        return visitors[-1]

    yield begin

    if request.node.stash.get(FAILED, False):
        for visitor in visitors:
            visitor.picture(PICTURES, request.node.name)
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.context.close()
    assert not troubles, "\n".join(troubles)
