"""What may depend on a file's bills, and what it does when their import is undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from billing_audit.bills.models import BillFile


@dataclass(frozen=True)
class Held:
    """Something that depends on a file: in words, and where it is looked at."""

    words: str
    url: str


class Downstream:
    """One kind of thing further on; the next ones (disputes) join ``services.DOWNSTREAM``."""

    def wait(self, client_id: int) -> None:
        """Keep others from adding to it until the transaction ends."""

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        """What keeps the file from being undone."""
        yield from ()

    def goes(self, bill_file: BillFile) -> Iterator[str]:
        """What goes with it, in words."""
        yield from ()

    def let_go(self, bill_file: BillFile) -> None:
        """Remove what goes with it, while its bills still stand."""

    def settle(self, client_id: int) -> None:
        """Bring sums in line, after its bills are gone."""


def months_of(bill_file: BillFile) -> list[date]:
    """The months its bills belong to, the first one first."""
    months = bill_file.invoices.order_by("month").values_list("month", flat=True)
    return list(months.distinct())
