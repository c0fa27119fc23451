"""Bills to pay as a table for accounts payable."""

from billing_audit.advising.paying import Advised
from retainer.lib.money import in_currency

HEADING = (
    "Client", "Due", "Carrier", "Account", "Invoice", "Bill date", "Currency", "Bill amount",
    "Advice", "Pay", "Withhold", "The carrier’s money", "The client’s money",
    "From earlier bills", "Why", "Said by",
)  # fmt: skip


def row(bill: Advised) -> tuple[object, ...]:
    invoice = bill.invoice
    return (
        invoice.client.name,
        f"{bill.due:%Y-%m-%d}",
        invoice.carrier_name,
        invoice.account_number,
        invoice.number,
        f"{invoice.bill_date:%Y-%m-%d}",
        invoice.currency,
        in_currency(bill.amount, invoice.currency),
        bill.advice,
        *(
            in_currency(amount, invoice.currency)
            for amount in (
                bill.to_pay,
                bill.withheld,
                bill.carriers,
                bill.theirs,
                bill.brought_forward,
            )
        ),
        bill.reason,
        bill.said_by or "rule",
    )
