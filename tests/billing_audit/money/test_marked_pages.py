"""The page of a PDF bill with the charge in dispute marked where it stands."""

from io import BytesIO

from PIL import Image

from billing_audit.bills.paper_models import DraftBill
from billing_audit.money.packet.places import mark_of, marked_page
from billing_audit.papers.sheets import sheet_of
from tests.billing_audit.papers.conftest import draft, layout, nordtel

__all__ = ["draft", "layout", "nordtel"]  # pytest finds them here


def test_the_marker_lies_over_the_words_of_the_line(draft: DraftBill) -> None:
    line = draft.draft.lines[1]
    mark = mark_of(line)
    left, top, right, bottom = mark.box

    drawn = marked_page(draft.bill_file, mark.page, [mark.box])

    picture = Image.open(BytesIO(drawn)).convert("RGB")
    scale = picture.width / sheet_of(draft.bill_file, mark.page).width
    red, green, blue = picture.getpixel(
        (round((left - 1) * scale), round((top + bottom) / 2 * scale))
    )
    assert min(red, green) > 180 > blue, "the marker's yellow"
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    said = {
        word.text
        for word in sheet_of(draft.bill_file, mark.page).words
        if left - 1 <= word.left
        and word.right <= right + 1
        and top - 1 <= word.top
        and word.bottom <= bottom + 1
    }
    assert "Verbindungen" in said
