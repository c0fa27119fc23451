"""What was ordered from a carrier: moves, adds, changes, disconnects, suspensions."""

from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.people.models import Client
from clients.telecom.models.inventory import Carrier, Service
from clients.telecom.models.units import UNIT_PRICE
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class ServiceOrder(TenantModel):
    """An order placed with a carrier, from the day it was placed to its last bill.

    placed -> confirmed by the carrier -> done and accepted | cancelled

    A charge that an order did not ask for, or that outlives a disconnect, is argued
    with its dates and the carrier's own order number.
    """

    class Kind(models.TextChoices):
        ADD = "add", "New service"
        CHANGE = "change", "Change"
        MOVE = "move", "Move"
        SUSPEND = "suspend", "Suspension"
        DISCONNECT = "disconnect", "Disconnect"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="orders")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField("our order number", max_length=60)
    carrier_number = models.CharField("carrier's order number", max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    placed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True, help_text="The day we asked for.")
    confirmed_for = models.DateField(
        "firm order date",
        null=True,
        blank=True,
        help_text="The day the carrier's confirmation (FOC) names.",
    )
    completed_on = models.DateField(
        "done and accepted on", null=True, blank=True, help_text="When the client accepted it."
    )
    effective_on = models.DateField(
        null=True,
        blank=True,
        help_text="When billing begins or changes; for a disconnect, the last day of service.",
    )
    cancelled_on = models.DateField(null=True, blank=True)
    charge_agreed = models.DecimalField(
        "one-time charge agreed",
        null=True,
        blank=True,
        max_digits=18,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    charge_waived = models.BooleanField("one-time charge waived", default=False)
    expedite_asked = models.BooleanField("expedite asked for", default=False)
    delayed_by_client = models.BooleanField(
        "the client held it up", default=False, help_text="Then a missed date is not the carrier's."
    )
    overlap_days = models.PositiveSmallIntegerField(
        "days of planned overlap",
        null=True,
        blank=True,
        help_text="For a replacement: how long old and new run side by side.",
    )
    notes = models.TextField(blank=True, help_text="The client can read them.")

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name = "order"
        ordering = ["-placed_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"], name="one_order_per_number_at_a_client"
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(cancelled_on__isnull=True),
                name="an_order_is_done_or_cancelled",
                violation_error_message="An order is either done or cancelled.",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("placed_on")),
                name="an_order_is_not_done_before_it_is_placed",
                violation_error_message="An order is not done before it is placed.",
            ),
        ]
        indexes = [models.Index(fields=["client", "placed_on"], name="order_by_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def settled_on(self) -> date | None:
        """When its services begin, change or end: as agreed, else when it was accepted."""
        return self.effective_on or self.completed_on

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.cancelled_on:
            return "cancelled"
        if self.completed_on:
            return "done"
        return "confirmed" if self.confirmed_for else "placed"


class OrderItem(TenantModel):
    """A service that an order adds, changes, suspends or takes away."""

    class What(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        SUSPENDED = "suspended", "Suspended"
        REMOVED = "removed", "Removed"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(ServiceOrder, on_delete=models.CASCADE, related_name="items")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="ordered")
    what = models.CharField(max_length=9, choices=What)
    monthly_rate = models.DecimalField("monthly rate agreed", null=True, blank=True, **UNIT_PRICE)
    speed_mbps = models.DecimalField(
        "speed ordered, Mbit/s", null=True, blank=True, max_digits=12, decimal_places=3
    )
    cfa = models.CharField(
        "connecting facility (CFA)",
        max_length=80,
        blank=True,
        help_text="Where a cross-connect hands over; then no channel termination is due.",
    )

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name = "service ordered"
        verbose_name_plural = "services ordered"
        ordering = ["service__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "service"], name="a_service_stands_once_on_an_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.get_what_display().lower()}"
