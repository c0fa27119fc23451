"""Every page that links lead to, as each kind of visitor: readable by all, wide and narrow."""

from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.cast import CASEY, PAT, STELLA, Person
from tests.browser.conftest import Visit
from tests.browser.walk import pages_before
from tests.browser.wording import SAID, badly_worded

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
#: WCAG 2.2 AA and what axe calls best practice, all of it; contrast is judged look by look.
JUDGE = """async () => {
    const rules = {'color-contrast': {enabled: false}};
    return (await axe.run({resultTypes: ['violations'], rules})).violations.flatMap(
        found => found.nodes.map(node => `${found.id}: ${node.target} (${node.failureSummary})`));
}"""
#: Texts of one look have one contrast: the same letters before the same grounds.  A look is known
#: once axe passed a text that has it; what axe cannot tell, before a picture or out of sight, is
#: asked about by nobody.  A new theme is there once a frame with it was painted: before, a text
#: can still have its light colour on the dark ground.
COLOURS = """async known => {
    await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const grounds = new Map([[null, '']]), seen = new Set(known);
    const groundOf = part => {
        if (!grounds.has(part)) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(part);
            const own = [backgroundColor, backgroundImage, opacity].join();
            const under = groundOf(part.parentElement);
            grounds.set(part, own === 'rgba(0, 0, 0, 0),none,1' ? under : `${under} ${own}`);
        }
        return grounds.get(part);
    };
    const look = part => {
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(part);
        return [color, fontSize, fontWeight, textShadow, groundOf(part)].join();
    };
    const isInSight = part => {
        const {width, height, right, bottom} = part.getBoundingClientRect();
        return part.checkVisibility({visibilityProperty: true})
            && width > 1 && height > 1 && right + scrollX > 0 && bottom + scrollY > 0
            && getComputedStyle(part).backgroundImage === 'none';
    };
    const says = part => part.matches('input, select, textarea')
        || [...part.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const texts = [...document.body.querySelectorAll('*')].filter(
        part => says(part) && isInSight(part) && !seen.has(look(part)));
    if (!texts.length) return {faults: [], passed: []};
    const {violations, passes} = await axe.run(
        texts, {runOnly: ['color-contrast'], elementRef: true});
    const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    return {
        faults: violations.flatMap(found => found.nodes.map(
            node => `${theme}: ${node.target} (${node.failureSummary})`)),
        passed: passes.flatMap(found => found.nodes.map(node => look(node.element))),
    };
}"""
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


@dataclass(frozen=True)
class Judged:
    """What was found faultless: a consultant's pages are mostly the principal's too."""

    #: What each kind of page held, which is not shown to the next who is given the same.
    pages: dict[str, str] = field(default_factory=dict)
    #: Of pages that say other things and are made alike.
    skeletons: set[str] = field(default_factory=set)
    #: Of texts, in either theme.
    looks: set[str] = field(default_factory=set)


@pytest.mark.parametrize(
    "person", [PAT, CASEY, STELLA, None], ids=lambda p: p.name if p else "anyone"
)
def test_every_page_is_accessible_and_fits_a_phone(
    person: Person | None, visit: Visit, judged: Judged
) -> None:
    visitor = visit(person, reduced_motion="reduce")  # colours on their way are no colours

    faults = {
        address: found
        for address in pages_before(visitor, "/" if person else "/accounts/login/", judged.pages)
        if (found := [*badly_worded(visitor.page.evaluate(SAID)), *faults_of(visitor.page, judged)])
    }

    assert not faults, "\n".join(f"{a}: {fault}" for a, found in faults.items() for fault in found)


@pytest.fixture(scope="module")
def judged() -> Judged:
    return Judged()


def faults_of(page: Page, judged: Judged) -> list[str]:
    """What somebody could not read, in either theme, or would have to scroll sideways for."""
    skeleton = page.evaluate(SKELETON)
    if skeleton in judged.skeletons:
        return []
    page.evaluate(AXE)
    faults = page.evaluate(JUDGE) + page.evaluate(STICKING_OUT) + faint_texts(page, judged)
    page.emulate_media(color_scheme="dark")
    faults += faint_texts(page, judged)
    page.emulate_media(color_scheme="light")
    for size in NARROWER:
        page.set_viewport_size(size)
        faults += page.evaluate(STICKING_OUT)
    page.set_viewport_size(DESK)
    if not faults:
        judged.skeletons.add(skeleton)
    return faults


def faint_texts(page: Page, judged: Judged) -> list[str]:
    """Texts too faint on their ground, of those whose look was not judged before."""
    found = page.evaluate(COLOURS, list(judged.looks))
    judged.looks.update(found["passed"])
    return found["faults"]
