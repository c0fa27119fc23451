"""Impatient hands: a second click, the back button."""

from tests.browser.bills import UMBRELLA
from tests.browser.cast import CONRAD
from tests.browser.conftest import Practice, Visit

RUNS = """
    SELECT count(*) FROM billing_audit_auditrun r JOIN clients_client c ON c.id = r.client_id
    WHERE c.slug = %s
"""
ENTRIES = "SELECT count(*) FROM clients_workentry WHERE text = %s"


def test_a_double_click_starts_one_audit_and_back_shows_whole_pages(
    visit: Visit, practice: Practice
) -> None:
    page = visit(CONRAD).open("/audits/")

    with page.expect_navigation():
        page.get_by_role("link", name="Start an audit").first.click()
    page.get_by_label("Client").last.select_option(UMBRELLA.slug)
    page.get_by_role("button", name="Start the audit").dblclick()
    page.get_by_text("recoverable").first.wait_for()

    assert practice.product.rows(RUNS, UMBRELLA.slug) == [(1,)]
    audit = page.url
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Clients").click()
    page.get_by_role("heading", name="Clients").wait_for()
    page.go_back()
    assert page.url == audit
    page.get_by_role("heading", name=f"Audit of {UMBRELLA.name}").wait_for()
    assert page.get_by_role("navigation", name="Main").is_visible()


def test_a_double_click_logs_work_once(visit: Visit, practice: Practice) -> None:
    page = visit(CONRAD).open("/work/")

    page.get_by_label("Log work").fill('1:30 "Called the carrier twice"')
    page.get_by_role("button", name="Log it").dblclick()
    page.get_by_text("Logged: 1.50 h").wait_for()

    assert practice.product.rows(ENTRIES, "Called the carrier twice") == [(1,)]
