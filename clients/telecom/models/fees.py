"""Fees and taxes that authorities set."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models

from clients.telecom.models.units import UNIT_PRICE
from retainer.lib.tenancy import OpenTable


class PublicFee(models.Model):
    """A fee or tax rate set by an authority, for a time; the same for every client."""

    class Unit(models.TextChoices):
        PERCENT = "percent", "per cent of the base"
        AMOUNT = "amount", "amount per unit"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    authority = models.CharField(max_length=120, help_text="Who sets it, such as FCC.")
    code = models.CharField(max_length=40, help_text="Short name, such as FUSF.")
    title = models.CharField(max_length=160)
    rate = models.DecimalField(validators=[MinValueValidator(0)], **UNIT_PRICE)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.PERCENT)
    valid = DateRangeField(help_text="First and last day.")
    source = models.CharField(max_length=300, help_text="The publication it comes from.")
    published_on = models.DateField(null=True, blank=True)

    wall = OpenTable(
        "public facts, the same for every client",
        portal="SELECT",
        staff="SELECT, INSERT, UPDATE, DELETE",
        worker="SELECT, INSERT, UPDATE, DELETE",
    )

    class Meta:
        ordering = ["code", "-valid"]
        constraints = [
            ExclusionConstraint(
                name="one_public_fee_per_day",
                expressions=[
                    ("authority", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another rate of this fee already covers some of these "
                "days.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.rate.normalize():f}"
