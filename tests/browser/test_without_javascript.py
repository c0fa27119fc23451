"""The main job by plain forms, for a browser that runs no scripts."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.bills import INITECH, OCTOBER
from tests.browser.cast import CASEY
from tests.browser.conftest import Visit


def test_a_bill_is_loaded_and_audited(visit: Visit, tmp_path: Path) -> None:
    page = visit(CASEY, java_script_enabled=False).open("/bills/")

    page.locator("input[type=file]").set_input_files(INITECH.bill_file(tmp_path, OCTOBER))
    page.get_by_role("button", name="Load", exact=True).click()
    reload_until(page, "1 invoice")

    page.goto("/audits/start/")
    page.get_by_label("Client").last.select_option(INITECH.slug)
    page.get_by_role("button", name="Start the audit").click()
    reload_until(page, "recoverable")


def reload_until(page: Page, text: str) -> None:
    """Look again, as somebody does whose page does not move by itself."""
    for _ in range(60):
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{page.url} never said {text!r}")
