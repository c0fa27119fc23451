"""What happened to the client's services and accounts: outages, payments."""

from datetime import date, datetime

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from clients.people.models import Client
from clients.telecom.models.inventory import BillingAccount, Service
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Outage(TenantModel):
    """A service was down, and the carrier gave the trouble a ticket number."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="outages")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="outages")
    ticket = models.CharField("carrier's ticket number", max_length=60)
    began = models.DateTimeField()
    #: The contract's clock runs from here; from the beginning where nobody noted the report.
    reported = models.DateTimeField("reported to the carrier", null=True, blank=True)
    responded = models.DateTimeField("carrier responded", null=True, blank=True)
    ended = models.DateTimeField("restored", null=True, blank=True)
    carrier_caused = models.BooleanField(
        "the carrier's fault",
        null=True,
        blank=True,
        help_text="Unknown until the carrier says so. Without it no credit is due.",
    )
    credit_asked_on = models.DateField(
        null=True, blank=True, help_text="Contracts give few days to ask."
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-began", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "service", "ticket"], name="one_outage_per_ticket_and_service"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gt=F("began")),
                name="an_outage_ends_after_it_began",
                violation_error_message="An outage ends after it began.",
            ),
            models.CheckConstraint(
                condition=Q(reported__isnull=True) | Q(reported__gte=F("began")),
                name="an_outage_is_reported_after_it_began",
                violation_error_message="An outage is not reported before it began.",
            ),
            models.CheckConstraint(
                condition=Q(responded__isnull=True)
                | Q(responded__gte=Coalesce("reported", "began")),
                name="a_carrier_responds_after_the_report",
                violation_error_message="The carrier does not respond before the report.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.ticket}"

    @property
    def clock_began(self) -> datetime:
        """Since when the contract's clock counts."""
        return self.reported or self.began


class Payment(TenantModel):
    """Money paid to a carrier for one invoice, as the client's books have it."""

    class Kind(models.TextChoices):
        TRANSFER = "transfer", "Transfer"
        CHEQUE = "cheque", "Cheque"
        CARD = "card", "Card or direct debit"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="payments")
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="payments")
    invoice_number = models.CharField(max_length=80, blank=True, help_text="The bill it pays.")
    paid_on = models.DateField()
    received_on = models.DateField(
        null=True,
        blank=True,
        help_text="When the carrier had the money: the value date, or the day a cheque cleared.",
    )
    amount = models.DecimalField(max_digits=18, decimal_places=2, validators=[MinValueValidator(0)])
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TRANSFER)
    reference = models.CharField(max_length=80, help_text="Cheque number or transfer reference.")

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-paid_on", "pk"]
        constraints = [
            # One cheque may pay many invoices, and each of them once.
            models.UniqueConstraint(
                fields=["account", "reference", "invoice_number"],
                name="a_payment_pays_an_invoice_once",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("paid_on")),
                name="a_payment_is_received_after_it_is_made",
                violation_error_message="A payment is not received before it is made.",
            ),
        ]
        indexes = [models.Index(fields=["client", "account"], name="payment_by_account")]

    def __str__(self) -> str:
        return self.reference

    @property
    def arrived_on(self) -> date | None:
        """When the carrier had the money; of a cheque only the day it cleared tells."""
        made = None if self.kind == self.Kind.CHEQUE else self.paid_on
        return self.received_on or made
