"""What other subjects tell of a bill on its page; each registers what it draws."""

from collections.abc import Callable

from django.utils.safestring import SafeString

from billing_audit.bills.models import Invoice

Panel = Callable[[Invoice], SafeString]

_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Show it on the page of every bill; said once, when the app's addresses are read."""
    if panel not in _panels:
        _panels.append(panel)


def panels_of(invoice: Invoice) -> list[SafeString]:
    return [panel(invoice) for panel in _panels]
