"""Hundreds of findings decided by keyboard, on one page that is never loaded again."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bills import CARRIER, HEAD
from tests.browser.cast import PAT
from tests.browser.conftest import Practice, Visit
from tests.product import Product

CLIENT, FINDINGS = "vandelay", 300
QUEUE = f"/findings/triage/?client={CLIENT}&check=A09"
FOUND = """
    from clients.models import Client
    from retainer.lib.tenancy import ALL, acting_as
    with acting_as("worker", clients=ALL):
        Client.objects.create(slug="vandelay", name="Vandelay Imports")
"""
STATES = """
    SELECT f.state, coalesce(d.reason, ''), count(*) FROM billing_audit_finding f
    JOIN clients_client c ON c.id = f.client_id
    LEFT JOIN LATERAL (SELECT reason FROM billing_audit_findingdecision d
        WHERE d.finding_id = f.id ORDER BY d.id DESC LIMIT 1) d ON true
    WHERE c.slug = %s AND f.check_code = 'A09' GROUP BY 1, 2 ORDER BY 1, 2
"""


@pytest.fixture(scope="module")
def charged_twice(practice: Practice, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A client whose bill has the feature of each of 300 services twice."""
    product: Product = practice.product
    bill = tmp_path_factory.mktemp("triage") / "VAN-1.csv"
    bill.write_text("\n".join([HEAD, *rows(date(2026, 9, 1)), ""]))
    lines = [line.removeprefix("    ") for line in FOUND.splitlines()]
    product.manage("shell", "--command", "\n".join(lines))
    product.manage("import_bills", "--client", CLIENT, str(bill))
    product.manage("audit", "--client", CLIENT)


def rows(month: date) -> list[str]:
    charged = [f"VAN-{n:04}" for n in range(FINDINGS) for _ in range(2)]
    return [
        f"{CARRIER},607-900-0099,VAN-1,{month},{number},{service},CLIP,Caller identification,"
        f"recurring,1,4.50,4.50,{month},2026-09-28"
        for number, service in enumerate(charged, start=1)
    ]


def has_gone_on(page: Page) -> None:
    """The current finding is one that nobody has decided about."""
    expect(page.locator("tr[aria-current][data-state=new]:not([data-waits])")).to_have_count(1)


def all_is_written(page: Page) -> None:
    expect(page.locator("[data-triage]")).to_have_attribute("data-pending", "0", timeout=240_000)


def test_three_hundred_findings_are_decided_without_loading_the_page_again(
    visit: Visit, practice: Practice, charged_twice: None, tmp_path: Path
) -> None:
    visitor = visit(PAT)
    page = visitor.open(QUEUE)
    expect(page.locator("#evidence").get_by_text("The bill says").first).to_be_visible()
    page.evaluate("window.first = true")

    # Sixty one by one: two keys for the first, one key for each that is like it.
    page.keyboard.press("v")
    page.keyboard.press("1")
    for _ in range(59):
        has_gone_on(page)
        page.keyboard.press(".")
    # Two with a reason of their own, and one of them taken back.
    for digit in "24":
        has_gone_on(page)
        page.keyboard.press("f")
        page.keyboard.press(digit)
    has_gone_on(page)
    all_is_written(page)
    page.keyboard.press("u")
    expect(page.locator("[data-said]")).to_have_text("1 finding taken back.")
    # Those up to the hundredth ticked from here to there.
    page.keyboard.press("x")
    for _ in range(37):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("X")
    expect(page.locator("tbody input:checked")).to_have_count(38)
    page.keyboard.press("f")
    page.keyboard.press("1")
    all_is_written(page)
    has_gone_on(page)
    # All others together, after a look at the list of them.
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="200 others like this one")).to_be_visible()
    expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(201)
    page.keyboard.press("5")
    all_is_written(page)

    assert page.evaluate("window.first")
    assert visitor.visited == ["/findings/triage/"]
    assert practice.product.rows(STATES, CLIENT) == [
        ("false_positive", "contract_allows", 38),
        ("false_positive", "data_wrong", 202),
        ("valid", "confirmed", 60),
    ]
    visitor.open(QUEUE)
    expect(page.get_by_text("Nothing waits for a decision here.")).to_be_visible()
