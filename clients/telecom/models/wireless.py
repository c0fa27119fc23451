"""Mobile lines: what their plans include, and the devices paid for by the month."""

from calendar import monthrange
from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.people.models import Client
from clients.telecom.models.inventory import Carrier, Device, Service
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class WirelessPlan(TenantModel):
    """What a mobile plan includes; which lines have it is told by the charge on their bills.

    Lines whose plans name the same pool share what is included.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="wireless_plans")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="wireless_plans")
    charge_code = models.CharField(max_length=60, help_text="By which bills charge the plan.")
    name = models.CharField(max_length=120, blank=True)
    included_gb = models.DecimalField(
        "GB included",
        null=True,
        blank=True,
        max_digits=12,
        decimal_places=3,
        validators=[MinValueValidator(0)],
    )
    included_minutes = models.PositiveIntegerField("minutes included", null=True, blank=True)
    pool = models.CharField(
        max_length=60, blank=True, help_text="Plans of one pool share; empty: not pooled."
    )
    device = models.CharField(
        "made for", max_length=6, choices=Device, blank=True, help_text="Empty: for any device."
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["carrier__name", "charge_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier", "charge_code"], name="one_plan_per_charge_code"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.charge_code


class DeviceInstalment(TenantModel):
    """A device paid for over some months, on the bill of its line."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="instalments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="instalments")
    equipment_id = models.CharField("IMEI or serial number", max_length=60)
    charge_code = models.CharField(max_length=60, help_text="By which bills charge it.")
    amount = models.DecimalField(
        "monthly amount", max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    months = models.PositiveSmallIntegerField(
        "number of instalments", validators=[MinValueValidator(1)]
    )
    first_on = models.DateField(
        "first billed from", help_text="First day of the period of the first instalment."
    )
    paid_off_on = models.DateField(
        null=True, blank=True, help_text="When the rest was paid at once."
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["service__number", "first_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "equipment_id", "first_on"], name="a_device_is_paid_for_once"
            ),
            models.CheckConstraint(
                condition=Q(paid_off_on__isnull=True) | Q(paid_off_on__gte=F("first_on")),
                name="a_device_is_not_paid_off_before_it_is_billed",
                violation_error_message="A device is not paid off before its first instalment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.equipment_id}"

    @property
    def last_on(self) -> date:
        """First day of the period of the last instalment."""
        month = self.first_on.month - 1 + self.months - 1
        year, month = self.first_on.year + month // 12, month % 12 + 1
        return date(year, month, min(self.first_on.day, monthrange(year, month)[1]))
