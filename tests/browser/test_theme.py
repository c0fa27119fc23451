"""Light and dark: as the system says, or as chosen."""

from playwright.sync_api import Page

from tests.browser.cast import CASEY
from tests.browser.conftest import Visit


def test_the_theme_follows_the_system(visit: Visit) -> None:
    light = visit(CASEY, color_scheme="light").open("/clients/")
    dark = visit(CASEY, color_scheme="dark").open("/clients/")

    assert brightness(light) > 200
    assert brightness(dark) < 60


def test_a_chosen_theme_stays(visit: Visit) -> None:
    page = visit(CASEY, color_scheme="light").open("/clients/")

    page.locator("summary", has_text=CASEY.name).click()
    page.get_by_role("button", name="Dark").click()
    assert brightness(page) < 60
    page.reload()

    assert brightness(page) < 60


def brightness(page: Page) -> float:
    """How light the page's ground is, from 0 to 255."""
    return page.evaluate(
        """() => {
            const dot = document.createElement('canvas').getContext('2d');
            dot.fillStyle = getComputedStyle(document.body).backgroundColor;
            dot.fillRect(0, 0, 1, 1);
            const [red, green, blue] = dot.getImageData(0, 0, 1, 1).data;
            return (red + green + blue) / 3;
        }"""
    )
