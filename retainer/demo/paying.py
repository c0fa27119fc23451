"""What the demo's consultant says about bills that are due, where the rule says to pay."""

from billing_audit.advising.models import PaymentAdvice
from billing_audit.advising.paying import bills_to_pay
from billing_audit.advising.services import advise_payment
from clients.models import Client, User

Advice = PaymentAdvice.Advice
WITHHELD = "The carrier agreed on the phone that this sum may stay open until it answers."
HELD = "Its usage pages are missing. The carrier sends them; we say what to pay once they came."


def say_what_to_pay(client: Client, consultant: User) -> None:
    """Withhold what is wrong on one bill, hold the smallest of the others, let the rest be paid."""
    if PaymentAdvice.objects.filter(client=client).exists():
        return
    bills = sorted(bills_to_pay(consultant, client), key=lambda each: each.amount)
    wrong = [each for each in bills if 0 < each.theirs < each.amount]
    for each in wrong[-1:]:
        bills.remove(each)
        advise_payment(
            invoice=each.invoice, advice=Advice.WITHHOLD, withheld=each.theirs,
            reason=WITHHELD, advised_by=consultant,
        )  # fmt: skip
    if len(bills) > 1:
        advise_payment(
            invoice=bills[0].invoice, advice=Advice.HOLD, reason=HELD, advised_by=consultant
        )
