"""Public fees and certificates that examples of this family put on file."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class Published(Paper):
    """A rate of a public fee table."""

    code: str
    rate: str
    valid: tuple[str, str | None] = ("2026-01-01", "2026-03-31")
    authority: str = "FCC"
    unit: str = "percent"


@dataclass(frozen=True, kw_only=True)
class Certified(Paper):
    """A tax certificate, and the legal entity that the account A-1 belongs to."""

    tax: str
    entity: str = "Acme Logistics Inc."
    account_of: str = "Acme Logistics Inc."
    jurisdiction: str = ""
    given_on: str | None = "2025-01-10"
    valid: tuple[str, str | None] = ("2025-01-01", None)
    carrier: str = ""


@dataclass(frozen=True, kw_only=True)
class Placed(Paper):
    """The state a site of the inventory is in."""

    site: str
    region: str


def factor(rate: str, first: str, last: str) -> Published:
    return Published(code="FUSF", rate=rate, valid=(first, last))


#: The factors that the examples of the federal universal service fee need.
LAST_QUARTER = factor("0.381", "2025-10-01", "2025-12-31")
THIS_QUARTER = factor("0.376", "2026-01-01", "2026-03-31")
NEXT_QUARTER = factor("0.37", "2026-04-01", "2026-06-30")
FACTORS = (LAST_QUARTER, THIS_QUARTER, NEXT_QUARTER)
