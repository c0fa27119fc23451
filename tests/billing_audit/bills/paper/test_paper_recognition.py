"""Which template reads a PDF, what is said when none does, and PDFs that mean harm."""

from dataclasses import replace
from pathlib import Path

import pytest

from billing_audit.bills import papers
from billing_audit.bills.importers.checking import check_files
from billing_audit.bills.importers.paper.format import PaperBill
from billing_audit.bills.importers.paper.pages import MOST_PAGES
from billing_audit.bills.importers.paper.template import Box, Mark, Template
from billing_audit.bills.importers.recognising import recognised
from billing_audit.models import BillFile
from clients.models import Client
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.paper import pdf_files
from tests.billing_audit.bills.paper.carriers import (
    LUMIERE,
    NORDTEL,
    SUMMIT,
    Nordtel,
    lumiere,
    paper,
)
from tests.billing_audit.bills.paper.reading import given
from tests.billing_audit.bills.test_einvoice_pdf import ETHERNET_XML
from tests.billing_audit.bills.test_einvoice_pdf import pdf as with_attachments

ALL = [given(template, key) for key, template in enumerate((NORDTEL, SUMMIT, LUMIERE), start=1)]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "bill.pdf"
    path.write_bytes(content)
    return path


def reader_of(path: Path, *templates: dict) -> str:
    name, format = recognised(path, templates=templates or ALL)
    return format.drawn.title if isinstance(format, PaperBill) else name


def refusal_of(path: Path, *templates: dict) -> str:
    with pytest.raises(Refused) as refused:
        recognised(path, templates=templates)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("content", "title"),
    [(lumiere(), "Lumière Télécom, 3"), (Nordtel(vat="1", total="1").pdf(), "Nordtel, 1")],
    ids=["french", "german"],
)
def test_a_pdf_is_read_by_the_template_whose_marks_it_has(
    tmp_path: Path, content: bytes, title: str
) -> None:
    assert reader_of(written(tmp_path, content)) == title


def test_the_invoice_inside_a_pdf_comes_before_its_text(tmp_path: Path) -> None:
    content = with_attachments(factur__x_xml=ETHERNET_XML).getvalue()

    assert reader_of(written(tmp_path, content)) == "einvoice"


def test_of_two_that_fit_the_more_telling_reads_then_the_newer(tmp_path: Path) -> None:
    path = written(tmp_path, lumiere())
    more = replace(LUMIERE, marks=(*LUMIERE.marks, Mark("Facture")))

    assert reader_of(path, given(more, 1), given(LUMIERE, 2)) == "Lumière Télécom, 1"
    assert reader_of(path, given(LUMIERE, 1), given(LUMIERE, 2)) == "Lumière Télécom, 2"
    _, format = recognised(path, templates=[given(LUMIERE, 1), given(LUMIERE, 2)])
    assert "Lumière Télécom, 1 would have fitted, too" in format.draft().remarks[0]


@pytest.mark.parametrize(
    "template",
    [
        replace(LUMIERE, marks=(Mark("Lumière Télécom", Box(0, 400, 600, 800)),)),
        replace(LUMIERE, marks=(Mark("Télécom Lumière"),)),
        replace(LUMIERE, producer="Word"),
    ],
    ids=["elsewhere", "other words", "other program"],
)
def test_a_template_whose_marks_are_not_there_does_not_fit(
    tmp_path: Path, template: Template
) -> None:
    assert "the only layout of the practice does not fit it" in refusal_of(
        written(tmp_path, lumiere()), given(template)
    )


