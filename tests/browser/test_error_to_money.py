"""One billing error on its whole way to money, by the people whose work it is.

A consultant finds and judges it, the client accepts, the carrier promises, the next bill
credits, and the report tells it: the same amount on every page, paper and row.
"""

from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from retainer.lib import format as written
from tests.browser import two_steps
from tests.browser.bills import OCTOBER
from tests.browser.cast import CASEY, PAT
from tests.browser.conftest import Practice, Visit
from tests.browser.deeds import drop
from tests.browser.overcharge import HANNA, HOOLI
from tests.browser.papers import numbers_of, pdf_text
from tests.browser.visitor import Visitor

MONEY = HOOLI.above_contract
AMOUNT = written.money(MONEY, "USD")
OF_HOOLI = f"?client={HOOLI.slug}"
TICKET = "CVN-48213"

TAKE_ON = "from tests.browser import overcharge as o, stage; stage.take_on(o.HOOLI, o.HANNA, {!r})"
#: What beat has workers do every two minutes.
MATCH_NOW = "from billing_audit.money.tasks import match_new_credits; match_new_credits()"
SENT_ON = "SELECT submitted_on FROM billing_audit_dispute WHERE ticket = %s"
#: Every row that keeps the amount, in the order in which it was written.
ROWS = """
    WITH c AS (SELECT id FROM clients_client WHERE slug = %s)
    SELECT 'finding', f.claimed - f.grown FROM billing_audit_finding f, c
        WHERE f.client_id = c.id AND f.state = 'valid'
    UNION ALL SELECT 'recommendation', r.money FROM clients_recommendation r, c
        WHERE r.client_id = c.id AND r.state = 'accepted'
    UNION ALL SELECT 'charge', i.disputed FROM billing_audit_disputeitem i, c
        WHERE i.client_id = c.id AND i.holds
    UNION ALL SELECT s.stage, s.money FROM billing_audit_dispute d, c, LATERAL (VALUES
            ('disputed', d.disputed), ('approved', d.approved), ('promised', d.promised),
            ('posted', d.posted), ('verified', d.verified)) s (stage, money)
        WHERE d.client_id = c.id AND d.state = 'verified'
    UNION ALL SELECT 'credit', k.taken FROM billing_audit_credit k, c
        WHERE k.client_id = c.id AND k.amount = k.taken
    UNION ALL SELECT 'match', m.amount FROM billing_audit_creditmatch m, c
        WHERE m.client_id = c.id AND m.state = 'confirmed'
"""
KEPT = (
    *("finding", "recommendation", "charge"),
    *("disputed", "approved", "promised", "posted", "verified", "credit", "match"),
)


def test_one_error_becomes_money_and_every_page_says_the_same_amount(
    visit: Visit, practice: Practice, tmp_path: Path
) -> None:
    product = practice.product
    product.manage("shell", "--command", TAKE_ON.format(str(tmp_path)))
    casey, pat, hanna = visit(CASEY), visit(PAT), visit()

    load_and_audit(casey, HOOLI.wrong_bill(tmp_path, OCTOBER))
    judge_by_keyboard(casey)
    advice = advise(casey)
    two_steps.sign_in_with_code(hanna, HANNA, two_steps.set_up(hanna, HANNA))
    decision = find_decision(hanna)
    refuse_acceptance_by(casey, decision)
    accept(hanna)
    dispute = open_dispute(casey, advice)
    pack(casey)
    send(casey)
    record_promise(casey)

    ((sent_on,),) = product.rows(SENT_ON, TICKET)
    load_and_audit(casey, HOOLI.right_bill(tmp_path, sent_on))
    product.manage("shell", "--command", MATCH_NOW)
    confirm_credit(casey)
    verify(casey, dispute)
    report = make_report(pat, sent_on)
    publish(pat)

    everywhere_in_the_practice(casey, advice, dispute, report)
    everywhere_in_the_portal(hanna, decision)
    in_the_papers(hanna)
    assert product.rows(ROWS, HOOLI.slug) == [(name, MONEY) for name in KEPT]


