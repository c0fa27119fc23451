"""What stands in the papers that a page links to."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Locator
from pypdf import PdfReader

from tests.browser.visitor import Visitor


def pdf_text(visitor: Visitor, link: Locator) -> str:
    pages = PdfReader(BytesIO(_file(visitor, link))).pages
    return "".join(page.extract_text() for page in pages)


def numbers_of(visitor: Visitor, link: Locator) -> dict[str, list[Decimal]]:
    """Every number of a workbook, by the name of its sheet."""
    book = load_workbook(BytesIO(_file(visitor, link)), read_only=True)
    return {
        sheet.title: [
            Decimal(str(cell)) for row in sheet.values for cell in row if _is_number(cell)
        ]
        for sheet in book
    }


def _file(visitor: Visitor, link: Locator) -> bytes:
    address = link.get_attribute("href")
    assert address
    answer = visitor.context.request.get(address)
    assert answer.ok, f"{address}: {answer.status}"
    return answer.body()


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
