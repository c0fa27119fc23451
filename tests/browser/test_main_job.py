"""The main job on real input: from a carrier's file to the PDF its client opens."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from retainer.lib import format as written
from tests.browser.bills import ACME, OCTOBER
from tests.browser.cast import CASEY, OWEN, PAT, STELLA
from tests.browser.conftest import Practice, Visit
from tests.browser.deeds import audits_held, drop
from tests.browser.visitor import Visitor
from tests.browser.walk import kind_of, sources_before

CLAIM = written.money(ACME.above_contract, "USD")
HOURS = written.hours(Decimal("2.50"))
#: What would betray Acme to somebody of another client.
SECRETS = (ACME.name, ACME.account, f"{ACME.mark}-1001", ACME.invoice_no(OCTOBER), CLAIM)
#: The front page leads everybody to their own; anybody may sign in.
OPEN_TO_ALL = ("/", "/accounts/login/")


def test_a_bill_becomes_a_finding_and_a_report_that_only_its_client_reads(
    visit: Visit, practice: Practice, tmp_path: Path
) -> None:
    casey, pat, owen, stella = (visit() for _ in range(4))

    casey.sign_in(CASEY)
    load_the_bill(casey, ACME.bill_file(tmp_path, OCTOBER))
    watch_the_audit(casey, practice)
    log_work(casey)
    submit_the_week(casey)
    judge_the_finding_valid(casey)

    pat.sign_in(PAT)
    approve_the_work(pat)
    make_the_report(pat)
    owen.sign_in(OWEN)
    assert owen.answer_of(report_pdf_of(pat)) == 403
    owen.open("/portal/reports/").get_by_text("No report yet").wait_for()
    publish_the_report(pat)

    see_the_finding(owen)
    see_the_hours(owen)
    open_the_pdf(owen)

    stella.sign_in(STELLA)
    see_nothing_of_acme(stella, owen.visited, casey.visited + pat.visited)


def load_the_bill(casey: Visitor, bill: Path) -> None:
    page = casey.open("/bills/")
    drop(page, bill)
    page.get_by_text("1 invoice with 4 bill lines loaded").wait_for()
    page.locator("main").get_by_text(ACME.name).first.wait_for()


def watch_the_audit(casey: Visitor, practice: Practice) -> None:
    page = casey.open("/audits/")
    with audits_held(practice.product):
        with page.expect_navigation():
            page.get_by_role("link", name="Start an audit").first.click()
        page.get_by_label("Client").last.select_option(ACME.slug)
        page.get_by_role("button", name="Start the audit").click()
        progress = page.get_by_role("progressbar")
        page.get_by_text("Above the contract").first.wait_for()
        expect(page.locator("progress[value]:not([value='0'])")).to_have_count(1)
        assert progress.evaluate("bar => bar.value < bar.max")
    page.get_by_text("recoverable").first.wait_for()


def log_work(casey: Visitor) -> None:
    page = casey.open(f"/work/?client={ACME.slug}")
    page.get_by_label("Log work").fill(
        '2:30 acme audit "Compared the October bill with the contract" @2026-10-14'
    )
    page.get_by_role("button", name="Log it").click()
    page.get_by_text(f"Logged: {HOURS}").wait_for()


def submit_the_week(casey: Visitor) -> None:
    page = casey.open("/work/week/2026-W42/")
    page.get_by_role("button", name="Submit the week").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    page.get_by_text(f"Submitted: {HOURS}").wait_for()


def approve_the_work(pat: Visitor) -> None:
    page = pat.open("/work/approval/")
    row = page.get_by_role("row").filter(has_text=ACME.name).filter(has_text="12 Oct 2026")
    row.get_by_role("link").click()
    page.get_by_role("button", name="Approve all").click()
    page.get_by_text(f"1 entry approved: {HOURS} charged").wait_for()


def judge_the_finding_valid(casey: Visitor) -> None:
    page = casey.open(f"/findings/?client={ACME.slug}")
    row = page.get_by_role("row").filter(has_text="B01")
    assert CLAIM in row.inner_text()
    with page.expect_navigation():
        row.get_by_role("link").first.click()
    page.get_by_text(CLAIM).first.wait_for()
    page.get_by_role("button", name="Valid").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option(index=1)
    dialog.get_by_role("button", name="Valid").click()
    page.get_by_text("Valid. The client sees it").wait_for()
    assert CLAIM in page.locator("main").inner_text()


def make_the_report(pat: Visitor) -> None:
    page = pat.open(f"/reports/make/?client={ACME.slug}")
    page.get_by_label("Month").last.select_option(label="October 2026")
    page.get_by_role("button", name="Make the report").click()
    page.get_by_text("As the client reads it").wait_for(timeout=120_000)  # draws its PDF
    assert CLAIM in page.locator("main").inner_text()


def report_pdf_of(pat: Visitor) -> str:
    return pat.page.url + "report.pdf"


def publish_the_report(pat: Visitor) -> None:
    pat.page.get_by_role("button", name="Publish").click()
    pat.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    pat.page.get_by_text(f"{ACME.name} can read it now").wait_for()


def see_the_finding(owen: Visitor) -> None:
    page = owen.open("/portal/findings/")
    row = page.get_by_role("row").filter(has_text=ACME.account).filter(has_text=CLAIM)
    row.get_by_role("link").first.click()
    page.get_by_role("heading", name="The proof").wait_for()
    assert CLAIM in page.locator("main").inner_text()


def see_the_hours(owen: Visitor) -> None:
    page = owen.open("/portal/retainer/")
    page.get_by_role("link", name="Oct 2026").click()
    page.get_by_text("Compared the October bill with the contract").first.wait_for()
    assert HOURS in page.locator("main").inner_text()


def open_the_pdf(owen: Visitor) -> None:
    page = owen.open("/portal/reports/")
    with page.expect_response("**/portal/reports/*/") as opened:
        page.get_by_role("link", name="October 2026").click()
    assert opened.value.headers["content-type"] == "application/pdf"
    file = owen.context.request.get(opened.value.url).body()
    assert file.startswith(b"%PDF-")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    assert CLAIM in text
    assert HOURS in text
    assert ACME.name in text


def see_nothing_of_acme(stella: Visitor, of_owen: list[str], of_practice: list[str]) -> None:
    """Pages of single rows are not there, lists tell nothing, the practice's are closed."""
    rows = [address for address in of_owen if kind_of(address) != address]
    assert rows
    assert {address: stella.answer_of(address) for address in rows} == dict.fromkeys(rows, 404)
    closed = [address for address in of_practice if address not in OPEN_TO_ALL]
    assert {address: stella.answer_of(address) for address in closed} == dict.fromkeys(closed, 403)
    for address, told in sources_before(stella):
        assert not [secret for secret in SECRETS if secret in told], address
