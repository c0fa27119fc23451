"""Bills dropped on the page, and what people see come of them."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.bills import INITECH, SEPTEMBER
from tests.browser.cast import CASEY
from tests.browser.conftest import Visit
from tests.browser.deeds import drop


def test_files_dropped_together_each_come_to_their_own_end(visit: Visit, tmp_path: Path) -> None:
    good = INITECH.bill_file(tmp_path, SEPTEMBER)
    unknown = tmp_path / "unknown.csv"
    unknown.write_text(good.read_text().replace(INITECH.account, "999-000-1111"))
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear customer,\nyour bill follows.\n")
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    page = visit(CASEY).open("/bills/")

    drop(page, good, empty, unknown, letter)

    expect(page.locator(".dropzone-state")).to_have_text("4 files sent")
    expect(page.get_by_text("empty.csv: The file is empty.")).to_be_visible()
    page.reload()  # whoever leaves and comes back finds the same
    expect(page.get_by_text("empty.csv: The file is empty.")).to_be_visible()

    rows = page.get_by_role("row")
    rows.filter(has_text=good.name).filter(has_text="Imported").first.wait_for()
    rows.filter(has_text=letter.name).filter(has_text="Rejected").first.wait_for()
    with page.expect_navigation():
        rows.filter(has_text=unknown.name).filter(has_text="Waiting").get_by_role("link").click()
    page.get_by_label("Client").last.select_option(label=INITECH.name)
    page.get_by_role("button", name="Load it for this client").click()
    page.get_by_text("1 invoice").first.wait_for()
    page.get_by_text("999-000-1111").first.wait_for()


def test_a_file_that_does_not_arrive_is_sent_again(visit: Visit, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    for path in (one, other):
        path.write_text(f"Dear customer, this is {path.name}.\n")
    visitor = visit(CASEY)
    page = visitor.open("/bills/")
    page.route("**/bills/upload/", lambda route: route.abort(), times=1)

    with visitor.expecting_console("net::ERR_FAILED"):
        drop(page, one, other)
        page.get_by_text("It did not arrive whole.").wait_for()
    expect(page.locator(".dropzone-state")).to_have_text("1 of 2 files sent")
    page.get_by_role("button", name="Send again").click()

    page.get_by_role("heading", name="one.txt").wait_for()
