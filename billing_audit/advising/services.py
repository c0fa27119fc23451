"""What a consultant says about paying a bill, in place of the rule."""

from decimal import Decimal

from django.db import transaction

from billing_audit.advising.models import PaymentAdvice
from billing_audit.bills.models import Invoice
from billing_audit.bills.owed import amount_of
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

Advice = PaymentAdvice.Advice


class PaymentAdviceRefused(Refused):
    """No such advice can be given; ``field`` is what to look at again."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence, reason="payment_advice_refused")
        self.field = field


@transaction.atomic
def advise_payment(
    *,
    invoice: Invoice,
    advice: str,
    reason: str,
    advised_by: User,
    withheld: Decimal | None = None,
) -> PaymentAdvice:
    """Say what to pay of a bill, and why; the client reads both, and the latest word counts."""
    amount, reason = amount_of(invoice), reason.strip()
    if not reason:
        raise PaymentAdviceRefused("Say why: the client reads it.", field="reason")
    if advice == Advice.WITHHOLD and not (withheld and 0 < withheld < amount):
        most = written.money(amount, invoice.currency)
        raise PaymentAdviceRefused(
            f"Write what to withhold, more than nothing and less than {most}; hold a bill of "
            "which nothing is to be paid.",
            field="withheld",
        )
    if advice == Advice.HOLD and amount <= 0:
        raise PaymentAdviceRefused("Nothing is due on this bill.", field="advice")
    kept = {Advice.PAY: Decimal(0), Advice.HOLD: amount}.get(Advice(advice), withheld)
    said = PaymentAdvice.objects.create(
        client_id=invoice.client_id,
        invoice=invoice,
        advice=advice,
        withheld=kept,
        reason=reason,
        advised_by=advised_by,
    )
    what = (
        f"withhold {written.money(kept, invoice.currency)}" if advice == Advice.WITHHOLD else advice
    )
    record(
        "bill.payment_advised",
        f"Invoice {invoice.number}: advised to {what}",
        actor=advised_by,
        client=invoice.client,
        subject=invoice,
    )
    return said
