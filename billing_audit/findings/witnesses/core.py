"""The bill itself, the contract rate, the inventory, and what was charged before."""

from decimal import Decimal
from functools import partial

from django.db.models import Sum

from billing_audit.bills.models import BilledService, ChargeType, Invoice, Line
from billing_audit.findings import exhibits
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from clients.telecom.models import ContractRate, Service

THE_BILL = "The bill says"
OF_LINES = ("billed_service", "charge_code", "invoice__bill_file")
OF_BILLS = ("bill_file", "account__carrier")

witness("line", Witness(Line, related=OF_LINES))
witness(
    "first",
    Witness(
        Line,
        "The earlier charge",
        partial(exhibits.of_line, "The same was charged before", disputed=""),
        OF_LINES,
    ),
)
witness("invoice", Witness(Invoice, THE_BILL, related=OF_BILLS))
witness("bill", Witness(Invoice, THE_BILL, related=OF_BILLS))
witness("first_bill", Witness(Invoice, "The earlier charge", related=OF_BILLS))
witness(
    "other",
    Witness(Invoice, "The earlier bill", partial(exhibits.of_bill, "The bill before it"), OF_BILLS),
)
witness(
    "rate",
    Witness(
        ContractRate,
        "The contract says",
        exhibits.of_rate,
        ("contract", "document", "site", "service"),
        disputed="Rate",
    ),
)
witness(
    "service",
    Witness(Service, "The inventory says", exhibits.of_service, ("site",), disputed="Period"),
)
witness(
    "billed_service",
    Witness(BilledService, "", exhibits.of_inventory, ("service",), disputed="Service"),
)


@reckoned("invoice.lines_total")
def sum_of_lines(invoice: Invoice) -> Decimal:
    """The lines that count, added up again."""
    lines = Line.objects.filter(shelf_id=invoice.bill_file.shelf_id, invoice=invoice)
    counted = lines.exclude(charge_type=ChargeType.MEMO)
    return counted.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]


@reckoned("bill.total")
def total(invoice: Invoice) -> Decimal:
    """What the bill asks for: its lines, or what it states where it lists none."""
    if invoice.line_count:
        return sum_of_lines(invoice)
    stated = (invoice.amount_due, invoice.stated_total, Decimal(0))
    return next(total for total in stated if total is not None)
