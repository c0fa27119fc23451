"""Advice on paying a file's bills: what a consultant said to the client holds them."""

from collections.abc import Iterator

from django.urls import reverse

from billing_audit.advising.models import PaymentAdvice
from billing_audit.bills.models import BillFile
from billing_audit.undo.downstream import Downstream, Held


class PaymentAdvices(Downstream):
    """What was said about paying the file's bills."""

    def holds(self, bill_file: BillFile) -> Iterator[Held]:
        said = PaymentAdvice.objects.filter(invoice__bill_file=bill_file)
        for advice in (
            said.order_by("invoice_id", "-pk").distinct("invoice_id").select_related("invoice")
        ):
            words = f"Invoice {advice.invoice.number}: we advised to {advice.advice}"
            yield Held(words, reverse("bills:invoice_detail", args=[advice.invoice.public_id]))
