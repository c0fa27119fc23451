"""What examples of mobile lines have on file besides bills and the inventory."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class Plan(Paper):
    """What a mobile plan includes."""

    code: str = "D5"
    gb: str | None = None
    pool: str = ""
    device: str = ""


@dataclass(frozen=True, kw_only=True)
class Device(Paper):
    """A device paid for by the month; its line is put into the inventory where it is not yet."""

    service: str = "315-200-0007"
    equipment: str = "350000000000001"
    code: str = "EIP"
    amount: str = "30.00"
    months: int = 24
    first: str = "2024-02-01"
    paid_off: str | None = None
