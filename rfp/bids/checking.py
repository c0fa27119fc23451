"""The trial check of what a bidder has written: what is missing, what is wrong, what to look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rfp.bids.asking import PRICES, REQUIREMENTS, Place, judged, places
from rfp.bids.contents import Contents, answer, is_price
from rfp.bids.totals import lines, total
from rfp.issuing.grid import NEEDS_WORDS
from rfp.issuing.shape import IssuedRequest

#: An amount of money in words that go into the technical envelope.
AMOUNT = re.compile(r"[$€£]\s?\d|\b(USD|EUR|GBP)\s?\d|\d\s?(USD|EUR|GBP)\b")


class Weight(StrEnum):
    """How much a fault weighs: what is wrong holds a bid back, what is missing asks for a word."""

    WRONG = "wrong"
    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True)
class Fault:
    """Something to mend or to look at; ``cell`` is as Excel names it in the workbook."""

    weight: Weight
    sheet: str
    row: str
    heading: str
    cell: str
    words: str


def check(contents: Contents, request: IssuedRequest) -> list[Fault]:
    """Everything there is to say, in the order of the workbook."""
    return [
        *(fault for place in places(request) for fault in _of_place(place, contents, request)),
        *_of_prices(contents, request),
        *_of_exceptions(contents, request),
        *_of_confidential(contents, request),
    ]


def _of_place(place: Place, contents: Contents, request: IssuedRequest) -> Iterator[Fault]:
    def fault(weight: Weight, words: str) -> Fault:
        return Fault(weight, place.sheet, place.row, place.heading, place.cell, words)

    words = answer(contents, place.sheet, place.row, place.heading)
    if not words:
        if place.ask.is_required:
            yield fault(Weight.MISSING, "An answer is missing.")
        elif place.heading == "Explanation":
            given = answer(contents, REQUIREMENTS, place.row, "Answer")
            if given in NEEDS_WORDS:
                yield fault(Weight.MISSING, f"“{given}” needs an explanation.")
        return
    _, complaint = judged(words, place.ask)
    if complaint:
        yield fault(Weight.WRONG, complaint)
    if place.sheet == REQUIREMENTS and words == "Do not comply" and _is_mandatory(place, request):
        yield fault(Weight.NOTE, "This requirement is mandatory. Without it the bid may drop out.")
    is_technical = not is_price(request, place.sheet, place.row, place.heading)
    if is_technical and place.ask.kind == "text" and AMOUNT.search(words):
        yield fault(Weight.NOTE, "It names an amount. It is read before prices are opened.")


def _is_mandatory(place: Place, request: IssuedRequest) -> bool:
    return any(
        wanted.id == place.row and wanted.level == "mandatory" for _, wanted in request.requirements
    )


def _of_prices(contents: Contents, request: IssuedRequest) -> Iterator[Fault]:
    """The arithmetic: taxes are percents, nothing is negative by mistake, and it adds up."""
    priced = lines(request, contents)
    for row, line in enumerate(priced, start=2):
        if not 0 <= line.taxes <= 100:
            yield Fault(
                Weight.WRONG,
                *(PRICES, line.id, "Taxes and surcharges, %", f"H{row}"),
                "Taxes are a percentage from 0 to 100.",
            )
        if line.total is not None and line.total < 0:
            yield Fault(
                Weight.NOTE,
                *(PRICES, line.id, "Total", f"J{row}"),
                "The line comes to less than nothing. Is it a discount?",
            )
    amount = total(priced)
    if priced and amount is not None and amount <= 0:
        cell = f"J{len(priced) + 2}"
        yield Fault(
            Weight.WRONG, PRICES, "", "Total", cell, f"All prices come to {amount:f}. Fill them in."
        )


def _of_exceptions(contents: Contents, request: IssuedRequest) -> Iterator[Fault]:
    for row, wish in enumerate(contents["exceptions"], start=2):
        for key, column, lacking in (
            ("clause", "A", "Name the clause or the requirement."),
            ("wish", "B", "Write the other wording that you offer."),
            ("why", "C", "Say why."),
        ):
            if not wish.get(key, "").strip():
                yield Fault(Weight.MISSING, "Exceptions", str(row), key, f"{column}{row}", lacking)


def _of_confidential(contents: Contents, request: IssuedRequest) -> Iterator[Fault]:
    for part in contents["confidential"]:
        if not part.get("why", "").strip():
            yield Fault(
                Weight.MISSING,
                *("Confidential", part.get("row", ""), "why", ""),
                "Say why it is confidential.",
            )


def wrong(faults: list[Fault]) -> list[Fault]:
    """Those that hold a bid back."""
    return [fault for fault in faults if fault.weight is Weight.WRONG]


def missing(faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.weight is Weight.MISSING]
