"""The sheets of the response workbook, before any file: what is locked and what is asked.

Writing a workbook and checking one that came back both go by this, so that they cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rfp.issuing.flow import plain
from rfp.issuing.outline import Outline
from rfp.issuing.shape import IssuedRequest

#: What a bidder answers to a requirement, from best to worst.
COMPLIANCE = (
    "Comply as standard",
    "Comply with configuration",
    "Comply by subcontractor",
    "Partial (explain)",
    "Alternative (explain)",
    "Roadmap (date)",
    "Do not comply",
)
#: Answers that say nothing without an explanation.
NEEDS_WORDS = frozenset(COMPLIANCE[2:6])
YES_NO = ("Yes", "No")
BLANK_ROWS = 30  # for exceptions

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Ask:
    """A cell for the bidder: what may stand in it, and whether it must be filled."""

    kind: str  # choice, number, date, text
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class Formula:
    """A cell that the workbook computes; written as Excel writes it, without the sign."""

    text: str


Cell = Value | Ask | Formula


@dataclass
class Sheet:
    """A sheet: headings in its first row, then rows; ``widths`` are in letters."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell below the headings with its row and column as Excel counts them."""
        for row, cells in enumerate(self.rows, start=2):
            for column, cell in enumerate(cells, start=1):
                yield row, column, cell


def sheets(request: IssuedRequest) -> list[Sheet]:
    """The workbook of a request."""
    return [
        _guide(request),
        _requirements(request),
        *([_sites(request)] if request.sites else []),
        *([_prices(request)] if request.prices else []),
        _exceptions(),
        _declarations(),
    ]


def _guide(request: IssuedRequest) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Request", f"{request.reference} {request.title}"),
        ("Of", request.client),
        ("Version", request.version),
        ("Contact", request.contact),
        ("How to answer", "Fill in the light cells only. All others are locked."),
        ("", "The text of a requirement is compared with the one that was issued."),
        ("", "An empty answer to a mandatory requirement counts as “Do not comply”."),
        ("Bidder", Ask("text", is_required=True)),
        ("Person who may bind the bidder", Ask("text", is_required=True)),
        ("E-mail of that person", Ask("text", is_required=True)),
    ]
    return Sheet("How to answer", ("What", ""), (32, 80), rows)


def _requirements(request: IssuedRequest) -> Sheet:
    sheet = Sheet(
        "Requirements",
        (
            *("Id", "Section", "Title", "Requirement", "Level", "Weight", "Answer with"),
            *("Answer", "Explanation", "Evidence and page"),
        ),
        (9, 22, 26, 60, 12, 8, 16, 26, 50, 30),
    )
    targets = Outline(request).targets
    for section, wanted in request.requirements:
        is_required = wanted.level != "information"
        sheet.rows.append(
            (
                wanted.id,
                section,
                wanted.title,
                plain(targets.plain(wanted.text)),
                wanted.level,
                wanted.weight if request.shows_weights and wanted.weight else None,
                f"{wanted.answer} ({wanted.unit})" if wanted.unit else wanted.answer,
                _ask(wanted.answer, is_required=is_required),
                Ask("text"),
                Ask("text", is_required=bool(wanted.evidence) and is_required),
            )
        )
    return sheet


def _ask(answer: str, *, is_required: bool) -> Ask:
    match answer:
        case "compliance":
            return Ask("choice", COMPLIANCE, is_required)
        case "yes or no":
            return Ask("choice", YES_NO, is_required)
        case "number" | "price":
            return Ask("number", is_required=is_required)
        case "date":
            return Ask("date", is_required=is_required)
        case _:
            return Ask("text", is_required=is_required)


def _sites(request: IssuedRequest) -> Sheet:
    return Sheet(
        "Sites",
        (
            *("Id", "Site", "Street", "City", "State", "Postcode", "Wanted"),
            *("Can be served", "Monthly price", "One-time price", "Working Days to install"),
            "Remark",
        ),
        (8, 26, 30, 18, 8, 12, 30, 14, 14, 14, 14, 40),
        [
            (
                *(site.id, site.name, site.street, site.city, site.state, site.postcode),
                *(site.wanted, Ask("choice", YES_NO, is_required=True)),
                *(Ask("number"), Ask("number"), Ask("number"), Ask("text")),
            )
            for site in request.sites
        ],
    )


def _prices(request: IssuedRequest) -> Sheet:
    sheet = Sheet(
        "Prices",
        (
            *("Id", "What", "Site", "Unit", "Quantity", f"Monthly price, {request.currency}"),
            *(f"One-time price, {request.currency}", "Taxes and surcharges, %"),
            *("Fee at the end", f"Total over {request.term_months} months", "Remark"),
        ),
        (8, 44, 24, 12, 10, 16, 16, 14, 14, 20, 40),
    )
    for row, price in enumerate(request.prices, start=2):
        total = f"ROUND(E{row}*((F{row}*{request.term_months}+G{row})*(1+H{row}/100)+I{row}),2)"
        sheet.rows.append(
            (
                *(price.id, price.description, price.site, price.unit, price.quantity),
                *(Ask("number", is_required=True), Ask("number", is_required=True)),
                *(Ask("number"), Ask("number"), Formula(total), Ask("text")),
            )
        )
    last = len(request.prices) + 1
    nothing: tuple[Cell, ...] = (None,) * 7
    sheet.rows.append(("", "Total", *nothing, Formula(f"SUM(J2:J{last})"), None))
    return sheet


def _exceptions() -> Sheet:
    return Sheet(
        "Exceptions",
        ("Clause or requirement", "Other wording that we offer", "Why"),
        (26, 70, 50),
        [(Ask("text"), Ask("text"), Ask("text"))] * BLANK_ROWS,
    )


def _declarations() -> Sheet:
    return Sheet(
        "Declarations",
        ("Declaration", "Answer; “none” is one"),
        (70, 70),
        [
            (words, Ask("text", is_required=True))
            for words in (
                "Ties and payments between us and people of the client or its consultant",
                "Everybody who earns from this proposal: who pays whom, what for and how much",
                "Subcontractors, and what each of them does",
                "Parts of this proposal that are confidential, and why",
            )
        ],
    )
