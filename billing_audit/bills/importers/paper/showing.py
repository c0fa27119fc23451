"""In a child: a page of a PDF as a picture, and its words with their boxes, for drawing on."""

import json
from io import BytesIO

import pypdfium2

from billing_audit.bills.importers.paper.pages import DAMAGE, opened
from billing_audit.bills.importers.paper.refusals import Damaged
from retainer.lib.refusal import Refused

#: A page longer than so many times its width is a roll of paper, or hostile.
LONGEST = 5


def picture(path: str, page: str, width: str) -> bytes:
    """The page as a PNG so many pixels wide."""
    with opened(path) as paper:
        number = existing(int(page), paper.page_count)
    try:
        with pypdfium2.PdfDocument(path) as document:
            drawn = document[number - 1]
            across, down = drawn.get_size()
            if not 0 < down <= across * LONGEST:
                raise Refused("This page is too long to be shown.", reason="page_too_long")
            image = drawn.render(scale=int(width) / across).to_pil()
    except DAMAGE as error:
        raise Damaged from error
    png = BytesIO()
    image.convert("P", palette=1, colors=64).save(png, "PNG")
    return png.getvalue()


def words(path: str, page: str) -> bytes:
    """The page's size and words, in points."""
    with opened(path) as paper:
        shown = paper.page(existing(int(page), paper.page_count))
        said = {
            "page": shown.number,
            "pages": paper.page_count,
            "width": round(shown.width),
            "height": round(shown.height),
            "words": [
                {"text": word.text, **_box(word.left, word.top, word.right, word.bottom)}
                for word in shown.words
            ],
        }
    return json.dumps(said).encode()


def existing(page: int, pages: int) -> int:
    if not 1 <= page <= pages:
        raise Refused(f"This PDF has no page {page}; it has {pages}.", reason="no_such_page")
    return page


def _box(left: float, top: float, right: float, bottom: float) -> dict[str, float]:
    box = {"left": left, "top": top, "right": right, "bottom": bottom}
    return {side: round(value, 1) for side, value in box.items()}