def says_amount(page: Page | Locator) -> None:
    expect(page.locator("main") if isinstance(page, Page) else page).to_contain_text(AMOUNT)


def load_and_audit(casey: Visitor, bill: Path) -> None:
    page = casey.open("/bills/")
    drop(page, bill)
    lines = written.count(bill.read_text().count("\n") - 1, "bill line")
    expect(page.get_by_text(f"1 invoice with {lines} loaded")).to_be_visible()
    page.get_by_role("link", name="Start an audit").click()
    page.get_by_role("button", name="Start the audit").click()
    expect(page.get_by_text("1 finding, ")).to_be_visible()
    says_amount(page)


def judge_by_keyboard(casey: Visitor) -> None:
    """Two keys in triage; then the finding's own page says what was decided."""
    page = casey.open(f"/findings/triage/{OF_HOOLI}")
    row = page.locator("tr[aria-current][data-state=new]")
    expect(row).to_have_count(1)
    says_amount(row)
    evidence = page.locator("#evidence")
    expect(evidence.get_by_text("The bill says").first).to_be_visible()
    says_amount(evidence)
    page.keyboard.press("v")
    page.keyboard.press("1")
    expect(page.locator("[data-triage]")).to_have_attribute("data-pending", "0")
    expect(page.locator("tr[data-state=valid]")).to_have_count(1)


def advise(casey: Visitor) -> str:
    """Draft a recommendation from what is valid, and ask the client; its address."""
    page = casey.page
    page.get_by_role("link", name="Advise on findings").click()
    says_amount(page)
    page.get_by_label("Tick every finding on this page").check()
    page.get_by_role("button", name="Draft from the ticked").click()
    expect(page.get_by_text("Drafted. Read it as the client will")).to_be_visible()
    says_amount(page)
    page.get_by_role("button", name="Ask the client").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(HANNA.name)
    dialog.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published. Who may decide is told.")).to_be_visible()
    return page.url


def find_decision(hanna: Visitor) -> str:
    """From the home page to what waits for her; its address."""
    page = hanna.open("/portal/")
    row = page.locator("#answers").get_by_role("row").filter(has_text=AMOUNT)
    with page.expect_navigation():
        row.get_by_role("link").click()
    expect(page.get_by_role("button", name="Accept the chosen option")).to_be_visible()
    says_amount(page)
    return page.url


def refuse_acceptance_by(casey: Visitor, decision: str) -> None:
    """Nobody of the practice says yes for the client, with or without our buttons."""
    assert casey.answer_of(decision) == 403
    casey.open("/advice/")
    token = casey.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    forged = casey.context.request.post(
        f"{decision}accept/",
        form={"csrfmiddlewaretoken": token, "part": "1", "option": "1"},
        headers={"Referer": decision},
    )
    assert forged.status == 403
    assert "Not for your role" in forged.text()


