"""One bill as its carrier would deliver it: rows of the standard CSV, or an e-invoice."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from retainer.demo.billing import COUNTY_TAX, STATE_TAX, Bill, BillLine
from retainer.demo.einvoice import ZERO, ChargeLine, EInvoice, TaxSubtotal, add_up, break_down
from retainer.demo.story import ClientStory

BILL_COLUMNS = (
    "carrier",
    "account_no",
    "invoice_no",
    "bill_date",
    "line_no",
    "service_id",
    "charge_code",
    "description",
    "charge_type",
    "quantity",
    "unit_rate",
    "amount",
    "period_from",
    "period_to",
    "currency",
    "due_date",
    "unit",
    "jurisdiction",
)


def bill_rows(bill: Bill) -> Iterator[tuple[object, ...]]:
    for line in bill.lines:
        yield (
            bill.carrier.name,
            bill.account.number,
            bill.number,
            bill.bill_date,
            line.number,
            line.service,
            line.item.code,
            line.description,
            line.charge_type,
            line.quantity,
            line.unit_rate,
            line.amount,
            line.period_from,
            line.period_to,
            "USD",
            bill.due,
            line.item.unit if line.quantity else None,
            line.item.jurisdiction,
        )


def einvoice(client: ClientStory, bill: Bill) -> EInvoice:
    """The bill with its tax worked out, and the carrier's mistakes in the totals on top."""
    lines = tuple(_charge(client, line) for line in bill.lines)
    breakdown = break_down(lines)
    if bill.overtaxed:
        breakdown = tuple(_overtaxed(row, bill.overtaxed) for row in breakdown)
    totals = add_up(lines, breakdown)
    totals = replace(totals, payable=totals.payable + bill.overstated)
    contract = next(each for each in client.contracts if each.carrier == bill.carrier.name)
    return EInvoice(
        bill.number,
        bill.bill_date,
        bill.due,
        bill.account.number,
        bill.carrier.party,
        client.party,
        lines,
        breakdown,
        totals,
        contract=contract.number,
    )


def _charge(client: ClientStory, line: BillLine) -> ChargeLine:
    taxed = line.item.taxable and not client.tax_exempt
    return ChargeLine(
        line.number,
        line.item.code,
        line.description,
        line.charge_type,
        line.service,
        line.quantity,
        line.item.unit,
        line.unit_rate,
        line.amount,
        line.period_from,
        line.period_to,
        STATE_TAX + COUNTY_TAX if taxed else ZERO,
        exempt=client.tax_exempt,
    )


def _overtaxed(row: TaxSubtotal, by: Decimal) -> TaxSubtotal:
    return replace(row, tax=row.tax + by) if row.percent else row
