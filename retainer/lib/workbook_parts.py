"""The parts of an XLSX file around the rows of its sheets: looks, contents, frozen headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: How amounts are shown by their decimals, with a real minus, and dates.
AMOUNTS = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.000")
DATE = "d mmm yyyy"
FIRST_FORMAT = 164


@dataclass(frozen=True)
class Look:
    """The styles of a row's cells, by number."""

    text: int
    amount: tuple[int, int, int, int]
    date: int


#: The cell styles in their order: for each look its text, amounts by decimals, and date.
PLAIN, TOTAL, HEADING = (
    Look(first, (first + 1, first + 2, first + 3, first + 4), first + 5) for first in (0, 6, 12)
)


def sheet_begins(widths: Sequence[int], *, is_first: bool) -> str:
    chosen = ' tabSelected="1"' if is_first else ""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, start=1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"{chosen}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )


def sheet_ends(filtered: str) -> str:
    return (
        f'</sheetData><autoFilter ref="{filtered}"/>'
        '<pageSetup orientation="landscape"/></worksheet>'
    )


def around(
    names: Sequence[str], *, title: str, author: str, made_at: str
) -> Iterator[tuple[str, str]]:
    """Everything but the sheets: where it lies in the archive, and its text."""
    yield "xl/workbook.xml", _workbook(names)
    yield "xl/_rels/workbook.xml.rels", _relations(len(names))
    yield "xl/styles.xml", _styles()
    yield (
        "docProps/core.xml",
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made_at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made_at}</dcterms:modified>'
        "</cp:coreProperties>",
    )
    yield (
        "_rels/.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
    )
    yield "[Content_Types].xml", _types(len(names))


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(sheets: int) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}'
        f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )


def _types(sheets: int) -> str:
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{listed}</Types>"
    )


def _styles() -> str:
    numbers = count(FIRST_FORMAT)
    shown = {code: next(numbers) for code in (*(f"{each};−{each}" for each in AMOUNTS), DATE)}
    listed = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for code, number in shown.items()
    )
    cells = "".join(
        _style(number, font=font, is_heading=is_heading)
        for font, is_heading in ((0, False), (1, False), (1, True))
        for number in (0, *shown.values())
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(shown)}">{listed}</numFmts>'
        '<fonts count="2"><font><sz val="10"/><name val="Calibri"/></font>'
        '<font><b/><sz val="10"/><name val="Calibri"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        '<fgColor rgb="FFEDEAE6"/><bgColor indexed="64"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{3 * (len(shown) + 1)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _style(number: int, *, font: int, is_heading: bool) -> str:
    look = f'<xf numFmtId="{number}" fontId="{font}" fillId="{2 if is_heading else 0}" '
    look += 'borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"'
    if is_heading:
        return look + ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    return look + ' applyAlignment="1"><alignment vertical="top"/></xf>'
