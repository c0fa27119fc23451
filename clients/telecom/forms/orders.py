"""Forms of orders and the services on them."""

from typing import Any

from django import forms

from clients.telecom.forms.base import FactForm
from clients.telecom.models import OrderItem, ServiceOrder


class OrderForm(FactForm):
    class Meta:
        model = ServiceOrder
        fields = [
            "number", "carrier", "carrier_number", "kind", "placed_on", "due_on", "confirmed_for",
            "completed_on", "effective_on", "cancelled_on", "charge_agreed", "charge_waived",
            "expedite_asked", "delayed_by_client", "overlap_days", "notes",
        ]  # fmt: skip
        widgets = {"notes": forms.Textarea({"rows": 3})}


class PartForm(FactForm):
    """A part of a fact: its client is the whole's, which the form is given."""

    def __init__(self, *args: Any, whole: Any, **kwargs: Any) -> None:
        super().__init__(*args, client=whole.client, **kwargs)


class OrderItemForm(PartForm):
    class Meta:
        model = OrderItem
        fields = ["service", "what", "monthly_rate", "speed_mbps", "cfa"]

    def __init__(self, *args: Any, whole: ServiceOrder, **kwargs: Any) -> None:
        super().__init__(*args, whole=whole, **kwargs)
        self.instance.order = whole

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"order"}
