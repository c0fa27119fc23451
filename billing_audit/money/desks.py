"""How a carrier wants disputes: its desk, its days, its form; one row for all clients."""

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models

from clients.telecom.models import Carrier
from retainer.lib.tenancy import OpenTable

#: What a field of a carrier's form may be filled with, by the word that names it in braces.
FILLED_WITH = (
    ("client", "the client's name"),
    ("account", "account number"),
    ("reference", "our reference"),
    ("amount", "amount in dispute"),
    ("currency", "currency"),
    ("bills", "invoice numbers"),
    ("oldest", "date of the oldest bill"),
    ("newest", "date of the newest bill"),
    ("services", "service numbers"),
    ("reasons", "what is wrong"),
    ("charges", "number of charges"),
    ("withheld", "yes or no: whether the sum is withheld"),
    ("contact", "who at the practice is asked"),
)
USUAL_FORM = """\
Customer name = {client}
Billing account number = {account}
Customer dispute reference = {reference}
Invoice number(s) = {bills}
Circuit or telephone number(s) = {services}
Amount in dispute = {amount}
Amount withheld? = {withheld}
Reason for dispute = {reasons}
Contact = {contact}"""


class DisputeDesk(models.Model):
    """Where a carrier takes disputes, and what holds where a contract is silent."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    carrier = models.OneToOneField(Carrier, on_delete=models.PROTECT, related_name="dispute_desk")
    name = models.CharField("desk", max_length=120, blank=True)
    address = models.TextField("postal address", blank=True)
    email = models.EmailField("e-mail", blank=True)
    website = models.URLField("page or form on the web", blank=True)
    dispute_days = models.PositiveSmallIntegerField(
        "time to dispute",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Days from the bill date, where the contract says nothing.",
    )
    withhold_days = models.PositiveSmallIntegerField(
        "time to withhold",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Days from the bill date within which a disputed sum may stay unpaid.",
    )
    answer_days = models.PositiveSmallIntegerField(
        "time to answer",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Days the carrier takes to answer; empty: 30.",
    )
    appeal_days = models.PositiveSmallIntegerField(
        "time to appeal",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Days after a refusal; empty: 30.",
    )
    source = models.CharField(
        "where this is written", max_length=300, help_text="Such as: service guide of May 2026, 4.2"
    )
    form = models.TextField(
        "fields of the carrier's form",
        blank=True,
        default=USUAL_FORM,
        help_text="One a line: their label = {what}.",
    )

    wall = OpenTable(
        "how carriers take disputes is the same for all clients",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        ordering = ["carrier__name"]

    def __str__(self) -> str:
        return f"{self.carrier}, {self.name}" if self.name else str(self.carrier)
