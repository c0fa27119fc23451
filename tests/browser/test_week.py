"""The week grid by keyboard alone, and what is ticked changed in one act."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from retainer.lib.weeks import WEEK, week_name
from tests.browser.cast import CASEY
from tests.browser.conftest import Visit

#: A week of its own for each test, in a spring when nobody else logs anything, with an empty one
#: before it: a week begins with the rows of the last.
TYPED, EMPTIED, ON_A_PHONE, DIFFERING, TICKED = (
    date(2026, 3, 2), date(2026, 3, 23), date(2026, 4, 13), date(2026, 4, 27), date(2026, 5, 11),
)  # fmt: skip


def expect_focus_on(page: Page, day: str) -> None:
    expect(page.locator("[data-cell]:focus")).to_have_attribute("aria-label", re.compile(day))


def cell(page: Page, number: int) -> Locator:
    return page.locator("[data-cell]").nth(number)


def begin(page: Page) -> None:
    """A row for the first bill audit, and the focus in its first cell."""
    page.get_by_label("Project", exact=True).select_option(label="Bill audit")
    with page.expect_navigation():
        page.get_by_role("button", name="Add a row").click()
    cell(page, 0).focus()


def say(page: Page, words: str) -> None:
    """What was done, for which a new row asks once."""
    expect(page.get_by_label("what was done")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_a_week_is_typed_by_keyboard_alone(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(TYPED)}/")
    begin(page)
    said = page.get_by_role("status")
    keys = page.keyboard

    # What follows in a row says the same.
    keys.type("1:30")
    keys.press("Enter")
    say(page, "Read the bills")
    expect(said).to_contain_text("1.5 h saved")
    expect_focus_on(page, "Tuesday")
    keys.type("2")
    keys.press("ArrowRight")
    expect(said).to_contain_text("2 h saved")
    expect_focus_on(page, "Wednesday")
    expect(page.locator("[data-week-sum]").last).to_have_text("3.5")

    # Escape restores, typing replaces, leaving saves.
    keys.press("ArrowLeft")
    expect_focus_on(page, "Tuesday")
    keys.type("9")
    keys.press("Escape")
    expect(cell(page, 1)).to_have_value("2")
    keys.type("4")
    keys.press("Tab")
    expect(said).to_contain_text("4 h saved")
    expect(page.locator("[data-week-sum]").last).to_have_text("5.5")

    # What cannot be read is said where it stands, and nothing is lost.
    keys.type("soon")
    keys.press("ArrowRight")
    expect(said).to_contain_text("Write the hours as 1.5")
    expect(cell(page, 2)).to_have_value("soon")
    cell(page, 2).focus()
    keys.press("Escape")

    # The next week and back: what was typed is there.
    keys.press("Control+ArrowRight")
    page.wait_for_url(f"**/{week_name(TYPED + WEEK)}/**")
    keys.press("Control+ArrowLeft")
    page.wait_for_url(f"**/{week_name(TYPED)}/**")
    for number, hours in enumerate(("1.5", "4", "")):
        expect(cell(page, number)).to_have_value(hours)


def test_an_emptied_cell_can_be_brought_back(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(EMPTIED)}/")
    begin(page)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    say(page, "Sorted the inventory")
    page.get_by_role("status").get_by_text("3 h saved").wait_for()

    cell(page, 0).focus()
    page.keyboard.press("Delete")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("Undone: ").wait_for()
    expect(cell(page, 0)).to_have_value("3")


def test_a_row_of_different_texts_asks_what_was_done_in_each_new_cell(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(DIFFERING)}/")
    begin(page)
    said, keys = page.get_by_role("status"), page.keyboard
    keys.type("1")
    keys.press("Enter")
    say(page, "Read the bills")
    expect_focus_on(page, "Tuesday")
    expect(page.get_by_label("what was done")).to_have_value("Read the bills")
    keys.type("2")
    page.get_by_label("what was done").fill("Wrote to the carrier")
    keys.press("Enter")
    expect(said).to_contain_text("2 h saved")

    expect_focus_on(page, "Wednesday")
    expect(page.get_by_label("what was done")).to_have_value("")
    keys.type("3")
    keys.press("Enter")
    say(page, "Called the carrier")
    expect(said).to_contain_text("3 h saved")

    page.reload()
    cell(page, 2).focus()
    expect(page.get_by_label("what was done")).to_have_value("Called the carrier")
    cell(page, 3).focus()
    expect(page.get_by_label("what was done")).to_have_value("")


def test_a_phone_shows_one_day_at_a_time(visit: Visit) -> None:
    page = visit(CASEY, viewport={"width": 375, "height": 800}).open(
        f"/work/week/{week_name(ON_A_PHONE)}/"
    )
    begin(page)
    shown = page.locator("[data-cell]:visible")

    expect(shown).to_have_attribute("aria-label", re.compile("Monday"))
    page.get_by_role("navigation", name="Day").get_by_role("link").nth(2).click()

    expect(shown).to_have_attribute("aria-label", re.compile("Wednesday"))


def test_ticked_entries_are_changed_in_one_act_and_undone(visit: Visit) -> None:
    page = visit(CASEY).open(f"/work/week/{week_name(TICKED)}/")
    begin(page)
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    say(page, "To be shifted")
    page.get_by_role("status").get_by_text("1 h saved").wait_for()

    page.goto(f"/work/?client=acme&month={TICKED:%Y-%m}")
    page.get_by_label("Tick To be shifted").check()
    page.keyboard.press("b")
    page.get_by_label("Our part").select_option("train")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Mode: Advise →").wait_for()
    page.keyboard.press("v")
    page.get_by_text("1 entry changed: as train.").wait_for()
    page.get_by_role("button", name="Undo").click()

    page.get_by_text("Undone: 1 entry changed: as train.").wait_for()
