"""The firm's own Word template: what it may bring, and what is made of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from retainer.lib.refusal import Refused
from rfp.issuing import word_parts
from rfp.issuing.apart import check_template, draw_word
from tests.rfp.request import REQUEST


def template(*lines: str, change: Callable[[Paper], object] = lambda paper: None) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    change(paper)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def drawn(content: bytes) -> Paper:
    kept = json.loads(json.dumps(REQUEST.document))
    return Document(BytesIO(draw_word(kept, content)))


def test_its_cover_stays_and_the_request_goes_where_it_says() -> None:
    def letterhead(paper: Paper) -> None:
        paper.sections[0].footer.paragraphs[0].text = "{{reference}} of {{client}}"
        paper.add_table(1, 1).cell(0, 0).text = "due {{due}}"
        paper.add_paragraph("Firm's own last words")

    content = template("Cover of {{ title }}", "{{contents}}", "{{request}}", change=letterhead)
    check_template(content)

    made = drawn(content)
    texts = [paragraph.text for paragraph in made.paragraphs]

    assert texts[0] == "Cover of Access for ten sites"
    assert texts.index("1 Definitions") > 0
    assert texts[-1] == "Firm's own last words"
    assert made.sections[0].footer.paragraphs[0].text == "AC-2026-01 of Alder County"
    told = [table.cell(0, 0).text.replace("\N{NO-BREAK SPACE}", " ") for table in made.tables]
    assert "due 15 Jun 2026, 22:00 (UTC)" in told
    assert not any("{{" in text for text in texts)
    assert 'TOC \\o "1-2"' in made.element.xml


def test_a_blank_that_word_cut_into_pieces_is_filled() -> None:
    def cut(paper: Paper) -> None:
        paragraph = paper.paragraphs[0]
        for piece in ("For {{", "cli", "ent}} by", " {{contact}}"):
            paragraph.add_run(piece).bold = piece == "cli"

    made = drawn(template("", "{{request}}", change=cut))

    assert made.paragraphs[0].text == "For Alder County by buyer@alder.example"


def test_words_of_the_request_are_not_filled_again() -> None:
    sly = replace(REQUEST, title="{{contact}} and {% for x in y %}", contact="{{client}}")
    made = Document(BytesIO(draw_word(sly.document, template("{{title}}", "{{request}}"))))

    assert made.paragraphs[0].text == "{{contact}} and {% for x in y %}"


def external(paper: Paper) -> None:
    paper.part.relate_to("https://evil.example/t.dotm", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def field(paper: Paper) -> None:
    word_parts.field(paper.add_paragraph(), 'INCLUDETEXT "http://evil.example"', "x")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a document", "no Word document that can be opened"),
        (template("{{titel}}", "{{request}}"), "Nobody fills {{titel}}. The template may name"),
        (template("{{title}}"), "does not say where the request goes"),
        (template("Here: {{request}}"), "into a paragraph of its own"),
        (template("{{request}}", "{{request}}"), "twice"),
        (template("{{request}}", "{{contents}}"), "Put it before"),
        (template("{{request}}", change=external), "loads something from elsewhere"),
        (template("{{request}}", change=field), "a field that fetches something"),
        (b"x" * 2_200_000, "larger than 2 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("{", r"\{")):
        check_template(content)


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 80_000_000)

    with pytest.raises(Refused, match="unpacks to more than"):
        check_template(bomb.getvalue())


def test_a_template_without_blanks_gives_its_looks_alone() -> None:
    content = template("Lorem of the template")
    check_template(content)

    made = drawn(content)

    assert not any("Lorem" in paragraph.text for paragraph in made.paragraphs)
    assert made.element.body.findall(f".//{qn('w:bookmarkStart')}")
