"""The inside of a bid as plain JSON: answers by sheet, row and heading, exceptions, what is secret.

``answers`` has exactly the shape of ``response.Response.answers``, whether they came from the
form or from a workbook.
"""

import secrets
from typing import Any

from retainer.lib import records
from rfp.bids.asking import EXCEPTIONS, PRICES, REQUIREMENTS, SITES
from rfp.bids.response import Response
from rfp.issuing.shape import IssuedRequest

Answers = dict[str, dict[str, dict[str, str]]]
Contents = dict[str, Any]

#: Headings of the sheet of sites that go into the price envelope.
SITE_PRICES = ("Monthly price", "One-time price")
#: Of the sheet of exceptions, in the order of the columns.
EXCEPTION = ("clause", "wish", "why")


def empty() -> Contents:
    """Nothing answered yet."""
    return {"answers": {}, "exceptions": [], "confidential": []}


def of_workbook(response: Response, before: Contents | None = None) -> Contents:
    """What a workbook says; parts that it has no place for stay as they were ``before``."""
    answers = {name: rows for name, rows in response.answers.items() if name != EXCEPTIONS}
    headings = ("Clause or requirement", "Other wording that we offer", "Why")
    exceptions = [
        {key: row.get(heading, "") for key, heading in zip(EXCEPTION, headings, strict=True)}
        for row in response.answers.get(EXCEPTIONS, {}).values()
    ]
    return {**(before or empty()), "answers": answers, "exceptions": exceptions}


def is_price(request: IssuedRequest, sheet: str, row: str, heading: str) -> bool:
    """Whether an answer goes into the price envelope."""
    if sheet == REQUIREMENTS:
        return any(
            wanted.id == row and wanted.answer == "price" for _, wanted in request.requirements
        )
    return sheet == PRICES or (sheet == SITES and heading in SITE_PRICES)


def divide(contents: Contents, request: IssuedRequest) -> tuple[Contents, Contents]:
    """The two envelopes: everything but prices, and prices.

    Each has random letters, so that nobody finds out what is inside by trying hashes.
    """
    technical: Answers = {}
    price: Answers = {}
    for sheet, rows in contents["answers"].items():
        for row, given in rows.items():
            for heading, words in given.items():
                side = price if is_price(request, sheet, row, heading) else technical
                side.setdefault(sheet, {}).setdefault(row, {})[heading] = words
    return (
        {
            "answers": technical,
            "exceptions": contents["exceptions"],
            "confidential": contents["confidential"],
            "salt": secrets.token_hex(16),
        },
        {"answers": price, "salt": secrets.token_hex(16)},
    )


def receipt(*, reference: str, bidder: str, number: int, technical: str, price: str) -> str:
    """The hash that a bidder gets: of whose bid it is, and of the digests of both envelopes."""
    return records.sha256(
        {
            "request": reference,
            "bidder": bidder,
            "number": number,
            "technical": technical,
            "price": price,
        }
    )


def answer(contents: Contents, sheet: str, row: str, heading: str) -> str:
    """One answer as it was written, or nothing."""
    words: str = contents["answers"].get(sheet, {}).get(row, {}).get(heading, "")
    return words


def write(contents: Contents, sheet: str, row: str, heading: str, words: str) -> None:
    """Put one answer in, or take it out."""
    rows = contents["answers"].setdefault(sheet, {})
    if words:
        rows.setdefault(row, {})[heading] = words
    else:
        rows.get(row, {}).pop(heading, None)
