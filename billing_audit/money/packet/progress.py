"""How far a packet is, for the panel that moves."""

from dataclasses import dataclass

from billing_audit.money.models import Dispute


@dataclass(frozen=True)
class Progress:
    """What ``parts/progress.html`` shows of a packet that is being drawn."""

    state: str
    label: str
    now: str
    in_flight: bool
    #: Nobody knows how long the layout takes before it is done.
    done: int = 0
    total: int = 0
    eta: None = None


def progress_of(dispute: Dispute) -> Progress:
    if dispute.is_being_packed:
        return Progress("running", "Drawing the packet", "letter, evidence, marked bills", True)
    if dispute.packing_error:
        return Progress("failed", "The packet could not be drawn", dispute.packing_error, False)
    return Progress("done", "The packet is there", "read it, send it, then submit", False)
