"""A request for proposal from the library to its first addendum, by the people whose work it is.

A consultant writes it and mends what the linter says, the client reads and approves it, a
principal issues it, and what bidders open is what stands on file.
"""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import two_steps
from tests.browser.cast import CASEY, PAT
from tests.browser.conftest import Practice, Visit
from tests.browser.tender import BIDDER, PAULA, PIPER, SITES
from tests.browser.visitor import Visitor

TAKE_ON = "from tests.browser import tender; tender.take_on({!r})"
REFERENCE = "PIP-2026-01"
LOOSE = "The Provider will repair each line within ninety (30) days."
FIRM = "The Provider must repair each line within 30 days of a report."
LATER = "The Provider must repair each line within 20 days of a report."
WHY = "Two lines failed last week."


def test_a_request_is_written_mended_approved_issued_and_amended(
    visit: Visit, practice: Practice, tmp_path: Path
) -> None:
    practice.product.manage("shell", "--command", TAKE_ON.format(str(tmp_path)))
    casey, pat, paula, bidder = visit(CASEY), visit(PAT), visit(), visit()

    request = begin_from_the_library(casey)
    set_hours_sites_and_prices(casey, request)
    mend_what_the_linter_says(casey, request)
    put_forward(casey, request)

    two_steps.sign_in_with_code(paula, PAULA, two_steps.set_up(paula, PAULA))
    read_sign_and_approve(paula)

    issue(pat, request)
    first = files_of(pat, request, version=1)
    assert FIRM in words_of_pdf(first["pdf"])
    assert FIRM in words_of_docx(first["docx"])
    assert FIRM in words_of_xlsx(first["xlsx"])
    assert json.loads(first["ocds"])["tag"] == ["tender"]

    invite(pat, request)
    amend(pat, casey, request)
    second = files_of(pat, request, version=2)
    assert LATER in words_of_pdf(second["pdf"])
    assert LATER in words_of_xlsx(second["xlsx"])
    acknowledge(bidder, practice)
    pat.open(f"{request}addenda/").get_by_role("link", name="Addendum 1").click()
    pat.page.get_by_text(BIDDER[1]).first.wait_for()


def begin_from_the_library(casey: Visitor) -> str:
    """The address of the request."""
    page = casey.open(f"/rfps/new/?client={PIPER.slug}")
    page.get_by_text("Choose sections and packs").click()
    page.get_by_label("Internet access").check()
    page.get_by_label("Reference").fill(REFERENCE)
    page.get_by_label("Title").fill("Internet for two clinics")
    page.get_by_label("Accountable owner").select_option(label=PAULA.name)
    page.get_by_label("Bidders write to").fill("tenders@practice.test")
    page.get_by_label("First service starts on").fill(
        f"{timezone.localdate() + timedelta(days=200)}"
    )
    page.get_by_label("Sourcing decision").select_option(index=1)
    page.get_by_role("button", name="Begin the request").click()
    page.get_by_text(REFERENCE).first.wait_for()
    return re.match(r".*(/rfps/[0-9a-f-]{36}/)", page.url)[1]


def set_hours_sites_and_prices(casey: Visitor, request: str) -> None:
    for kind, days in (("questions", 14), ("addendum", 20), ("due", 40), ("award", 70)):
        page = casey.open(f"{request}schedule/")
        page.get_by_label("Kind").select_option(kind)
        at = timezone.localtime() + timedelta(days=days)
        page.get_by_label("Day and hour").fill(f"{at:%Y-%m-%dT}14:00")
        page.get_by_role("button", name="Add the hour").click()
        page.locator("main").get_by_role("row").nth(1).wait_for()
    page = casey.open(f"{request}sites/")
    for _, name, _ in SITES:
        page.get_by_label(name).check()
    page.get_by_label("Needed there").fill("Internet 200 Mbps")
    page.get_by_role("button", name="Add the sites").click()
    page = casey.open(f"{request}prices/")
    page.get_by_role("button", name="Make lines").click()
    expect(page.get_by_role("row").filter(has_text="Internet 200 Mbps")).to_have_count(len(SITES))


