"""Forms of mobile plans and devices paid for by the month."""

from clients.telecom.forms.base import FactForm
from clients.telecom.models import DeviceInstalment, WirelessPlan


class WirelessPlanForm(FactForm):
    class Meta:
        model = WirelessPlan
        fields = [
            "carrier", "charge_code", "name", "included_gb", "included_minutes", "pool", "device",
        ]  # fmt: skip


class InstalmentForm(FactForm):
    class Meta:
        model = DeviceInstalment
        fields = [
            "service", "equipment_id", "charge_code", "amount", "months", "first_on",
            "paid_off_on",
        ]  # fmt: skip
