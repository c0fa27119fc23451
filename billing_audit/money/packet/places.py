"""Where a disputed charge stands on its bill: a marked page of a PDF, or the row of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import DraftBill
from billing_audit.bills.raw_rows import Raw
from billing_audit.bills.rejects import with_their_rows
from billing_audit.money.charging import lines_of
from billing_audit.money.models import DisputeItem
from billing_audit.papers.sheets import picture_of, sheet_of
from retainer.lib.refusal import Refused

#: The marker: yellow over the print, and a line around it.
MARKER, EDGE = (255, 214, 0, 90), (178, 60, 23, 255)
#: How far the mark reaches beyond the words, and how thick its edge is, in points.
ROUND, THICK = 2.0, 1.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """A box on a page, in points."""

    page: int
    box: Box


@dataclass
class Row:
    """A row of a file that is to be looked up; ``rejects`` marks one of its cells."""

    pk: int
    row: int | None
    column: str
    value: str
    reason: str = ""


def marks(items: Iterable[DisputeItem]) -> dict[int, Mark]:
    """By item, where on a page of a PDF bill its line stands; nothing for other bills."""
    items = list(items)
    drafts = {
        draft.invoice_id: draft.draft.lines
        for draft in DraftBill.objects.filter(invoice__in={item.invoice_id for item in items})
    }
    found = {}
    for item in items:
        for line in drafts.get(item.invoice_id, ()):
            if _is(item, line) and (mark := mark_of(line)):
                found[item.pk] = mark
                break
    return found


def _is(item: DisputeItem, line: dict[str, str]) -> bool:
    return (line["line_no"], line["service_id"]) == (item.line_no, item.service) and (
        line["description"] == item.description
    )


def mark_of(line: dict[str, str]) -> Mark | None:
    """Where a line of a PDF bill stands; nothing for one that a person typed in."""
    edges = line["box"].split()
    if not line["page"].isdecimal() or len(edges) != 4:
        return None
    left, top, right, bottom = map(float, edges)
    return Mark(int(line["page"]), (left, top, right, bottom))


def marked_page(bill_file: BillFile, page: int, boxes: Iterable[Box]) -> bytes | None:
    """The page with the boxes highlighted, as a PNG; ``None`` where it cannot be drawn."""
    try:
        picture = Image.open(BytesIO(picture_of(bill_file, page))).convert("RGBA")
        scale = picture.width / sheet_of(bill_file, page).width
    except Refused:
        return None
    over = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    for left, top, right, bottom in boxes:
        pen.rectangle(
            [
                round((left - ROUND) * scale),
                round((top - ROUND) * scale),
                round((right + ROUND) * scale),
                round((bottom + ROUND) * scale),
            ],
            fill=MARKER,
            outline=EDGE,
            width=max(1, round(THICK * scale)),
        )
    png = BytesIO()
    drawn = Image.alpha_composite(picture, over).convert("RGB")
    drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=96).save(png, "PNG", optimize=True)
    return png.getvalue()


def raw_rows(items: Iterable[DisputeItem]) -> dict[int, Raw]:
    """By item, the row of the file that its line was read from, its amount set apart."""
    by_file: dict[BillFile, list[DisputeItem]] = {}
    for item in items:
        if item.line_id and not item.invoice.bill_file.format.startswith("pdf"):
            by_file.setdefault(item.invoice.bill_file, []).append(item)
    found: dict[int, Raw] = {}
    for bill_file, own in by_file.items():
        lines = lines_of(own[0].client_id, [item.line_id for item in own])
        rows = [
            Row(item.pk, line.source_row, "amount", f"{line.amount:.2f}")
            for item in own
            if (line := lines.get(item.line_id))
        ]
        read = with_their_rows(bill_file, rows, format=bill_file.format)
        found |= {each.issue.pk: each.raw for each in read if each.raw}
    return found
