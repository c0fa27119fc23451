"""The response workbook as a file: locked cells, lists to choose from, prices that add up."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rfp.issuing.grid import Ask, Formula, Sheet, sheets
from rfp.issuing.shape import IssuedRequest

#: The hidden sheet that says which issue a workbook belongs to.
MARK = "Issue"
HEAD = PatternFill("solid", fgColor="1F3A4D")
ASKED = PatternFill("solid", fgColor="FFF8DC")
CHANGED = PatternFill("solid", fgColor="DCEBFF")
LINE = Border(bottom=Side(style="hair", color="B8C4CC"))
WRAPPED = Alignment(vertical="top", wrap_text=True)


def draw(request: IssuedRequest, changed: frozenset[str] = frozenset()) -> bytes:
    """The XLSX; rows whose id is in ``changed`` are marked as new since the issue before."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets(request):
        _draw(book.create_sheet(sheet.name), sheet, changed)
    _mark(book, request)
    about = book.properties
    about.title = f"{request.reference}: response workbook"
    about.creator = request.client
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _draw(page: Worksheet, sheet: Sheet, changed: frozenset[str]) -> None:
    for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True), 1):
        cell = page.cell(1, column, heading or None)
        cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), HEAD, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = width
    lists: dict[Ask, DataValidation] = {}
    for row, column, content in sheet.cells():
        cell = page.cell(row, column)
        cell.alignment, cell.border = WRAPPED, LINE
        if isinstance(content, Ask):
            cell.fill, cell.protection = ASKED, Protection(locked=False)
            if content.kind != "text":
                if content not in lists:
                    lists[content] = _validation(content)
                    page.add_data_validation(lists[content])
                lists[content].add(cell)
        elif isinstance(content, Formula):
            cell.value = f"={content.text}"
            cell.number_format = "#,##0.00"
        else:
            cell.value = content or None
            if isinstance(content, str) and content.startswith("="):
                cell.data_type = "s"  # words that begin like a formula stay words
        first = sheet.rows[row - 2][0]
        if isinstance(first, str) and first in changed and not isinstance(content, Ask):
            cell.fill = CHANGED
    page.freeze_panes = "A2"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _validation(ask: Ask) -> DataValidation:
    match ask.kind:
        case "choice":
            rule = DataValidation("list", formula1=f'"{",".join(ask.choices)}"', allow_blank=True)
            rule.error = "Choose one of the list."
        case "number":
            rule = DataValidation(
                "decimal", operator="between", formula1="-1000000000", formula2="1000000000"
            )
            rule.error = "Enter a number; put words into the explanation."
        case _:
            rule = DataValidation("date", operator="greaterThan", formula1="36526")
            rule.error = "Enter a date."
    rule.errorTitle = "This cell"
    rule.showErrorMessage = True
    return rule


def _mark(book: Workbook, request: IssuedRequest) -> None:
    page = book.create_sheet(MARK)
    for row in (
        ("Request", request.reference),
        ("Version", request.version),
        ("Digest", request.digest),
    ):
        page.append(row)
    page.sheet_state = "hidden"
    page.protection.sheet = True
