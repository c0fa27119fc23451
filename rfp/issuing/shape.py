"""What is frozen when a request is issued. Every form of it is drawn from this alone."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from rfp.pricing.formulas import Formula


@dataclass(frozen=True)
class IssuedRequirement:
    """One requirement with its stable id; the number of its place is made when it is drawn."""

    id: str
    title: str
    text: str
    level: str  # mandatory, scored, information
    answer: str  # compliance, yes or no, number, text, date, file, price
    category: str
    unit: str = ""
    weight: int = 0
    evidence: str = ""


@dataclass(frozen=True)
class IssuedClause:
    """A clause in Markdown; its id, such as C-012, stays with it from issue to issue."""

    title: str
    text: str
    id: str = ""


@dataclass(frozen=True)
class IssuedSection:
    """A section with its clauses, and requirements after them."""

    title: str
    clauses: tuple[IssuedClause, ...] = ()
    requirements: tuple[IssuedRequirement, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class IssuedStep:
    """A step of the schedule, at an hour of the client's time zone."""

    name: str
    at: datetime
    id: str = ""
    kind: str = ""  # questions, addendum, due, opening, award, cutover, other


@dataclass(frozen=True)
class IssuedSite:
    """A place that needs service, with the address a bidder looks up."""

    id: str
    name: str
    street: str
    city: str
    state: str
    postcode: str
    wanted: str


@dataclass(frozen=True)
class IssuedPrice:
    """A line of the price workbook: bidders fill in the prices of one unit."""

    id: str
    description: str
    unit: str
    quantity: Decimal
    site: str = ""


@dataclass(frozen=True)
class IssuedRequest:
    """Everything a bidder gets, and everything the award is judged by."""

    reference: str
    title: str
    client: str
    version: int
    issued_on: date
    contact: str
    currency: str
    term_months: int
    sections: tuple[IssuedSection, ...]
    steps: tuple[IssuedStep, ...]
    sites: tuple[IssuedSite, ...] = ()
    prices: tuple[IssuedPrice, ...] = ()
    price_weight: Decimal = Decimal(40)
    formula: Formula = Formula.LOWEST
    ceiling: Decimal | None = None
    #: Whether bidders see the weights of requirements.
    shows_weights: bool = True

    @property
    def requirements(self) -> tuple[tuple[str, IssuedRequirement], ...]:
        """Every requirement with the title of its section, in reading order."""
        return tuple(
            (section.title, wanted) for section in self.sections for wanted in section.requirements
        )

    @property
    def digest(self) -> str:
        """SHA-256 of all of it; two requests with one digest are the same to the letter."""
        return sha256(canonical(asdict(self))).hexdigest()


def canonical(facts: dict[str, Any]) -> bytes:
    """The facts as JSON of one form: sorted keys, no spaces, numbers as they were written."""
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{type(value).__name__} has no canonical form")
