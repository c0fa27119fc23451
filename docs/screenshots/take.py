"""Takes the README's pictures of a running demo:

.venv/bin/python docs/screenshots/take.py [http://127.0.0.1:8000]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")

import django  # noqa: E402 the project is on the path only now
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

django.setup()

from retainer.demo.installing import PASSWORD  # noqa: E402 it reads models
from retainer.demo.practice import CASEY, OWEN  # noqa: E402
from retainer.demo.story import Person  # noqa: E402

SIZE = {"width": 1280, "height": 860}
PAPER = (1, 3)  # the cover and the summary
GROUND, GAP = "#e8e8e5", 48


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        desk = signed_in(browser, address, CASEY)
        desk.goto("/findings/?client=st-brannock")
        keep(desk, "findings")
        desk.locator("tr").filter(has_text="B01").locator("a[data-open]").first.click()
        desk.wait_for_load_state()
        keep(desk, "finding")

        portal = signed_in(browser, address, OWEN)
        keep(portal, "portal")
        portal.goto("/portal/reports/")
        report = portal.locator("a[href$='?download']").first.get_attribute("href")
        keep_paper(portal.request.get(report).body())
        browser.close()


def signed_in(browser: Browser, address: str, person: Person) -> Page:
    context = browser.new_context(base_url=address, viewport=SIZE, device_scale_factor=1.5)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text(person.name).first.wait_for()
    return page


def keep(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")


def keep_paper(pdf: bytes) -> None:
    """Pages of the report side by side, as they would lie on a table."""
    with tempfile.TemporaryDirectory() as folder:
        for number in PAPER:
            at = ["-f", str(number), "-l", str(number), "-singlefile"]
            subprocess.run(  # noqa: S603 our own words
                [shutil.which("pdftoppm"), "-r", "100", "-png", *at, "-", f"{folder}/{number}"],
                input=pdf,
                check=True,
            )
        pages = [Image.open(f"{folder}/{number}.png") for number in PAPER]
        width, height = pages[0].size
        table = Image.new("RGB", (len(pages) * (width + GAP) + GAP, height + 2 * GAP), color=GROUND)
        for place, page in enumerate(pages):
            table.paste(page, (GAP + place * (width + GAP), GAP))
        table.save(FOLDER / "report.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
