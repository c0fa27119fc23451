"""The week grid by keyboard alone, and what is ticked changed in one act."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from retainer.lib.weeks import WEEK, monday_of, week_name
from tests.browser.cast import CASEY
from tests.browser.conftest import Visit

#: A week of its own for each test; their days have all come.
LAST = monday_of(timezone.localdate()) - WEEK
BEFORE = LAST - 3 * WEEK


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")


def begin(page: Page) -> None:
    """A row for the first bill audit, and the focus in its first cell."""
    page.get_by_label("Project", exact=True).select_option(label="Bill audit")
    page.get_by_role("button", name="Add a row").click()
    page.locator("[data-cell]").first.focus()


def test_a_week_is_typed_by_keyboard_alone(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(LAST)}/")
    begin(page)
    said = page.get_by_role("status")
    keys = page.keyboard

    # A new row asks once what was done; what follows in it says the same.
    keys.type("1:30")
    keys.press("Enter")
    expect(page.get_by_label("what was done")).to_be_focused()
    keys.type("Read the bills")
    keys.press("Enter")
    expect(said).to_contain_text("1.5 h saved")
    assert "Tuesday" in focused(page)
    keys.type("2")
    keys.press("ArrowRight")
    expect(said).to_contain_text("2 h saved")
    assert "Wednesday" in focused(page)
    expect(page.locator("[data-week-sum]").last).to_have_text("3.5")

    # Escape restores, typing replaces, leaving saves.
    keys.press("ArrowLeft")
    keys.type("9")
    keys.press("Escape")
    assert page.locator("[data-cell]").nth(1).input_value() == "2"
    keys.type("4")
    keys.press("Tab")
    expect(said).to_contain_text("4 h saved")
    expect(page.locator("[data-week-sum]").last).to_have_text("5.5")

    # What cannot be read is said where it stands, and nothing is lost.
    keys.type("soon")
    keys.press("ArrowRight")
    expect(said).to_contain_text("Write the hours as 1.5")
    assert page.locator("[data-cell]").nth(2).input_value() == "soon"
    page.locator("[data-cell]").nth(2).focus()
    keys.press("Escape")

    # The next week and back: what was typed is there.
    keys.press("Control+ArrowRight")
    page.wait_for_url(f"**/{week_name(LAST + WEEK)}/**")
    keys.press("Control+ArrowLeft")
    page.wait_for_url(f"**/{week_name(LAST)}/**")
    assert [page.locator("[data-cell]").nth(n).input_value() for n in range(3)] == ["1.5", "4", ""]


def test_an_emptied_cell_can_be_brought_back(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(BEFORE)}/")
    begin(page)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.type("Sorted the inventory")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("3 h saved").wait_for()

    page.locator("[data-cell]").first.focus()
    page.keyboard.press("Delete")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("Undone: ").wait_for()
    assert page.locator("[data-cell]").first.input_value() == "3"


def test_a_phone_shows_one_day_at_a_time(visit: Visit) -> None:
    page = visit(CASEY, viewport={"width": 375, "height": 800}).open(
        f"/work/week/{week_name(LAST - 7 * WEEK)}/"
    )
    begin(page)

    assert page.locator("[data-cell]:visible").count() == 1
    page.get_by_role("navigation", name="Day").get_by_role("link").nth(2).click()
    page.wait_for_load_state()

    assert "Wednesday" in (page.locator("[data-cell]:visible").get_attribute("aria-label") or "")


def test_ticked_entries_are_changed_in_one_act_and_undone(visit: Visit) -> None:
    monday = LAST - 5 * WEEK
    page = visit(CASEY).open(f"/work/week/{week_name(monday)}/")
    begin(page)
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_label("what was done")).to_be_focused()
    page.keyboard.type("To be shifted")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("1 h saved").wait_for()

    page.goto(f"/work/?client=acme&month={monday:%Y-%m}")
    page.get_by_label("Tick To be shifted").check()
    page.keyboard.press("b")
    page.get_by_label("Our part").select_option("train")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Mode: Advise →").wait_for()
    page.keyboard.press("v")
    page.get_by_text("1 entry changed: as train.").wait_for()
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("Undone: 1 entry changed: as train.").wait_for()
