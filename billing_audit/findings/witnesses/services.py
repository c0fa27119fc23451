"""What of a service is reckoned: its lines, where it does not state them."""

from billing_audit.findings.witnesses.registry import reckoned
from clients.telecom.models import Service


@reckoned("service.lines")
def lines(service: Service) -> int:
    """Working lines of a service; one that states none is a single line."""
    return 1 if service.seats is None else service.seats
