"""Mobile plans, and devices paid for by the month."""

from clients.telecom import forms
from clients.telecom.models import DeviceInstalment, WirelessPlan
from clients.telecom.reference import Instalments, WirelessPlans
from clients.telecom.registers.base import CLIENT, Cell, Register
from retainer.lib import format as written


def _included(plan: WirelessPlan) -> str:
    data = "" if plan.included_gb is None else f"{plan.included_gb.normalize():f} GB"
    minutes = (
        "" if plan.included_minutes is None else f"{written.number(plan.included_minutes)} min"
    )
    return ", ".join(part for part in (data, minutes) if part)


PLANS = Register(
    noun="plan",
    title="Mobile plans",
    answer="What each plan includes, and which plans share it in a pool.",
    empty="A plan is told by the code that bills charge it with. "
    "Without what it includes nobody can judge overage.",
    model=WirelessPlan,
    form=forms.WirelessPlanForm,
    cells=(
        Cell("Charge code", lambda row: row.charge_code, "mono"),
        Cell("Plan", lambda row: row.name),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Included", _included, "num"),
        Cell("Pool", lambda row: row.pool or "Not pooled"),
        Cell("Made for", lambda row: row.get_device_display() or "Any device"),
    ),
    order=("charge_code", "id"),
    search=("charge_code", "name", "pool", "carrier__name"),
    related=("client", "carrier"),
    loader=WirelessPlans,
    icon="rate",
)

INSTALMENTS = Register(
    noun="instalment",
    title="Device instalments",
    answer="Devices paid for by the month, and when the last instalment is due.",
    empty="Load the devices with the number of their instalments; "
    "what is billed past the last one is asked back.",
    model=DeviceInstalment,
    form=forms.InstalmentForm,
    cells=(
        Cell("Device", lambda row: row.equipment_id, "mono"),
        Cell("Line", lambda row: row.service, "mono"),
        CLIENT,
        Cell("Monthly", lambda row: written.money(row.amount), "num"),
        Cell("Instalments", lambda row: row.months, "num"),
        Cell("First billed from", lambda row: written.day(row.first_on)),
        Cell("Paid off on", lambda row: written.day(row.paid_off_on)),
        Cell("Charge code", lambda row: row.charge_code, "mono", detail_only=True),
    ),
    order=("equipment_id", "id"),
    search=("equipment_id", "service__number", "charge_code"),
    related=("client", "service"),
    loader=Instalments,
    icon="phone",
)
