"""Bills on paper: how one is read is drawn on its page, what was read is confirmed beside it."""

from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from retainer.lib import pdf
from tests.browser.bills import CARRIER, INITECH
from tests.browser.cast import CASEY
from tests.browser.conftest import Practice, Visit
from tests.browser.test_every_page import Judged, faults_of

CHARGES = (
    ("Ethernet access 100 Mbit/s", "INI-1001", "3", "121.40", "364.20"),
    ("Hosted voice seat", "INI-2001", "24", "14.50", "348.00"),
    ("Toll free number", "800-555-0144", "2", "9.00", "18.00"),
)
STYLE = (
    "@page{size:letter;margin:48pt} body{font:10pt 'Source Sans 3';margin:0}"
    "table{width:100%;border-collapse:collapse} td,th{padding:3pt 0;text-align:left}"
    ".r{text-align:right} .head{width:50%}"
)


def bill(number: str, total: str, carrier: str = CARRIER, tax: str = "16-0048812") -> bytes:
    """A month's bill of a carrier whose PDFs nobody has seen."""
    rows = "".join(
        f'<tr><td>{what}</td><td>{service}</td><td class="r">{count}</td>'
        f'<td class="r">{rate}</td><td class="r">{amount}</td></tr>'
        for what, service, count, rate, amount in CHARGES
    )
    return pdf.render(
        f'<!doctype html><html lang="en"><head><title>Bill</title><style>{STYLE}</style></head>'
        f"<body><h1>{carrier}</h1><p>Tax number {tax}</p>"
        f'<table class="head"><tr><td>Invoice</td><td>{number}</td></tr>'
        f"<tr><td>Account</td><td>{INITECH.account}</td></tr>"
        "<tr><td>Date</td><td>2026-10-03</td></tr></table>"
        '<table><tr><th>Description</th><th>Service</th><th class="r">Quantity</th>'
        f'<th class="r">Rate</th><th class="r">Amount</th></tr>{rows}'
        f'<tr><td>Total charges</td><td></td><td></td><td></td><td class="r">{total}</td></tr>'
        "</table></body></html>"
    )


def bring(page: Page, folder: Path, name: str, content: bytes) -> None:
    """Load a file, and wait until its page says what came of it."""
    path = folder / name
    path.write_bytes(content)
    page.goto("/bills/")
    page.get_by_label("Drop files anywhere").set_input_files(path)
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_role("heading", name=name).wait_for()


def begin_to_draw(page: Page) -> None:
    """Open the page on which the layout is drawn, and wait until it can be drawn on."""
    page.get_by_role("link", name="Draw how to read it").click()
    page.get_by_role("button", name="Save the layout").wait_for()
    page.wait_for_load_state()


def word(page: Page, text: str) -> Locator:
    return page.locator(f'.sheet-word[data-text="{text}"]').first


def drag(page: Page, first: Locator, last: Locator) -> None:
    """A box around two words and what is between them."""
    first.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] - 2, start["y"] - 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] + 2, end["y"] + end["height"] + 2, steps=3)
    page.mouse.up()


def mark(page: Page, what: str, where: str) -> None:
    page.locator("summary", has_text=what).first.click()
    word(page, where).click()


def draw(page: Page) -> None:
    """Say where everything stands, with mouse and keyboard."""
    page.get_by_label("Carrier", exact=True).fill(CARRIER)
    page.locator("[name='conventions.dates']").select_option(label="2026-03-12")
    drag(page, word(page, "Tax"), word(page, "16-0048812"))
    mark(page, "Invoice number", "NW-1")
    mark(page, "Account number", INITECH.account)
    mark(page, "Bill date", "2026-10-03")
    mark(page, "Total of the charges", "730.20")
    page.locator("summary", has_text="Table of charges").click()
    drag(page, word(page, "Ethernet"), word(page, "18.00"))
    for column, role in enumerate(("service number", "quantity", "rate"), start=1):
        page.locator(f"[name='tables[0].columns[{column}].role']").select_option(label=role)


