"""Work beyond the allowance: a client accepts it within the limit, the server refuses it above."""

from playwright.sync_api import Page

from tests.browser.bills import ACME
from tests.browser.cast import CASEY, OWEN
from tests.browser.conftest import Practice, Visit
from tests.browser.visitor import Visitor

STATES = """
    SELECT o.state FROM clients_overagerequest o JOIN clients_client c ON c.id = o.client_id
    WHERE c.slug = %s ORDER BY o.id
"""
#: What somebody posts who does without our buttons.
ACCEPT_ANYWAY = """decline => {
    const form = document.querySelector(`form[action="${decline}"]`);
    form.action = decline.replace("decline", "accept");
    form.submit();
}"""


def test_a_client_accepts_within_the_limit_and_is_refused_above_it(
    visit: Visit, practice: Practice
) -> None:
    casey, owen = visit(CASEY), visit(OWEN)

    ask(casey, hours="8", cost="1600")
    page = owen.open("/portal/")
    page.get_by_role("link", name="unread notice").click()
    page.get_by_role("button", name="asks you to accept 8.00").click()
    page.get_by_text("8.00 h more in").wait_for()
    page.get_by_role("button", name="Accept up to $1,600.00").click()
    page.get_by_text("Accepted. We are told").wait_for()
    assert practice.product.rows(STATES, ACME.slug) == [("accepted",)]

    ask(casey, hours="20", cost="4000")
    page = owen.open("/portal/retainer/")
    page.get_by_text("This costs up to $4,000.00, and you may decide up to $2,000.00.").wait_for()
    assert page.get_by_role("button", name="Accept").count() == 0
    accept_anyway(page)
    page.locator(".toast-note").get_by_text("you may decide up to $2,000.00").wait_for()
    assert practice.product.rows(STATES, ACME.slug) == [("accepted",), ("open",)]


def ask(casey: Visitor, *, hours: str, cost: str) -> None:
    page = casey.open(f"/work/agreements/?client={ACME.slug}")
    page.get_by_role("row").filter(has_text=ACME.name).get_by_role("link").first.click()
    page.get_by_role("link", name="Ask for more").click()
    page.get_by_label("Beyond the allowance").fill(hours)
    page.get_by_label("Costs at most").fill(cost)
    page.get_by_label("What it is for").fill("Six more sites")
    page.get_by_role("button", name="Ask the client").click()
    page.get_by_text(f"Asked. {ACME.name} is told.").wait_for()


def accept_anyway(page: Page) -> None:
    decline = page.locator("form[action$='/decline/']").get_attribute("action")
    with page.expect_navigation():
        page.evaluate(ACCEPT_ANYWAY, decline)
