"""Workbooks as a carrier's program writes them, of rows of texts, numbers and days."""

import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

Value = str | int | Decimal | date | None
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DAY_0 = date(1899, 12, 30)
STYLES = f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def workbook(**sheets: Sequence[Sequence[Value]]) -> bytes:
    """A workbook with these sheets in this order."""
    parts = {"[Content_Types].xml": "<Types/>", "xl/styles.xml": STYLES}
    named, linked = "", ""
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        named += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        linked += _link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml")
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    parts["xl/workbook.xml"] = (
        f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{named}</sheets></workbook>'
    )
    linked += _link("styles", "styles", "styles.xml")
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{linked}</Relationships>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{LINKS}/{kind}" Target="{target}"/>'


def _sheet(rows: Sequence[Sequence[Value]]) -> str:
    written = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(value, place, number) for place, value in enumerate(row))
        written += f'<row r="{number}">{cells}</row>'
    return f"<worksheet {MAIN}><sheetData>{written}</sheetData></worksheet>"


def _cell(value: Value, place: int, row: int) -> str:
    where = f'r="{chr(ord("A") + place)}{row}"'
    match value:
        case None:
            return ""
        case date():
            return f'<c {where} s="1"><v>{(value - DAY_0).days}</v></c>'
        case int() | Decimal():
            return f"<c {where}><v>{value}</v></c>"
    return f'<c {where} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