def test_a_pdf_without_a_template_says_what_was_tried_and_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path, lumiere())

    assert refusal_of(path) == (
        "This PDF carries no e-invoice, and the practice has drawn no layout for PDF bills yet. "
        "Draw a layout on the file's page, enter the bill's totals, or ask the carrier for a "
        "CSV or an e-invoice."
    )
    assert "none of the 2 layouts of the practice fits it" in refusal_of(path, *ALL[:2])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (paper("<svg width='99' height='99'></svg>"), "it is a scan or a picture"),
        (pdf_files.locked(lumiere(), password="secret"), "This PDF is locked with a password"),
        (lumiere()[:400], "This PDF is damaged"),
        (b"%PDF-1.7\nnothing of the kind", "This PDF is damaged"),
        (pdf_files.pages(MOST_PAGES + 1), "This PDF has 301 pages, and we read"),
        (pdf_files.pages(10_000), "This PDF has 10,000 pages, and we read"),
        (pdf_files.pages(1, "x" * 40_001), "has 40,001 characters, more than fit on paper"),
        (pdf_files.bomb(400), "than we allow, so we stopped"),
    ],
    ids=["scan", "locked", "cut off", "no pdf", "301 pages", "10,000", "crowded", "bomb"],
)
def test_a_pdf_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    [answer] = check_files([str(written(tmp_path, content))], templates=ALL)

    assert answer["verdict"] == "unreadable"
    [sentence] = answer["warnings"]
    assert words in sentence


def test_a_pdf_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, pdf_files.locked(lumiere(), password=""))

    assert reader_of(path) == "Lumière Télécom, 3"


def test_a_bill_is_checked_without_loading_it(tmp_path: Path) -> None:
    right = Nordtel(sections={"1": [("Router", "1", "5,00")]}, vat="0,95", total="5,95")
    wrong = replace(right, total="6,95")
    for bill, name in ((right, "right.pdf"), (wrong, "wrong.pdf")):
        (tmp_path / name).write_bytes(bill.pdf())

    answers = check_files([str(tmp_path / "right.pdf"), str(tmp_path / "wrong.pdf")], templates=ALL)

    clean, finding = answers
    assert (clean["verdict"], clean["rules"]["A03"]) == ("clean", "pass")
    assert finding["findings"] == [
        {
            "check": "A03", "rule": "A03",
            "detail": "Bill R-2026-0331: the lines come to 5.95, the bill states 6.95.",
        }
    ]  # fmt: skip


@pytest.fixture
def refused(acme: Client, tmp_path: Path) -> BillFile:
    load(written(tmp_path, lumiere()), status=3)
    return BillFile.objects.get()


def test_a_page_is_shown_as_a_picture_with_its_words(refused: BillFile) -> None:
    picture = papers.page_image(refused, 1, 500)
    page = papers.words_on(refused, 1)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 500
    assert (page["page"], page["pages"], page["width"], page["height"]) == (1, 1, 595, 842)
    first = page["words"][0]
    assert first["text"] == "Lumière"
    assert 40 <= first["left"] < first["right"] < 150


def test_a_page_that_is_not_there_is_refused(refused: BillFile) -> None:
    with pytest.raises(Refused, match="This PDF has no page 2; it has 1"):
        papers.page_image(refused, 2)


@pytest.mark.django_db
def test_a_page_as_long_as_a_roll_is_not_drawn(acme: Client, tmp_path: Path) -> None:
    load(written(tmp_path, pdf_files.pdf(b"BT ET", size="10 14000")), status=3)

    with pytest.raises(Refused, match="This page is too long to be shown"):
        papers.page_image(BillFile.objects.get(), 1)


def bills_in_one(*numbers: str) -> bytes:
    """A page for each number, with the same letterhead."""
    return paper(
        "".join(
            f'<div style="page-break-after: always"><h1>Nordtel AG</h1><p>Rechnung<br>'
            f"Rechnungsnummer: {number}</p></div>"
            for number in numbers
        )
    )


def test_several_bills_in_one_pdf_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, bills_in_one("R-2026-0331", "R-2026-0331", "R-2026-1002"))

    _, format = recognised(path, templates=[given(NORDTEL)])
    with pytest.raises(Refused) as refused:
        format.draft()

    assert refused.value.sentence == (
        "This PDF holds several bills: R-2026-0331, and R-2026-1002 from page 3 on. "
        "Split it and send each bill by itself."
    )


def test_other_words_where_the_number_stood_are_no_other_bill(tmp_path: Path) -> None:
    path = written(tmp_path, bills_in_one("R-2026-0331", "siehe Seite 1"))

    _, format = recognised(path, templates=[given(NORDTEL)])

    assert format.draft().invoice["invoice_no"] == "R-2026-0331"
