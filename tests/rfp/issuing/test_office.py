"""LibreOffice, where it is installed, opens what we issue and finds all of it there."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from rfp.issuing import docx, workbook
from rfp.issuing.shape import IssuedClause, IssuedSection
from tests.rfp.request import REQUEST

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None,
    reason="there is no soffice; apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
)
TEXT = "As in [[C-002]].\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |\n"
WHOLE = replace(
    REQUEST,
    sections=(*REQUEST.sections, IssuedSection("Terms", (IssuedClause("Term", TEXT, "C-002"),))),
)


def converted(made: bytes, name: str, into: str, folder: Path) -> Path:
    """The file as LibreOffice writes it anew; it refuses what it would have to repair."""
    (folder / name).write_bytes(made)
    subprocess.run(  # noqa: S603 our own arguments
        [
            *(str(OFFICE), f"-env:UserInstallation=file://{folder}/office", "--headless"),
            *("--convert-to", into, "--outdir", str(folder / "out"), str(folder / name)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "out" / f"{Path(name).stem}.{into}"


def test_it_opens_the_word_document(tmp_path: Path) -> None:
    made = Document(str(converted(docx.draw(WHOLE), "r.docx", "docx", tmp_path)))

    texts = [paragraph.text for paragraph in made.paragraphs]
    assert {"3 Terms", "3.1 Term", "As in Section 3.1."} <= set(texts)
    assert any(table.cell(0, 0).text == "R-002" for table in made.tables)
    assert made.paragraphs[texts.index("3 Terms")].style.name == "Heading 1"


def test_it_opens_the_response_workbook_and_reckons(tmp_path: Path) -> None:
    made = converted(workbook.draw(WHOLE), "r.xlsx", "xlsx", tmp_path)

    book = load_workbook(made)
    values = load_workbook(made, data_only=True)
    assert book.sheetnames == [
        *("How to answer", "Requirements", "Sites", "Prices", "Exceptions", "Declarations"),
        "Issue",
    ]
    assert book["Requirements"].protection.sheet
    assert book["Requirements"]["H2"].protection.locked is False
    assert len(book["Requirements"].data_validations.dataValidation) >= 2
    assert values["Prices"]["J4"].value == 0