def mend_what_the_linter_says(casey: Visitor, request: str) -> None:
    page = casey.open(f"{request}text/")
    page.get_by_role("navigation", name="Sections").get_by_role("link").last.click()
    page.get_by_role("button", name="Requirement").click()
    field = page.get_by_label(re.compile("Text of R-")).last
    field.fill(LOOSE)
    page.get_by_text("ninety (30)").first.wait_for()
    field.fill(FIRM)
    expect(page.locator("#remarks").get_by_text("ninety (30)")).to_have_count(0)
    page.get_by_text("Saved at").first.wait_for()


def put_forward(casey: Visitor, request: str) -> None:
    """Every gate of the text is passed, and the client is asked."""
    page = casey.open(request.replace("/rfps/", "/requests/") + "gates/")
    page.get_by_label("Expected value over the term").fill("90000")
    page.get_by_role("button", name="Put it forward").click()
    page.get_by_text("waiting for the client").wait_for()


def read_sign_and_approve(paula: Visitor) -> None:
    page = paula.open("/my/requests/")
    page.get_by_role("link", name="Internet for two clinics").first.click()
    assert FIRM in page.locator("main").inner_text()
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("button", name="Approve it").click()
    page.get_by_text(f"approved by {PAULA.name}").wait_for()


def issue(pat: Visitor, request: str) -> None:
    page = pat.open(request.replace("/rfps/", "/requests/") + "gates/")
    page.get_by_role("link", name="What is put forward").click()
    page.get_by_role("button", name="Issue").click()
    page.get_by_role("dialog").get_by_role("button", name="Issue").click()
    page.get_by_text("as bidders have it").wait_for()


def files_of(pat: Visitor, request: str, *, version: int) -> dict[str, bytes]:
    """Each form of a version once a worker has drawn all of them."""
    page = pat.open(request.replace("/rfps/", "/requests/") + "gates/")
    page.get_by_role("link", name=f"Version {version}").click()
    for _ in range(60):
        links = page.locator("a[href$='?download']")
        if links.count() == 4:
            break
        page.wait_for_timeout(1000)
        page.reload()
    found = {}
    for link in links.all():
        address = link.get_attribute("href")
        form = re.search(r"/(pdf|docx|xlsx|ocds)\b", address)[1]
        found[form] = pat.context.request.get(address).body()
    return found


def words_of_pdf(file: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(file)).pages
    )


def words_of_docx(file: bytes) -> str:
    book = Document(BytesIO(file))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in book.paragraphs), *cells])


def words_of_xlsx(file: bytes) -> str:
    book = load_workbook(BytesIO(file))
    return " ".join(
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    )


def invite(pat: Visitor, request: str) -> None:
    page = pat.open(f"{request}bidders/new/")
    for label, value in zip(("Company", "Name of the person", "Email"), BIDDER, strict=True):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text(BIDDER[0]).first.wait_for()


def amend(pat: Visitor, casey: Visitor, request: str) -> None:
    """The repair gets faster by an addendum that says why."""
    page = pat.open(f"{request}addenda/")
    page.get_by_role("button", name="Open an addendum").click()
    addendum = page.url
    text = casey.open(f"{request}text/")
    text.get_by_role("navigation", name="Sections").get_by_role("link").last.click()
    text.get_by_label(re.compile("Text of R-")).last.fill(LATER)
    text.get_by_text("Saved at").first.wait_for()
    page = pat.open(addendum)
    page.get_by_label("Why it changes").fill(WHY)
    page.get_by_role("button", name="Keep the reason").click()
    page.get_by_label("what changes, in a sentence").fill("Lines are repaired faster.")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Send to all bidders").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    page.get_by_text("went out to all bidders").wait_for()


def acknowledge(bidder: Visitor, practice: Practice) -> None:
    """Somebody of the bidder comes in by the mailed link and code, reads and acknowledges."""
    link = re.findall(r"https?://[^/\s]+(/bid/\S+/)", practice.log)[-1]
    page = bidder.open(link)
    page.get_by_role("button", name="Send me the code").click()
    code = re.findall(r"^(\d{6})$", practice.log, re.MULTILINE)[-1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Addendum 1").first.click()
    expect(page.locator("ins").filter(has_text="20")).to_have_count(1)
    page.get_by_text(WHY).wait_for()
    page.get_by_role("button", name="We have read it").click()
    page.get_by_text("acknowledged it on").wait_for()
