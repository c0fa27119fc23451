"""A metric from its first word to the day it holds, its worked example mended on the way."""

from playwright.sync_api import Page, expect

from tests.browser.cast import CASEY
from tests.browser.conftest import Visit

DEFINITION = {
    "Inputs": "total, minutes of the month, minutes\ndown, minutes out of service, minutes",
    "Formula": "100 * (total - down) / total",
    "Unit": "%",
    "Target": "99.9",
    "Source system": "The carrier's tickets",
    "Who collects them": "Casey Cole",
    "How": "Closed tickets of the month",
}
EXAMPLE = {
    "What happened": "One outage of an hour",
    "Minutes of the month": "43200",
    "Minutes out of service": "60",
}


def fill(page: Page, **texts: str) -> None:
    for label, text in texts.items():
        page.get_by_role("textbox", name=f"{label}*", exact=True).or_(
            page.get_by_role("spinbutton", name=f"{label}*", exact=True)
        ).fill(text)


def activate(page: Page) -> None:
    page.get_by_role("button", name="Activate").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("From month").fill("2026-03")
    dialog.get_by_role("button", name="Activate").click()


def test_a_metric_fails_its_example_is_mended_and_activated(visit: Visit) -> None:
    page = visit(CASEY).open("/relationships/new/?client=globex")
    fill(page, Name="Voice of Globex")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Metrics").last.click()

    page.get_by_role("link", name="Add the first").click()
    fill(page, Metric="Availability of voice")
    page.get_by_role("button", name="Save and define it").click()
    fill(page, **DEFINITION)
    page.get_by_role("button", name="Save and try examples").click()
    fill(page, **EXAMPLE, **{"Result agreed": "99.9"})
    page.get_by_role("button", name="Add the example").click()
    expect(page.get_by_text("Does not compute", exact=True)).to_be_visible()
    activate(page)

    expect(page.get_by_text("Not activated")).to_be_visible()
    expect(page.get_by_text("states 99.9 %; the formula comes to 99.86.").first).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    fill(page, **EXAMPLE, **{"Result agreed": "99.86"})
    page.get_by_role("button", name="Add the example").click()
    expect(page.get_by_text("Every example computes")).to_be_visible()
    activate(page)

    expect(page.get_by_text("Activated: Availability of voice.")).to_be_visible()
    expect(page.get_by_text("nothing is noted yet")).to_be_visible()
