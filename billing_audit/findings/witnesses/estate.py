"""Orders, sites, other services, mobile plans, instalments and payments."""

import re
from decimal import Decimal
from functools import partial

from django.urls import reverse

from billing_audit.bills.models import Invoice, Line
from billing_audit.findings import exhibits
from billing_audit.findings.exhibits import Exhibit, Fact
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from clients.telecom.models import (
    DeviceInstalment,
    OrderItem,
    Payment,
    Service,
    ServiceOrder,
    Site,
    WirelessPlan,
)
from retainer.lib import format as written

#: Megabits that a letter before ``bps`` stands for.
SPEEDS = {"K": Decimal("0.001"), "M": Decimal(1), "G": Decimal(1000)}
SPEED = re.compile(r"\b(\d+(?:\.\d+)?) ?([KMG])(?:bps|b/s|bit/s)?(?!\w)", re.IGNORECASE)


def of_order(order: ServiceOrder) -> Exhibit:
    facts = [
        Fact("Order", order.number, is_code=True),
        Fact("Carrier's number", order.carrier_number or written.UNKNOWN, is_code=True),
        Fact("Kind", order.get_kind_display()),
        Fact("Placed on", written.day(order.placed_on)),
        Fact("Firm order date", written.day(order.confirmed_for)),
        Fact("Done and accepted on", written.day(order.completed_on), not order.effective_on),
        Fact("Effective on", written.day(order.effective_on), bool(order.effective_on)),
        Fact("Cancelled on", written.day(order.cancelled_on)),
    ]
    url = reverse("telecom:order_detail", args=[order.public_id])
    return Exhibit("The order says", f"Order {order.number}", url, facts)


def of_item(item: OrderItem) -> Exhibit:
    facts = [
        Fact("Service", item.service.number, is_code=True),
        Fact("What", item.get_what_display()),
        Fact("Monthly rate agreed", written.rate(item.monthly_rate), differs=True),
        Fact("Connecting facility", item.cfa or written.UNKNOWN, is_code=True),
    ]
    url = reverse("telecom:order_detail", args=[item.order.public_id])
    return Exhibit("The order says of the service", f"Order {item.order.number}", url, facts)


def of_site(site: Site) -> Exhibit:
    facts = [
        Fact("Site", site.name),
        Fact("Closed on", written.day(site.closed_on), differs=True),
    ]
    url = reverse("telecom:site_detail", args=[site.public_id])
    return Exhibit("The sites say", f"Site {site.code}", url, facts)


def of_service(title: str, service: Service) -> Exhibit:
    shown = exhibits.of_service(service)
    return Exhibit(title, shown.source, shown.url, shown.facts)


def of_facts(service: Service) -> Exhibit:
    """What the inventory says of a service beyond its dates."""
    suspended = service.suspended
    period = written.period(suspended.lower, suspended.upper) if suspended else written.UNKNOWN
    facts = [
        Fact("Service", service.number, is_code=True),
        Fact("Monthly rate", written.rate(service.monthly_rate)),
        Fact("Speed, Mbit/s", written.number(service.speed_mbps)),
        Fact("Seats or working lines", written.number(service.seats)),
        Fact("Suspended", period),
        Fact("Rate while suspended", written.rate(service.suspended_rate)),
        Fact("Equipment bought or returned on", written.day(service.equipment_ours_on)),
        Fact("Assigned to", service.assigned_to or written.UNKNOWN),
        Fact("Given back on", written.day(service.unassigned_on)),
    ]
    url = reverse("telecom:service_detail", args=[service.public_id])
    said = [fact for fact in facts if fact.value != written.UNKNOWN]
    return Exhibit("The inventory says", "Service on file", url, said)


def of_plan(plan: WirelessPlan) -> Exhibit:
    facts = [
        Fact("Plan", str(plan)),
        Fact("Charge code", plan.charge_code, is_code=True),
        Fact("GB included", written.number(plan.included_gb), differs=True),
        Fact("Pool", plan.pool or "not pooled"),
        Fact("Made for", plan.get_device_display() or "any device"),
    ]
    url = reverse("telecom:plan_detail", args=[plan.public_id])
    return Exhibit("The plan says", "Plan on file", url, facts)


def of_instalment(instalment: DeviceInstalment) -> Exhibit:
    facts = [
        Fact("Device", instalment.equipment_id, is_code=True),
        Fact("Monthly amount", written.money(instalment.amount)),
        Fact("Instalments", written.number(instalment.months), differs=True),
        Fact("First billed from", written.day(instalment.first_on)),
        Fact("Last billed from", written.day(instalment.last_on), differs=True),
        Fact("Paid off on", written.day(instalment.paid_off_on)),
    ]
    url = reverse("telecom:instalment_detail", args=[instalment.public_id])
    return Exhibit("The instalments say", "Instalments on file", url, facts)


def of_payment(payment: Payment) -> Exhibit:
    facts = [
        Fact("Reference", payment.reference, is_code=True),
        Fact("Invoice", payment.invoice_number or written.UNKNOWN, is_code=True),
        Fact("Amount", written.money(payment.amount, payment.account.currency)),
        Fact("Paid on", written.day(payment.paid_on)),
        Fact("Received on", written.day(payment.received_on), differs=True),
    ]
    url = reverse("telecom:payment_detail", args=[payment.public_id])
    return Exhibit("The books say", "Payment on file", url, facts)


witness("order", Witness(ServiceOrder, "The order says", of_order, disputed="Period"))
witness(
    "item",
    Witness(OrderItem, "The order says", of_item, ("service", "order"), disputed="Amount"),
)
witness("site", Witness(Site, "The sites say", of_site, disputed="Period"))
witness("facts", Witness(Service, "The inventory says", of_facts, ("site",)))
witness(
    "parent",
    Witness(
        Service, "The inventory says", partial(of_service, "It is a part of"), ("site",), "Period"
    ),
)
witness(
    "twin",
    Witness(
        Service, "The inventory says", partial(of_service, "The same again"), ("site",), "Service"
    ),
)
witness("plan", Witness(WirelessPlan, "The plan says", of_plan, disputed="Amount"))
witness(
    "instalment",
    Witness(DeviceInstalment, "The instalments say", of_instalment, disputed="Period"),
)
witness(
    "full",
    Witness(
        Line,
        "The whole month",
        partial(exhibits.of_line, "The whole month costs", disputed=""),
        ("billed_service", "charge_code", "invoice__bill_file"),
    ),
)
witness(
    "newest",
    Witness(
        Invoice,
        "The newest bill",
        partial(exhibits.of_bill, "The newest bill of the account"),
        ("bill_file", "account__carrier"),
    ),
)
witness("payment", Witness(Payment, "The books say", of_payment, ("account",)))


@reckoned("line.speed_mbps")
def speed_mbps(line: Line) -> Decimal | None:
    """The one speed that a description names, in Mbit/s."""
    found = SPEED.findall(line.description)
    if len(found) != 1:
        return None
    [(number, letter)] = found
    return Decimal(number) * SPEEDS[letter.upper()]


@reckoned("invoice.balance")
def balance(invoice: Invoice) -> Decimal:
    """What the bill ends in: what is due, else its total as stated, else the sum of its lines."""
    stated = (invoice.amount_due, invoice.stated_total, invoice.lines_total)
    return next(total for total in stated if total is not None)
