"""Writing a request: by two people at once, and beside what the linter says."""

import re

from playwright.sync_api import Page, expect

from tests.browser.cast import CASEY, PAT
from tests.browser.conftest import Practice, Visit

KEPT = """
    SELECT c.edition, u.name, c.content ->> 'text' FROM rfp_piecechange c
    JOIN rfp_rfp r ON r.id = c.rfp_id JOIN clients_user u ON u.id = c.by_id
    WHERE r.reference = 'TWO-1' AND c.letter = 'C' ORDER BY c.edition
"""
TEXT = "Text of C-001"
SAVED = re.compile(r"Saved at \d\d:\d\d")


def began(page: Page, reference: str) -> str:
    """A request of Acme's with one section and one clause; the address of its text."""
    page.goto("/rfps/new/?client=acme")
    page.get_by_label("An empty request").check()
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Title").fill("Lines for two")
    page.get_by_label("Bidders write to").fill("bids@practice.test")
    page.get_by_role("button", name="Begin the request").click()
    page.get_by_role("link", name="Write").click()
    page.get_by_role("button", name="Section").click()
    page.get_by_role("button", name="Clause").click()
    page.get_by_label(TEXT).wait_for()
    return page.url.partition("#")[0]


def test_of_two_who_write_one_clause_at_once_nobody_loses_a_word(
    visit: Visit, practice: Practice
) -> None:
    casey, pat = visit(CASEY), visit(PAT)
    text = began(casey.page, "TWO-1")
    hers, his = casey.page, pat.open(text)

    hers.get_by_label(TEXT).fill("Two paths into every site.")
    expect(hers.get_by_text(SAVED)).to_be_visible()
    with pat.expecting(409):
        his.get_by_label(TEXT).fill("A path over the air.")
        said = his.get_by_text("Casey Cole wrote here at")
        expect(said).to_contain_text("Your words are kept here.")
        his.get_by_role("button", name="Compare both").click()
        his.get_by_role("link", name="Cancel").click()  # and nothing is lost
        his.get_by_role("button", name="Put them back").click()
        his.get_by_role("button", name="Compare both").click()
        his.get_by_role("heading", name="Text").wait_for()

    compared = his.get_by_role("main")
    expect(compared).to_contain_text("Two paths into every site.")
    expect(his.get_by_label("Text", exact=False).last).to_have_value("A path over the air.")
    his.get_by_label("Text", exact=False).last.fill("Two paths into every site, one over the air.")
    his.get_by_role("button", name="Save").click()
    expect(his.get_by_label(TEXT)).to_have_value("Two paths into every site, one over the air.")
    expect(his.get_by_text("Words that were not sent")).to_have_count(0)

    hers.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(hers.get_by_text("Pat Page wrote here at")).to_be_visible()
    hers.reload()
    expect(hers.get_by_label(TEXT)).to_have_value("Two paths into every site, one over the air.")
    assert practice.product.rows(KEPT) == [
        (1, "Casey Cole", ""),
        (2, "Casey Cole", "Two paths into every site."),
        (3, "Pat Page", "Two paths into every site, one over the air."),
    ]


def test_a_remark_beside_the_text_is_mended_by_a_click_and_saved(visit: Visit) -> None:
    page = visit(CASEY).page
    began(page, "MEND-1")
    remarks = page.get_by_role("complementary", name="Remarks")

    page.get_by_label(TEXT).fill("The Provider shall answer within one hour.")
    remarks.get_by_role("button", name="Write “must”").click()

    expect(page.get_by_label(TEXT)).to_have_value("The Provider must answer within one hour.")
    expect(remarks).to_contain_text("Nothing to remark on in this section.")
    expect(page.get_by_text(SAVED)).to_be_visible()
