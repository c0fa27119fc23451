"""What an importer's stream consists of, sorted."""

from collections.abc import Iterable
from decimal import Decimal

from billing_audit.bills.stream import Fault, Invoice, Line, Reject, Remark


class Parts:
    """The objects of a stream by their kind, in order."""

    def __init__(self, stream: Iterable[object]) -> None:
        everything = list(stream)
        self.invoices = [each for each in everything if isinstance(each, Invoice)]
        self.lines = [each for each in everything if isinstance(each, Line)]
        self.rejects = [each for each in everything if isinstance(each, Reject)]
        self.remarks = [each.message for each in everything if isinstance(each, Remark)]
        self.faults = [each for each in everything if isinstance(each, Fault)]

    @property
    def charges(self) -> list[Line]:
        return [line for line in self.lines if line.charge_type != "memo"]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.charges), Decimal(0))
