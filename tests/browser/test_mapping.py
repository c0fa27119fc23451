"""A carrier's table that nobody knows, mapped by clicking, and next month's file that is known."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.billing_audit.mapping import norlink
from tests.browser.bills import INITECH
from tests.browser.cast import CASEY
from tests.browser.conftest import Visit

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)


def bring(page: Page, path: Path) -> None:
    page.goto("/bills/")
    page.get_by_label("Drop files anywhere").set_input_files(path)
    page.get_by_role("button", name="Load", exact=True).click()
    # Its own page; the list of files may offer to map another one.
    page.get_by_role("heading", name=path.name).wait_for()


def column(page: Page, name: str) -> Locator:
    """The choice over a column, by the column's own name."""
    return page.get_by_label(name, exact=True)


def test_a_workbook_is_mapped_by_clicking_and_the_next_loads_by_itself(
    visit: Visit, tmp_path: Path
) -> None:
    august, september = tmp_path / "norlink-august.xlsx", tmp_path / "norlink-september.xlsx"
    august.write_bytes(norlink.charges(AUGUST))
    september.write_bytes(norlink.charges(SEPTEMBER))
    page = visit(CASEY).open("/bills/")
    bring(page, august)
    page.get_by_role("link", name="Map its columns").click()

    # What was proposed is taken back, and each column chosen by hand.
    reading = page.locator("#reading")
    for name in norlink.HEADS:
        column(page, name).select_option("")
    expect(reading).to_contain_text("Choose the column of the account number.")
    for name, meaning in (
        ("Billing Account", "Account number"),
        ("Invoice Nr", "Invoice number"),
        ("Invoice Date", "Bill date"),
        ("Wireless Number", "Service number"),
        ("Monthly Charges", "A charge of its own"),
        ("Usage Charges", "A charge of its own"),
        ("Taxes", "A charge of its own"),
        ("Total Charges", "A total that proves the charges"),
    ):
        column(page, name).select_option(label=meaning)
    for name, kind in (("Monthly Charges", "recurring"), ("Usage Charges", "usage")):
        page.get_by_label(f"Type of the charges in {name}").select_option(kind)
    page.get_by_label("Type of the charges in Taxes").select_option("tax")
    expect(reading).to_contain_text("All 9 bill lines of the file: 1 bill")
    expect(reading).to_contain_text("133.35")
    page.get_by_label("Carrier", exact=True).last.fill("Norlink Wireless")
    page.get_by_label("Name of the layout").fill("Norlink by line")
    page.get_by_role("button", name="Save the layout").click()

    # The file that was refused loads; its account is said once.
    page.get_by_text("The layout is saved: Norlink by line, version 1").wait_for()
    page.locator("main").get_by_label("Client").select_option(label=INITECH.name)
    page.get_by_role("button", name="Load it for this client").click()
    page.get_by_text("9 bill lines").first.wait_for()

    bring(page, september)
    page.get_by_text("9 bill lines").first.wait_for()
    expect(page.locator("main")).to_contain_text("Norlink by line, version 1")


def test_a_click_in_a_column_opens_its_choice_and_a_field_moves(
    visit: Visit, tmp_path: Path
) -> None:
    path = tmp_path / "norlink-unclear.csv"
    path.write_text(norlink.text())
    page = visit(CASEY).open("/bills/")
    bring(page, path)
    page.get_by_role("link", name="Map its columns").click()

    page.get_by_role("cell", name="Business line").click()
    expect(column(page, "Description")).to_be_focused()
    page.keyboard.press("Escape")
    column(page, "Category").select_option(label="Description")
    expect(column(page, "Description")).to_have_value("")
    page.get_by_label("Days", exact=True).select_option("D/M/YYYY")
    page.get_by_label("Every row is").select_option("recurring")

    expect(page.locator("#reading")).to_contain_text("3 Apr 2026")
    expect(page.locator("#reading")).not_to_contain_text("Day or month first?")
