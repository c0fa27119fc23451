"""The evaluation as one workbook: result, every case, scores and cash."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from retainer.lib.spreadsheets import harmless
from rfp.evaluation.result import Result
from rfp.evaluation.standing import Standing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def result_workbook(found: Result, standing: Standing) -> bytes:
    """Figures as numbers, words that no spreadsheet runs as formulas."""
    book = Workbook()
    _fill(
        book.active,
        "Result",
        ["Rank", "Bidder", "Price", "Quality, of 100", "Quality points", "Price points", "Points"],
        (
            [
                *(place.rank, place.contender.name, place.costing.total, place.quality),
                *(place.points.quality, place.points.price, place.points.total),
            ]
            for place in found.places
        ),
    )
    _fill(
        book.create_sheet(),
        "Cases",
        ["Case", "What", "Bidder", "Points", "Winner changes"],
        (
            [case.kind, case.words, one.bidder, one.total, "yes" if case.changes_winner else "no"]
            for case in found.robustness.cases
            for one in case.points
        ),
    )
    _fill(
        book.create_sheet(),
        "Scores",
        ["Requirement", "Title", "Weight", "Scale", "Bidder", "Evaluator", "Points", "Remark"],
        (
            [
                *(cell.criterion.code, cell.criterion.title, cell.criterion.weight),
                *(cell.criterion.most, cell.contender.name, evaluator.name),
                score.points if score else None,
                score.remark if score else "missing",
            ]
            for cell in standing.cells.values()
            for evaluator, score in cell.given
        ),
    )
    _fill(
        book.create_sheet(),
        "Consensus",
        ["Requirement", "Bidder", "Mean", "Agreed", "Reason"],
        (
            [
                *(cell.criterion.code, cell.contender.name, cell.mean, cell.points),
                cell.agreed.reason if cell.agreed else "",
            ]
            for cell in standing.cells.values()
        ),
    )
    _fill(
        book.create_sheet(),
        "Cash",
        ["Bidder", "Month", "Recurring", "One-time", "Taxes", "Shortfall", "Exit", "Total"],
        (
            [
                *(place.contender.name, month.number, month.recurring, month.one_time),
                *(month.taxes, month.shortfall, month.exit_fees, month.total),
            ]
            for place in found.places
            for month in place.costing.months
        ),
    )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(
    page: Worksheet, title: str, heading: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    page.title = title
    page.append(list(heading))
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in rows:
        page.append([_cell(value) for value in row])
    page.freeze_panes = "A2"
    for column in page.columns:
        width = max(len(str(cell.value or "")) for cell in column)
        page.column_dimensions[column[0].column_letter].width = min(60, max(10, width + 2))


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return round(value, 4)
    return harmless(value) if isinstance(value, str) else value
