"""A PDF says what its document says, is the same every time, and always ends."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from retainer.lib import pdf, sandbox

HEAD = (
    '<!doctype html><html lang="en"><head><title>March 2026</title>'
    '<meta name="author" content="Harbour Advisory">'
    '<meta name="dcterms.created" content="2026-04-02T09:00:00Z">'
    '<link rel="stylesheet" href="asset:print.css"></head><body>'
)
LETTER = (
    f"{HEAD}<h1>What came back</h1><p>Zoë’s café: −$1,234.50, €80 ≥ £7 → credited</p>"
    "<h2>Findings</h2><p><code>CKT-0047/A</code></p>"
)
#: Enough for an ordinary page, not for anything else.
TIGHT = replace(pdf.LIMITS, cpu_seconds=3, memory=500_000_000, wall_seconds=30)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return pdf.render(LETTER)


def test_text_comes_out_as_it_went_in(letter):
    (page,) = pypdf.PdfReader(io.BytesIO(letter)).pages

    assert page.extract_text().splitlines() == [
        "What came back",
        "Zoë’s café: −$1,234.50, €80 ≥ £7 → credited",
        "Findings",
        "CKT-0047/A",
        "Page 1 of 1",
    ]


def test_file_describes_itself(letter):
    reader = pypdf.PdfReader(io.BytesIO(letter))

    assert reader.metadata.title == "March 2026"
    assert reader.metadata.author == "Harbour Advisory"
    assert reader.metadata.creation_date == datetime(2026, 4, 2, 9, tzinfo=UTC)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_headings_are_bookmarks(letter):
    first, below = pypdf.PdfReader(io.BytesIO(letter)).outline

    assert (first.title, [mark.title for mark in below]) == ("What came back", ["Findings"])


def test_only_bundled_fonts_are_used_and_all_are_embedded(letter):
    (page,) = pypdf.PdfReader(io.BytesIO(letter)).pages
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]

    names = {font["/BaseFont"].partition("+")[2].replace("-", "") for font in fonts}
    assert names <= {"Inter", "InterSemiBold", "InterDisplaySemiBold", "JetBrainsMono"}
    for font in fonts:
        described = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile2" in described or "/FontFile3" in described


def test_same_document_gives_the_same_bytes(letter):
    assert pdf.render(LETTER) == letter


def test_other_document_gives_another_identifier(letter):
    other = pdf.render(LETTER.replace("1,234.50", "1,234.51"))

    identifiers = [pypdf.PdfReader(io.BytesIO(file)).trailer["/ID"][0] for file in (letter, other)]
    assert identifiers[0] != identifiers[1]


def test_refused_resource_is_named():
    with pytest.raises(sandbox.ChildRefused, match="asks for “file:///etc/passwd”"):
        pdf.render(f'{HEAD}<link rel="attachment" href="file:///etc/passwd">')


HOSTILE = {
    "20,000 rows": f"<table>{'<tr><td>a<td>1.00<td>2.00</tr>' * 20_000}</table>",
    "flex boxes in flex boxes": '<div style="display: flex">' * 15 + "x",
    "grids in grids": '<div style="display: grid">' * 25 + "x",
    "a million columns": "<table><tr><td colspan=1000000>x</table>",
    "rows and columns spanned": f"<table>{'<tr><td colspan=1000 rowspan=1000>x</tr>' * 50}</table>",
    "a page of one pixel": "<style>@page { size: 1px 1px; margin: 0 }</style>" + "word " * 2_000,
    "50,000 pages": '<p style="page-break-after: always">x</p>' * 50_000,
    "generated text": f'<style>p::before {{ content: "{"A" * 100_000}" }}</style>'
    + "<p></p>" * 500,
    "2,000 levels": "<div>" * 2_000 + "x" + "</div>" * 2_000,
    "tables in tables": "<table><tr><td>" * 60 + "x",
    "inline blocks in inline blocks": '<span style="display: inline-block">' * 40 + "x",
    "floats in floats": '<div style="float: left">' * 40 + "x",
    "a long word": "x" * 3_000_000,
    "variables that double": "<style>:root { --a0: xxxxxxxxxx; "
    + "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1}); " for n in range(1, 40))
    + "} p { font-family: var(--a39) }</style><p>x</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_document_always_ends(name):
    """Either it is drawn within the limits or it fails with a sentence; it never hangs."""
    reason = "drawn"
    try:
        pdf.render(HEAD + HOSTILE[name], limits=TIGHT)
    except sandbox.ChildKilled as killed:
        reason = killed.reason

    assert reason in ("drawn", "memory", "cpu_time", "too_deep")
