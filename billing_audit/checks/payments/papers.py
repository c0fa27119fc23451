"""What examples of payments have on file besides bills."""

from dataclasses import dataclass
from typing import ClassVar

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class Paid(Paper):
    """A payment to the carrier."""

    amount: str
    on: str
    received: str | None = None
    invoice: str = "1000"
    account: str = "A-1"
    reference: str = "TR-5501"
    kind: str = "transfer"


@dataclass(frozen=True, kw_only=True)
class Closed(Paper):
    """An account that was closed."""

    on: str
    account: str = "A-1"


@dataclass(frozen=True, kw_only=True)
class Disputed(Paper):
    """A dispute that was sent."""

    is_about_bills: ClassVar[bool] = True

    amount: str
    #: The day it was sent, and the last day on which the sum might be withheld.
    on: str
    withhold_by: str | None = None
    state: str = "in_review"
    method: str = "pay"
    account: str = "A-1"
    #: The number of the bill whose charges it disputes, where that is on file.
    bill: str = "1000"
    promised: str = "0.00"
    #: The month for whose bill a credit is promised.
    cycle: str | None = None
    posted: str = "0.00"
    #: The number of the bill whose credit is matched to it.
    credited_on: str = ""
    #: What a person said of that.
    match: str = "confirmed"
    closed: str | None = None