def accept(hanna: Visitor) -> None:
    page = hanna.page
    page.get_by_role("button", name="Accept the chosen option").click()
    expect(page.get_by_text("Accepted. Your consultant is told.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"Accepted by {HANNA.name}")
    says_amount(page)


def open_dispute(casey: Visitor, advice: str) -> str:
    """From what the client accepted; its address."""
    page = casey.open(advice)
    page.get_by_role("link", name="Open the dispute").click()
    page.get_by_role("button", name=f"Open the dispute of {AMOUNT}").click()
    expect(page.get_by_text("is a draft: decide, make the packet, send it.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"Accepted by {HANNA.name}")
    says_amount(page)
    return page.url


def step(page: Page, word: str, **said: str) -> None:
    """Make a step of the dispute's life in its dialog."""
    page.get_by_role("button", name=word, exact=True).click()
    dialog = page.get_by_role("dialog")
    for label, text in said.items():
        field = dialog.get_by_label(label)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
    with page.expect_navigation():
        dialog.get_by_role("button", name=word, exact=True).click()


def pack(casey: Visitor) -> None:
    """Say how it is paid; then the letter and its evidence ask for the amount."""
    page = casey.page
    step(page, "Decide")
    page.get_by_role("button", name="Make the packet").click()
    for name in ("Letter", "evidence"):
        link = page.get_by_role("link", name=name, exact=True)
        expect(link).to_be_visible(timeout=120_000)
        assert AMOUNT in pdf_text(casey, link)


def send(casey: Visitor) -> None:
    step(casey.page, "Submit", **{"The carrier’s ticket number": TICKET})
    expect(casey.page.locator("main")).to_contain_text("Submitted to the carrier")


def record_promise(casey: Visitor) -> None:
    page = casey.page
    step(page, "Approved in full")
    this_month = page.locator("#promise-cycle option").nth(3).inner_text()
    step(page, "Credit promised", **{"Amount, USD": str(MONEY), "On the bill of": this_month})
    expect(page.locator("main")).to_contain_text("A credit was promised")
    says_amount(figure(page, "Promised"))


def confirm_credit(casey: Visitor) -> None:
    """What the bill credits is proposed with its reason, and one click makes it count."""
    page = casey.open(f"/disputes/credits/{OF_HOOLI}")
    row = page.get_by_role("row").filter(has_text="Rate correction")
    expect(row).to_contain_text("Exactly what is disputed")
    says_amount(row.get_by_role("cell").nth(3))
    row.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Confirmed: the ")).to_be_visible()


def verify(casey: Visitor, dispute: str) -> None:
    page = casey.open(dispute)
    says_amount(figure(page, "Credited"))
    step(page, "Verified")
    says_amount(figure(page, "Verified"))


def figure(page: Page, label: str) -> Locator:
    """One of the large figures of a page, by its label."""
    return page.locator(".figures > *").filter(has=page.get_by_text(label, exact=True))


def make_report(pat: Visitor, day: date) -> str:
    page = pat.open(f"/reports/make/{OF_HOOLI}")
    page.get_by_label("Month").last.select_option(label=written.month(day))
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("As the client reads it")).to_be_visible(timeout=120_000)
    says_amount(page)
    return page.url


def publish(pat: Visitor) -> None:
    pat.page.get_by_role("button", name="Publish").click()
    pat.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(pat.page.get_by_text(f"{HOOLI.name} can read it now")).to_be_visible()


def everywhere_in_the_practice(casey: Visitor, advice: str, dispute: str, report: str) -> None:
    page = casey.open(f"/findings/{OF_HOOLI}")
    row = page.get_by_role("row").filter(has_text="B01")
    says_amount(row)
    with page.expect_navigation():
        row.get_by_role("link").first.click()
    for address in (page.url, advice, dispute, report):
        says_amount(casey.open(address))
    page = casey.open(f"/ledger/{OF_HOOLI}")
    cells = page.get_by_role("table", name="One-time money").last.get_by_role("cell")
    expect(cells).to_have_text([AMOUNT] * 7)
    with page.expect_navigation():
        cells.last.get_by_role("link").click()
    says_amount(page.get_by_role("row").last)


def everywhere_in_the_portal(hanna: Visitor, decision: str) -> None:
    page = hanna.open("/portal/")
    for label in ("Disputed so far", "Came back"):
        says_amount(figure(page, label))
    says_amount(hanna.open(decision))
    for begin in ("/portal/findings/", "/portal/disputes/"):
        row = hanna.open(begin).get_by_role("row").filter(has_text=AMOUNT)
        with page.expect_navigation():
            row.get_by_role("link").first.click()
        says_amount(page)
    says_amount(hanna.open("/portal/credits/"))


def in_the_papers(hanna: Visitor) -> None:
    """The report as it is handed to the client, on paper and as a workbook."""
    page = hanna.open("/portal/reports/")
    row = page.get_by_role("row").last
    assert AMOUNT in pdf_text(hanna, row.get_by_role("link", name="PDF"))
    numbers = numbers_of(hanna, row.get_by_role("link", name="Workbook"))
    for sheet in ("Findings", "Disputes", "Credits"):
        assert MONEY in numbers[sheet], sheet
