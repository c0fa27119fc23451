"""What examples of the inventory and its orders have on file besides bills."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class Known(Paper):
    """A confirmed service with more of what the inventory may say of it."""

    service: str = "315-200-0007"
    account: str = ""
    site: str = ""
    site_closed: str | None = None
    far_end: str = ""
    parent: str = ""
    group: str = ""
    product: str = ""
    speed: str | None = None
    seats: int | None = None
    rate: str | None = None
    installed: str | None = None
    disconnected: str | None = None
    assigned: str = ""
    unassigned: str | None = None
    kept: str = ""
    suspended: tuple[str, str | None] | None = None
    suspended_rate: str | None = None
    device: str = ""
    equipment: str = ""
    sim: str = ""
    ours: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """A service on an order."""

    what: str = "removed"
    service: str = "315-200-0007"
    rate: str | None = None
    cfa: str = ""


@dataclass(frozen=True, kw_only=True)
class Ordered(Paper):
    """An order; its services are put into the inventory where they are not yet."""

    items: tuple[Item, ...]
    kind: str = "disconnect"
    number: str = "PO-7"
    carrier: str = "Corvane"
    carrier_number: str = ""
    placed: str = "2026-01-15"
    due: str | None = None
    confirmed: str | None = None
    completed: str | None = None
    effective: str | None = None
    cancelled: str | None = None
    expedite: bool = False
    delayed_by_client: bool = False
    overlap: int | None = None


@dataclass(frozen=True, kw_only=True)
class Clause(Paper):
    """A term of the contract with the carrier."""

    contract: str = "MSA-1"
    acceptance_days: int | None = None
    overlap_days: int | None = None
    disconnect_notice_days: int | None = None
    minimum_seats: int | None = None


#: Another service of the account that is billed as it should be.
OTHER = "315-200-0014"
