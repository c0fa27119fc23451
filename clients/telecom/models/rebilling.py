"""Charges of one carrier that a provider bills on."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.people.models import Client
from clients.telecom.models.inventory import BillingAccount
from clients.telecom.models.units import MONEY, percent_field
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Rebilled(models.TextChoices):
    """Kinds of charges that may be billed on."""

    RECURRING = "recurring", "Monthly charges"
    USAGE = "usage", "Usage"
    ONE_TIME = "one_time", "One-time charges"
    FEE = "fee", "Surcharges and fees"
    TAX = "tax", "Taxes"


def usual_kinds() -> list[str]:
    return [Rebilled.RECURRING, Rebilled.USAGE, Rebilled.ONE_TIME]


class RebillAgreement(TenantModel):
    """What a provider may add to a carrier's charges that it bills on, for a time.

    The carrier's own bills are on file under the underlying account.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="rebill_agreements")
    account = models.ForeignKey(
        BillingAccount,
        on_delete=models.PROTECT,
        verbose_name="account of the provider",
        related_name="rebilled_by",
    )
    underlying = models.ForeignKey(
        BillingAccount,
        on_delete=models.PROTECT,
        verbose_name="account of the carrier",
        related_name="rebilled_through",
        help_text="Whose charges the provider bills on; load its bills as well.",
    )
    markup_percent = percent_field(
        "markup", "Per cent of the carrier's charge; 0 for none.", optional=False
    )
    markup_cap = models.DecimalField(
        "markup at most",
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="A month, on each kind of charge of a service; empty: no limit.",
        **MONEY,
    )
    kinds = ArrayField(
        models.CharField(max_length=10, choices=Rebilled),
        verbose_name="charges it bills on",
        default=usual_kinds,
    )
    valid = DateRangeField("valid", help_text="First and last day.")

    # What the company agreed, which its findings are held against.
    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["account__number", "valid"]
        constraints = [
            ExclusionConstraint(
                name="one_markup_a_day_between_two_accounts",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("underlying", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another agreement between these accounts already covers "
                "some of these days.",
            ),
            models.CheckConstraint(
                condition=~Q(account=F("underlying")),
                name="no_account_bills_itself_on",
                violation_error_message="An account does not bill itself on. Choose two accounts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} bills on {self.underlying}"
