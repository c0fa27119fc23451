"""Small files that ask for very much, and long ones that ask for nothing."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from billing_audit.bills.importers.checking import check_files
from tests.billing_audit.bills.mapped.tables import (
    IN_A_WORKBOOK,
    PROFILE,
    row,
    saved,
    text,
)
from tests.billing_audit.bills.mapped.test_recognition import given
from tests.billing_audit.bills.mapped.test_workbooks import NAMESPACE, sheet_of

PIECE = b" " * 1_000_000


def swollen(path: Path, member: str, head: bytes, piece: bytes, times: int) -> Path:
    """The workbook with one part replaced by something that unpacks to very much."""
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if name != member:
                archive.writestr(name, content)
        with archive.open(member, "w", force_zip64=True) as file:
            file.write(head)
            for _ in range(times):
                file.write(piece)
    return path


def blanks(path: Path) -> Path:
    """200 MB of nothing before the first row; 200 kB on the disk."""
    head = f'<worksheet xmlns="{NAMESPACE}"><sheetData>'.encode()
    return swollen(path, "xl/worksheets/sheet1.xml", head, PIECE, 200)


def one_text(path: Path) -> Path:
    head = f'<sst xmlns="{NAMESPACE}"><si><t>'.encode()
    return swollen(path, "xl/sharedStrings.xml", head, b"A" * 1_000_000, 60)


def many_texts(path: Path) -> Path:
    head = f'<sst xmlns="{NAMESPACE}">'.encode()
    piece = b"<si><t>" + b"A" * 1000 + b"</t></si>"
    return swollen(path, "xl/sharedStrings.xml", head, piece * 1000, 150)


def deep(path: Path) -> Path:
    head = f'<worksheet xmlns="{NAMESPACE}"><sheetData>'.encode()
    return swollen(path, "xl/worksheets/sheet1.xml", head, b"<row>" * 1000, 20)


@pytest.mark.parametrize(
    "bomb", [one_text, many_texts, deep, blanks], ids=lambda each: each.__name__
)
def test_a_bomb_is_refused_in_words(tmp_path: Path, bomb: Callable[[Path], Path]) -> None:
    """Takes seconds: a bomb is as large as it has to be."""
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = bomb(sheet_of(tmp_path, shared, **{"xl/sharedStrings.xml": ""}))

    [answer] = check_files([str(path)], profiles=given(IN_A_WORKBOOK))

    assert answer["verdict"] == "unreadable"
    assert "we stopped" not in answer["warnings"][0]


def test_a_text_of_one_long_line_is_no_table(tmp_path: Path) -> None:
    path = saved(tmp_path, b"Account,Bill," + b"A" * 40_000_000)

    [answer] = check_files([str(path)], profiles=given(PROFILE))

    assert "no bill in a format we read" in answer["warnings"][0]


def test_a_mark_that_never_closes_costs_one_row_of_many(tmp_path: Path) -> None:
    content = text(row(), *[row(Bill="B-8")] * 5000, row(Bill="B-9")) + text(row(Bill="B-9"))
    path = saved(tmp_path, content.replace("B-7", '"B-7', 1))

    [answer] = check_files([str(path)], profiles=given(PROFILE))

    assert "Row 2, whole: A quotation mark opens on this line" in answer["warnings"][0]
    assert answer["rules"] == {"A03": "cannot-check", "A01": "cannot-check"}
