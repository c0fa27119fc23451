"""A signed paper as PDF: typewritten pages with a footer, small and the same every time."""

from io import BytesIO
from textwrap import wrap

import pydyf

from retainer.demo.story import Document

WIDTH, HEIGHT, MARGIN, LEADING, SIZE = 612, 792, 72, 14, 9
COLUMNS = 86  # of Courier at that size between the margins


def contract_pdf(document: Document) -> bytes:
    """One PDF page for each page of text, so that a rate's page number is the PDF's."""
    pdf = pydyf.PDF()
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type1",
            "BaseFont": "/Courier",
            "Encoding": "/WinAnsiEncoding",
        }
    )
    pdf.add_object(font)
    for number, text in enumerate(document.pages, start=1):
        footer = f"{document.title} - signed {document.signed_on} - page {number}"
        stream = _typed([*_lines(text)], f"{footer} of {len(document.pages)}")
        pdf.add_object(stream)
        pdf.add_page(
            pydyf.Dictionary(
                {
                    "Type": "/Page",
                    "Parent": pdf.pages.reference,
                    "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
                    "Contents": stream.reference,
                    "Resources": pydyf.Dictionary(
                        {"Font": pydyf.Dictionary({"F": font.reference})}
                    ),
                }
            )
        )
    output = BytesIO()
    pdf.write(output, identifier=False)
    return output.getvalue()


def _lines(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in wrap(line, COLUMNS) or [""]]


def _typed(lines: list[str], footer: str) -> pydyf.Stream:
    stream = pydyf.Stream()
    stream.begin_text()
    stream.set_font_size("F", SIZE)
    for position, line in enumerate(lines):
        _type(stream, line, HEIGHT - MARGIN - LEADING * position)
    _type(stream, footer, MARGIN // 2)
    stream.end_text()
    return stream


def _type(stream: pydyf.Stream, line: str, height: int) -> None:
    stream.set_text_matrix(1, 0, 0, 1, MARGIN, height)
    stream.show_text_string(line)