def test_a_layout_is_drawn_and_its_bill_confirmed(
    visit: Visit, practice: Practice, tmp_path: Path
) -> None:
    page = visit(CASEY, viewport={"width": 1280, "height": 900}, reduced_motion="reduce").page
    bring(page, tmp_path, "october.pdf", bill("NW-1", "730.20"))
    begin_to_draw(page)

    draw(page)

    reading = page.locator("#reading")
    expect(reading).to_contain_text("The lines come to the printed total.")
    expect(reading).to_contain_text("800-555-0144")
    border = page.get_by_role("slider", name="Column border").nth(1)
    at = border.get_attribute("aria-valuenow")
    border.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[name='tables[0].columns[0].right']")).to_have_value(str(int(at) - 1))
    assert not faults_of(page, Judged())
    page.get_by_role("button", name="Save the layout").click()
    page.get_by_role("link", name="Look and confirm").click()
    first = page.get_by_label("Line 1: amount")
    first.focus()
    expect(page.locator("[data-pointed]")).to_be_visible()
    first.fill("364.00")
    expect(page.locator("[data-footing-verdict]")).to_have_text("0.20 is missing.")
    page.get_by_role("button", name="Confirm the bill").click()
    page.get_by_text("The bill is not loaded yet").wait_for()
    page.get_by_label("Line 1: amount").fill("364.20")
    expect(page.locator("[data-footing-verdict]")).to_have_text("It comes to the printed total.")
    assert not faults_of(page, Judged())
    page.get_by_role("button", name="Confirm the bill").click()
    page.get_by_text("1 invoice").first.wait_for()
    [(total,)] = practice.product.rows(
        "SELECT lines_total FROM billing_audit_invoice WHERE number = 'NW-1'"
    )
    assert total == Decimal("730.20")


def test_a_page_is_marked_with_the_keyboard(visit: Visit, tmp_path: Path) -> None:
    page = visit(CASEY, reduced_motion="reduce").page
    bring(page, tmp_path, "by-key.pdf", bill("NW-2", "730.20", "Fennhollow Fibre", "16-0051122"))
    begin_to_draw(page)
    here = page.locator(".sheet-word:focus")

    page.locator("summary", has_text="Invoice number").focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(here).to_have_attribute("aria-label", "Fennhollow")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#reads-fields-invoice_no")).to_have_text("NW-2")
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Invoice number")).to_be_focused()

    page.locator("summary", has_text="Table of charges").click()
    for corner in ("Ethernet", "18.00"):
        word(page, corner).focus()
        page.keyboard.press("Shift+Enter")
    expect(page.locator("#reading")).to_contain_text("3 lines")


def test_a_page_is_marked_with_a_finger(visit: Visit, tmp_path: Path) -> None:
    phone = {"width": 375, "height": 740}
    page = visit(CASEY, viewport=phone, has_touch=True, reduced_motion="reduce").page
    bring(page, tmp_path, "by-finger.pdf", bill("NW-3", "730.20", "Quillmere Cable", "16-0072233"))
    begin_to_draw(page)

    page.locator("summary", has_text="Invoice number").tap()
    page.get_by_role("button", name="Mark it on the page").locator("visible=true").tap()
    word(page, "NW-3").tap()
    expect(page.locator("#reads-fields-invoice_no")).to_have_text("NW-3")
    page.locator("summary", has_text="Table of charges").tap()
    word(page, "Ethernet").tap()
    word(page, "18.00").tap()

    expect(page.locator("#reading")).to_contain_text("3 lines")
    assert not faults_of(page, Judged())


def test_a_bill_is_entered_by_its_totals_with_the_keyboard(visit: Visit, tmp_path: Path) -> None:
    visitor = visit(CASEY, reduced_motion="reduce")
    page = visitor.page
    scan = pdf.render(
        '<!doctype html><html lang="en"><head><title>Scan</title></head><body>'
        '<svg width="300" height="90"><rect width="300" height="90"/></svg></body></html>'
    )
    bring(page, tmp_path, "scan.pdf", scan)

    page.get_by_role("link", name="Enter its totals").click()
    expect(page.get_by_label("Account")).to_be_focused()
    page.keyboard.type(f"{CARRIER} {INITECH.account}")
    page.get_by_label("Invoice number").fill("SCAN-1")
    page.get_by_label("Bill date").fill("2026-10-05")
    page.get_by_label("Total of the charges").fill("$1,250.50")
    page.get_by_label("Recurring charges").fill("1,100.00")
    expect(page.locator("[data-footing-verdict]")).to_have_text("150.50 is missing.")
    page.get_by_label("Taxes").press("=")
    expect(page.get_by_label("Taxes")).to_have_value("150.50")
    assert not faults_of(page, Judged())
    page.keyboard.press("Enter")
    page.get_by_text("1 invoice").first.wait_for()
    page.get_by_role("link", name="SCAN-1").click()
    page.get_by_text("Totals only").wait_for()
