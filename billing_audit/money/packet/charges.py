"""The table of charges that goes with the letter: what every carrier's desk asks for."""

from collections.abc import Iterator

from billing_audit.money.models import Dispute, DisputeItem
from billing_audit.money.packet.letter import by_finding
from retainer.lib.money import exponent, half_up

HEADING = (
    "Exhibit", "Our reference", "Account", "Invoice", "Bill date", "Line", "Service",
    "Charge code", "Description", "Currency", "Billed", "Should be", "In dispute", "Reason",
)  # fmt: skip


def numbered(items: list[DisputeItem]) -> list[tuple[int, DisputeItem]]:
    """The charges with their numbers, which letter, evidence and table share."""
    return list(enumerate((item for group in by_finding(items) for item in group), start=1))


def table(dispute: Dispute, items: list[DisputeItem]) -> Iterator[tuple[object, ...]]:
    places = exponent(dispute.currency)
    for number, item in numbered(items):
        yield (
            number,
            dispute.number,
            dispute.account.number,
            item.invoice.number,
            item.invoice.bill_date.isoformat(),
            item.line_no,
            item.service,
            item.charge_code,
            item.description,
            dispute.currency,
            *(
                None if amount is None else half_up(amount, places)
                for amount in (item.billed, item.expected, item.disputed)
            ),
            item.reason,
        )
