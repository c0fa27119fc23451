"""What bills are held against besides other bills: clauses of their contract, and usual rates."""

from decimal import Decimal
from functools import partial

from django.urls import reverse

from billing_audit.bills.models import Invoice, Line
from billing_audit.findings.exhibits import Exhibit, Fact, of_line
from billing_audit.findings.witnesses.core import OF_LINES, sum_of_lines
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from clients.telecom.models import Contract
from retainer.lib import format as written


def of_clauses(contract: Contract) -> Exhibit:
    """What the contract says of bills, whatever they charge."""
    days = contract.payment_days
    months = contract.back_bill_months
    facts = [
        Fact("Contract", contract.number, is_code=True),
        Fact("Payment is due after", written.count(days, "day") if days else written.UNKNOWN),
        Fact("Limit of back-billing", written.count(months, "month") if months else "24 months"),
        Fact("Part of a month", contract.get_proration_display() or written.UNKNOWN),
    ]
    url = reverse("telecom:contract_detail", args=[contract.public_id])
    return Exhibit("The contract says", "Contract on file", url, facts)


witness("clauses", Witness(Contract, "The contract says", of_clauses, disputed="Period"))


@reckoned("bill.current_charges")
def current_charges(invoice: Invoice) -> Decimal:
    """What the bill states its charges come to, or what they do come to."""
    return sum_of_lines(invoice) if invoice.stated_total is None else invoice.stated_total


witness(
    "typical",
    Witness(
        Line,
        "What is usual",
        partial(of_line, "What the code usually costs", disputed=""),
        OF_LINES,
        disputed="Rate",
    ),
)
