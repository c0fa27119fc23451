"""Every page that links lead to, as each kind of visitor: readable by all, wide and narrow."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.cast import CASEY, PAT, STELLA, Person
from tests.browser.conftest import Visit
from tests.browser.walk import pages_before

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
#: WCAG 2.2 AA and what axe calls best practice, all of it.
JUDGE = """async () => (await axe.run({resultTypes: ['violations']})).violations.flatMap(
    found => found.nodes.map(node => `${found.id}: ${node.target} (${node.failureSummary})`))"""
COLOURS = """async () => (await axe.run({runOnly: ['color-contrast']})).violations.flatMap(
    found => found.nodes.map(node => `dark: ${node.target} (${node.failureSummary})`))"""
STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
        .filter(part => part.getBoundingClientRect().right > width + 1)
        .slice(-3)
        .map(part => `wider than ${width}: ${part.tagName} ${part.className}`);
}"""
#: What a page is made of, which is all that its readability depends on.
SKELETON = """() => [...new Set([...document.querySelectorAll('main, main *')].map(part => [
    part.tagName, part.getAttribute('class'), part.getAttributeNames(), !part.textContent.trim(),
].join()))].join(' ')"""
DESK, *NARROWER = (
    {"width": 1280, "height": 800},
    {"width": 1024, "height": 768},
    {"width": 375, "height": 740},
)


@pytest.mark.parametrize(
    "person", [PAT, CASEY, STELLA, None], ids=lambda p: p.name if p else "anyone"
)
def test_every_page_is_accessible_and_fits_a_phone(
    person: Person | None, visit: Visit, judged: set[str]
) -> None:
    visitor = visit(person, reduced_motion="reduce")  # colours on their way are no colours

    faults = {
        address: found
        for address in pages_before(visitor, "/" if person else "/accounts/login/")
        if (found := faults_of(visitor.page, judged))
    }

    assert not faults, "\n".join(f"{a}: {fault}" for a, found in faults.items() for fault in found)


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """The skeletons of pages found faultless: a consultant's are mostly the principal's too."""
    return set()


def faults_of(page: Page, judged: set[str]) -> list[str]:
    """What somebody could not read, in either theme, or would have to scroll sideways for."""
    skeleton = page.evaluate(SKELETON)
    if skeleton in judged:
        return []
    page.evaluate(AXE)
    faults = page.evaluate(JUDGE) + page.evaluate(STICKING_OUT)
    page.emulate_media(color_scheme="dark")
    faults += page.evaluate(COLOURS)
    page.emulate_media(color_scheme="light")
    for size in NARROWER:
        page.set_viewport_size(size)
        faults += page.evaluate(STICKING_OUT)
    page.set_viewport_size(DESK)
    if not faults:
        judged.add(skeleton)
    return faults
