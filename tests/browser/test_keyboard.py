"""The desk by keyboard alone."""

from playwright.sync_api import expect

from tests.browser.cast import CASEY
from tests.browser.conftest import Visit


def test_keys_walk_the_rows_and_open_one(visit: Visit) -> None:
    page = visit(CASEY).open("/services/?client=globex")
    rows = page.locator("tbody tr")

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.rowIndex") == 2
    page.keyboard.press("k")
    name = rows.nth(0).locator("a[data-open]").inner_text()
    page.keyboard.press("o")

    page.get_by_role("heading", name=name, level=1).wait_for()


def test_slash_searches_and_letters_typed_there_stay_letters(visit: Visit) -> None:
    page = visit(CASEY).open("/services/?client=globex")

    page.keyboard.press("/")
    page.keyboard.type("GLO-1002?")
    expect(page.get_by_role("searchbox")).to_have_value("GLO-1002?")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=GLO-1002**")

    expect(page.locator("tbody tr")).to_have_count(1)


def test_findings_are_ticked_and_decided_without_a_mouse(visit: Visit) -> None:
    page = visit(CASEY).open("/services/?client=globex")

    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url("**/findings/?client=globex")
    for key in "jxjx":
        page.keyboard.press(key)
    expect(page.locator("tbody input:checked")).to_have_count(2)
    page.keyboard.press("x")
    expect(page.locator("tbody input:checked")).to_have_count(1)
    page.keyboard.press("d")

    page.get_by_role("dialog").get_by_role("heading", name="Decide about the ticked").wait_for()


def test_a_question_mark_explains_and_the_keys_can_be_switched_off(visit: Visit) -> None:
    page = visit(CASEY).open("/services/")

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Search").first.wait_for()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.tagName") != "INPUT"


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit(CASEY).open("/services/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
