"""Names from all of Latin-written Europe print in every face, with our own fonts alone."""

import io
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from retainer.lib import pdf

NAMES = "Łódź Ünïcode ñ Győr Çelik İğdır Þórður Čačak Œuvre Bréal–sous–Montfort €"
FACES = sorted((Path(settings.BASE_DIR) / "static" / "fonts").glob("Inter*.ttf"))
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{NAMES}</title>
<link rel="stylesheet" href="asset:print.css"></head>
<body><h1>{NAMES}</h1><p>{NAMES}</p><p><strong>{NAMES}</strong></p><p><em>{NAMES}</em></p>
<p class="mono">{NAMES}</p></body></html>"""


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_a_face_draws_every_letter(face: Path) -> None:
    drawn = TTFont(face).getBestCmap()

    assert [letter for letter in NAMES if ord(letter) not in drawn] == []


def test_names_come_out_of_a_pdf_as_they_went_in() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(PAGE)))

    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert text.count(NAMES) == 5
    assert all(font.startswith(("Inter", "JetBrains")) for font in fonts)
    assert reader.metadata is not None
    assert reader.metadata.title == NAMES
