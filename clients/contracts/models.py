"""Prices that are asked for anew."""

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from clients.contracts.querysets import RenegotiationQuerySet
from clients.people.models import Client, User
from clients.telecom.models import UNIT_PRICE, ContractRate
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


def price(name: str, *, optional: bool = True) -> models.DecimalField:
    """A unit price."""
    floor = [MinValueValidator(0)]
    return models.DecimalField(name, null=optional, blank=optional, validators=floor, **UNIT_PRICE)


class Renegotiation(TenantModel):
    """A price asked for anew, from the first letter to the rate that bills are held against.

    price_asked -> price_offered -> agreed
         |---------------'-------> declined

    What is agreed becomes a contract rate from a day on: the audit holds the next bills against
    it like any other.
    """

    class State(models.TextChoices):
        ASKED = "price_asked", "Asked"
        OFFERED = "price_offered", "Offered"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="renegotiations")
    #: The rate that held when it was asked, and what it was then.
    rate = models.ForeignKey(ContractRate, on_delete=models.PROTECT, related_name="renegotiations")
    old_price = price("price so far", optional=False)
    asked = price("price asked for", optional=False)
    asked_on = models.DateField()
    offered = price("price offered")
    agreed = price("price agreed")
    effective_on = models.DateField("holds from", null=True, blank=True)
    state = models.CharField(max_length=14, choices=State, default=State.ASKED)
    note = models.TextField(blank=True, help_text="The client can read it.")
    #: The rate that the agreed price became.
    new_rate = models.OneToOneField(
        ContractRate, on_delete=models.PROTECT, null=True, blank=True, related_name="agreed_in"
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = RenegotiationQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rate"],
                condition=Q(state__in=["price_asked", "price_offered"]),
                name="one_open_renegotiation_of_a_rate",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(agreed__isnull=False, effective_on__isnull=False, new_rate__isnull=False),
                name="an_agreed_price_has_a_day_and_a_rate",
            ),
            models.CheckConstraint(
                condition=~Q(state="price_offered") | Q(offered__isnull=False),
                name="an_offer_has_a_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate.charge_code} at {self.rate.carrier}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ASKED, self.State.OFFERED)
