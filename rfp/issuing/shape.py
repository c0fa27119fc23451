"""What is frozen when a request is issued. Every form of it is drawn from this alone."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from retainer.lib import records
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
    """A step of the schedule; forms show its hour in the request's time zone."""

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

    @property
    def address(self) -> str:
        """On one line; a site abroad may have no state."""
        place = " ".join(part for part in (self.state, self.postcode) if part)
        return ", ".join(part for part in (self.street, self.city, place) if part)


@dataclass(frozen=True)
class IssuedPrice:
    """A line of the price workbook: bidders fill in the prices of one unit."""

    id: str
    description: str
    unit: str
    quantity: Decimal
    site: str = ""


@dataclass(frozen=True)
class IssuedMetric:
    """What the later contract measures; inputs and examples have a line each."""

    id: str
    title: str
    text: str
    inputs: str
    formula: str
    unit: str
    target: Decimal
    direction: str  # in words, as the rounding is
    places: int
    rounding: str
    window: str
    source: str
    floor: Decimal | None = None
    credit: str = ""
    examples: str = ""


@dataclass(frozen=True)
class IssuedTable:
    """The client's own data as it was on file when it was taken."""

    title: str
    taken_at: datetime
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


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
    tables: tuple[IssuedTable, ...] = ()
    metrics: tuple[IssuedMetric, ...] = ()
    time_zone: str = "UTC"
    #: The practice that helped to write it.
    consultant: str = ""
    #: Random letters that are told with the award, so that ``commitment`` can be checked.
    salt: str = ""

    @property
    def requirements(self) -> tuple[tuple[str, IssuedRequirement], ...]:
        """Every requirement with the title of its section, in reading order."""
        return tuple(
            (section.title, wanted) for section in self.sections for wanted in section.requirements
        )

    @property
    def quality_weight(self) -> Decimal:
        """Points for everything but the price, of 100."""
        return 100 - self.price_weight

    def step(self, kind: str) -> IssuedStep | None:
        """The step of a kind, such as due."""
        return next((step for step in self.steps if step.kind == kind), None)

    @property
    def document(self) -> dict[str, Any]:
        """All of it as plain JSON of one form, as it is kept."""
        kept: dict[str, Any] = records.plain(self)
        return kept

    @property
    def digest(self) -> str:
        """SHA-256 of all of it; two requests with one digest are the same to the letter."""
        return records.sha256(self.document)

    @property
    def told(self) -> "ToldRequest":
        """What bidders read before the award: no salt, nor weights that they do not see."""
        facts = {field.name: getattr(self, field.name) for field in fields(IssuedRequest)}
        if not self.shows_weights:
            facts["sections"] = tuple(_without_weights(section) for section in self.sections)
        return ToldRequest(
            **facts | {"salt": ""}, issued_digest=self.digest, issued_commitment=self.commitment
        )

    @property
    def commitment(self) -> str:
        """SHA-256 of what the award is judged by, which nobody can change after the issue.

        The salt keeps anybody from guessing weights that bidders do not see.
        """
        judged_by = {
            "reference": self.reference,
            "salt": self.salt,
            "price_weight": self.price_weight,
            "formula": self.formula,
            "ceiling": self.ceiling,
            "weights": {wanted.id: wanted.weight for _, wanted in self.requirements},
        }
        return records.sha256(records.plain(judged_by))


@dataclass(frozen=True)
class ToldRequest(IssuedRequest):
    """A request without its secrets; its hashes are those of the whole."""

    issued_digest: str = ""
    issued_commitment: str = ""

    @property
    def digest(self) -> str:
        return self.issued_digest

    @property
    def commitment(self) -> str:
        return self.issued_commitment


def _without_weights(section: IssuedSection) -> IssuedSection:
    wanted = tuple(replace(each, weight=0) for each in section.requirements)
    return replace(section, requirements=wanted)


def read(document: object) -> IssuedRequest:
    """The request that was kept; raises ``records.OtherShape``."""
    return records.read(IssuedRequest, document)


def read_told(document: object) -> ToldRequest:
    """What bidders read of it; raises ``records.OtherShape``."""
    return records.read(ToldRequest, document)
