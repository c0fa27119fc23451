"""A month's allocation as a table for the ledger: a row for each bill and cost centre."""

from collections.abc import Iterator

from billing_audit.allocating.reading import Month

HEADING = (
    *("Month", "Carrier", "Account", "Invoice", "Bill date", "Cost centre", "Ledger code"),
    *("Own charges", "Share of common charges", "Total", "Currency"),
)


def table(month: Month) -> Iterator[tuple[object, ...]]:
    """The totals of a bill's rows come to the bill."""
    for bill, bearer, share in month.shares():
        yield (
            f"{month.month:%Y-%m}",
            bill.account.carrier.name,
            bill.account.number,
            bill.number,
            bill.bill_date.isoformat(),
            bearer.cost_centre or "Unallocated",
            bearer.ledger_code,
            share.own,
            share.spread,
            share.total,
            bill.currency,
        )
