"""The memo to accounts payable: of each bill in dispute what to pay and what to withhold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import timezone

from billing_audit.bills.models import Invoice
from billing_audit.bills.owed import amount_of, in_words
from billing_audit.money.clocks import rules_of
from billing_audit.money.methods import paid_bills
from billing_audit.money.models import Dispute, DisputeItem, total
from clients.people.models import Practice
from retainer.lib import pdf


@dataclass(frozen=True)
class BillAdvice:
    """One bill: what it asks for, what of it is in dispute, what to pay.

    It asks for the same here as in the list of bills to pay.
    """

    invoice: Invoice
    amount: Decimal
    disputed: Decimal
    withhold: Decimal
    #: Last day on which the sum may still be withheld; ``None`` where no rule grants it.
    withhold_by: date | None
    #: A payment of it is on file: nobody is to pay it again.
    is_paid: bool

    @property
    def pay(self) -> Decimal:
        nothing = Decimal(0)
        return nothing if self.is_paid else max(self.amount - self.withhold, nothing)

    @property
    def brought_forward(self) -> str:
        return in_words(self.invoice)


def advice(dispute: Dispute, items: list[DisputeItem]) -> list[BillAdvice]:
    """Bill by bill, the oldest first.  What is paid is neither paid again nor withheld."""
    return list(_advice(dispute, items))


def _advice(dispute: Dispute, items: list[DisputeItem]) -> Iterator[BillAdvice]:
    rules = rules_of([dispute.account])[dispute.account_id]
    today = dispute.submitted_on or timezone.localdate()
    bills = {item.invoice_id: item.invoice for item in items}
    paid = paid_bills(dispute, items)
    for key, invoice in sorted(bills.items(), key=lambda each: (each[1].bill_date, each[0])):
        disputed = total([item for item in items if item.invoice_id == key])
        deadline = rules.withhold_by(invoice.bill_date)
        in_time = deadline is None or deadline.day >= today
        is_paid = invoice.number in paid
        is_withheld = dispute.is_withheld and in_time and not is_paid
        amount, nothing = amount_of(invoice), Decimal(0)
        yield BillAdvice(
            invoice=invoice,
            amount=amount,
            disputed=disputed,
            withhold=max(min(disputed, amount), nothing) if is_withheld else nothing,
            withhold_by=deadline.day if deadline else None,
            is_paid=is_paid,
        )


def draw(dispute: Dispute, items: list[DisputeItem]) -> bytes:
    """The memo as a PDF."""
    practice, bills = Practice.current(), advice(dispute, items)
    context = {
        "practice": practice,
        "title": f"Payment memo for dispute {dispute.number}",
        "created": dispute.submitted_on or timezone.localdate(),
        "prepared_for": dispute.client,
        "dispute": dispute,
        "bills": bills,
        "sums": {
            name: sum((getattr(bill, name) for bill in bills), Decimal(0))
            for name in ("amount", "disputed", "withhold", "pay")
        },
    }
    html = render_to_string("print/dispute/memo.html", context)
    logo = practice.logo_svg
    return pdf.render(html, {"logo": logo.encode()} if logo else {})
