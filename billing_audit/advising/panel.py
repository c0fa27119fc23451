"""What of a bill to pay, as its page says it."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from billing_audit.advising.paying import advise
from billing_audit.bills import beside
from billing_audit.bills.models import Invoice


def advice_on(invoice: Invoice) -> SafeString:
    """The advice about one bill, drawn."""
    (bill,) = advise([invoice])
    return render_to_string("advising/_bill.html", {"bill": bill, "invoice": invoice})


def register_panel() -> None:
    """Let the page of a bill show it."""
    beside.register(advice_on)
