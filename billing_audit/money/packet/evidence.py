"""The evidence: for each charge both sides, the calculation, and its place on the bill."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string

from billing_audit.bills.raw_rows import Raw
from billing_audit.findings.calculation import CalculationStep, calculation_in_brief
from billing_audit.findings.models import Occurrence
from billing_audit.findings.reproducing import OtherRules
from billing_audit.findings.sides import Documents, Side
from billing_audit.money.models import Dispute, DisputeItem, total
from billing_audit.money.packet.charges import numbered
from billing_audit.money.packet.letter import Letter
from billing_audit.money.packet.places import Mark, marked_page, marks, raw_rows
from retainer.lib import format as written
from retainer.lib import pdf

#: Charges proved one by one, the dearest; all of them are in the table.
MOST_PROVED = 60
#: Pages of bills shown.
MOST_PAGES = 30
LIMITS = replace(pdf.LIMITS, cpu_seconds=120, wall_seconds=180)


@dataclass(frozen=True)
class Exhibit:
    """One charge with its proof."""

    number: int
    item: DisputeItem
    amount: str
    sides: list[Side]
    steps: list[CalculationStep]
    result: CalculationStep | None
    raw: Raw | None = None
    #: Of a PDF bill: where the page is shown further on.
    place: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page of a bill with the charges in dispute marked."""

    anchor: str
    title: str
    asset: str
    says: str


def exhibits(
    items: list[DisputeItem], rows: dict[int, Raw], found: dict[int, Mark]
) -> list[Exhibit]:
    """The dearest charges in the order of the table, each with what proves it now."""
    chosen = sorted(numbered(items), key=lambda each: -each[1].disputed)[:MOST_PROVED]
    live = occurrences(item for _, item in chosen)
    documents = Documents(list(live.values()))
    rules = OtherRules(list(live.values()), documents.line)
    made = []
    for number, item in sorted(chosen, key=lambda each: each[0]):
        charge = live.get(item.pk)
        steps, result = calculation_in_brief(charge, rules.of(charge)) if charge else ([], None)
        mark = found.get(item.pk)
        made.append(
            Exhibit(
                number=number,
                item=item,
                amount=written.money(item.disputed, item.dispute.currency),
                sides=documents.sides(charge) if charge else [],
                steps=steps,
                result=result,
                raw=rows.get(item.pk),
                place=f"page {mark.page} of the bill, shown below" if mark else "",
            )
        )
    return made


def occurrences(items: Iterable[DisputeItem]) -> dict[int, Occurrence]:
    """By item, what the audits say of its charge today; nothing where they see it no more."""
    items = list(items)
    charges = Occurrence.objects.filter(
        finding__in={item.finding_id for item in items},
        invoice__in={item.invoice_id for item in items},
    ).select_related("finding", "invoice")
    by_name = {_name(charge): charge for charge in charges}
    return {item.pk: by_name[_name(item)] for item in items if _name(item) in by_name}


def _name(row: Occurrence | DisputeItem) -> tuple[object, ...]:
    return row.check_code, row.invoice_id, row.line_id, row.rule


def sheets(
    items: list[DisputeItem], found: dict[int, Mark]
) -> tuple[list[Sheet], dict[str, bytes]]:
    """The marked pages of PDF bills, and their pictures by asset name."""
    places: dict[tuple[int, int], list[tuple[int, DisputeItem]]] = {}
    for number, item in numbered(items):
        if mark := found.get(item.pk):
            places.setdefault((item.invoice_id, mark.page), []).append((number, item))
    shown, pictures = [], {}
    for (invoice_id, page), own in list(places.items())[:MOST_PAGES]:
        invoice = own[0][1].invoice
        drawn = marked_page(invoice.bill_file, page, [found[item.pk].box for _, item in own])
        if drawn is None:
            continue
        asset = f"page-{invoice_id}-{page}.png"
        pictures[asset] = drawn
        numbers = ", ".join(str(number) for number, _ in own)
        shown.append(
            Sheet(
                anchor=f"bill-{invoice_id}-{page}",
                title=f"Bill {invoice.number} of {written.day(invoice.bill_date)}, page {page}",
                asset=asset,
                says=f"Marked: exhibit {numbers}",
            )
        )
    return shown, pictures


def draw(dispute: Dispute, items: list[DisputeItem], letter: Letter) -> bytes:
    """The evidence as a PDF."""
    found = marks(items)
    rows = raw_rows([item for item in items if item.pk not in found])
    bills, pictures = sheets(items, found)
    proved = exhibits(items, rows, found)
    context: dict[str, Any] = {
        "practice": letter.practice,
        "title": f"Evidence for dispute {letter.number}",
        "created": letter.on,
        "prepared_for": letter.carrier,
        "letter": letter,
        "dispute": dispute,
        "total": written.money(total(items), dispute.currency),
        "charges": len(items),
        "exhibits": proved,
        "bills": bills,
    }
    html = render_to_string("print/dispute/evidence.html", context)
    if letter.practice.logo_svg:
        pictures["logo"] = letter.practice.logo_svg.encode()
    return pdf.render(html, pictures, limits=LIMITS)
