"""Rows cut from a sheet's bytes are the rows that its parser finds."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.sheet_xml import RawRow, SheetXml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}">{{remark}}<sheetData>{{rows}}</sheetData></worksheet>'
#: With a comment before the rows, every one of them is read from elements.
CAREFULLY = "<!-- as it is -->"

CELLS = (
    '<c r="{place}" s="1"><v>12.5</v></c>',
    '<c r="{place}" t="s"><v>3</v></c>',
    '<c r="{place}" t="inlineStr"><is><t>AT&amp;T </t></is></c>',
    '<c r="{place}"><f>A1+1</f><v>7</v></c>',
    '<c r="{place}"/>',
    '<c r="{place}" s="2"></c>\n',
    '<c r="{place}" t="str"><v>Größe</v></c>',
    "<c><v>1</v></c>",
    '<c s="1" r="{place}"><v>8</v></c>',
    '<c r="{place}"><!-- </c></row> --><v>5</v></c>',
    '<c r="{place}"><v><![CDATA[</row><row r="9">]]></v></c>',
    "<x/>",
)
HEADS = (
    '<row r="{n}">', '<row r="{n}" spans="1:9">', '<row r="{n}" hidden="1">', "<row>",
    '<row spans="1:1" r="{n}">', '<row r="{n}"/><row r="{n}">', '\n<row r="{n}" hidden="false" >',
    "<!-- <row> --><row>",
)  # fmt: skip


def described(cell: etree._Element) -> Cell:
    """All that an element says, so that any difference shows."""
    inner = [
        (each.tag, sorted(set(each.attrib.items()) - {("r", each.get("r"))}), each.text)
        for each in cell.iter()
    ]
    return repr(inner)


def read(rows: str, remark: str = "") -> list[RawRow]:
    text = SHEET.format(rows=rows, remark=remark).encode()
    return [*SheetXml(described).rows(BytesIO(text))]


@st.composite
def written(draw: st.DrawFn) -> str:
    """The rows of a sheet, most of them alike."""
    usual = st.sampled_from([*CELLS[:5]] * 10 + [*CELLS])
    heads = st.sampled_from([*HEADS[:2]] * 10 + [*HEADS])
    rows = []
    for number in range(1, draw(st.integers(1, 12))):
        cells = draw(st.lists(usual, max_size=6))
        placed = (
            cell.format(place=f"{chr(ord('A') + at)}{number}") for at, cell in enumerate(cells)
        )
        rows.append(f"{draw(heads).format(n=number)}{''.join(placed)}</row>")
    return "".join(rows)


@given(written())
def test_rows_cut_from_bytes_are_those_of_the_parser(rows: str) -> None:
    assert read(rows) == read(rows, CAREFULLY)


def test_what_is_no_xml_is_damage_to_both_ways() -> None:
    for rows in (
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1"><c r="A1"><v>1</v></row><row r="2"><c r="A2"/></c></row>',
        '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
        '<row r="1" spans="1" spans="2"><c r="A1"/></row>',
        '<row r="1"><c r="A1"><v>&unknown;</v></c></row>',
        '<row r="1"><c r="A1"/></i><i><c r="A1"/></row>',
    ):
        for remark in ("", CAREFULLY):
            with pytest.raises(etree.XMLSyntaxError):
                read(rows, remark)
