"""What carriers said a service would cost, before it was ordered."""

from decimal import Decimal

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models

from clients.people.models import CURRENCY, Client
from clients.telecom.models.inventory import Carrier, Service
from clients.telecom.models.orders import ServiceOrder
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

MONEY = {"max_digits": 18, "decimal_places": 2}


class Quote(TenantModel):
    """The all-in price of one service as it was quoted: monthly, once, and what comes on top.

    Its first bills are compared with it line by line of cause.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="quotes")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("quote number", max_length=60)
    quoted_on = models.DateField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="quotes")
    order = models.ForeignKey(
        ServiceOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    monthly = models.DecimalField("monthly charge", validators=[MinValueValidator(0)], **MONEY)
    once = models.DecimalField(
        "one-time charge", default=Decimal(0), validators=[MinValueValidator(0)], **MONEY
    )
    on_top = models.DecimalField(
        "taxes, fees and surcharges a month",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="As quoted or estimated; empty when the quote was silent about them.",
        **MONEY,
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-quoted_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier", "number", "service"],
                name="a_service_stands_once_on_a_quote",
                violation_error_message="The service stands on this quote already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} for {self.service}"
