"""The opening of prices: named beforehand who opens, two of them sign, a minute is kept."""

from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.bids import guards
from rfp.issuing.models import stays


class PriceOpening(TenantModel):
    """From naming who opens to the minute: consensus is closed, two sign, prices are read."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.OneToOneField(Rfp, on_delete=models.PROTECT, related_name="price_opening")
    #: When the technical consensus was closed: no score changes from then on.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    #: Every bid with its hashes, totals and lines, who signed when.
    minute = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    digest = models.CharField(max_length=64, blank=True)

    # Whoever signs second writes the minute, and that may be a client user.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE (closed_at, closed_by_id, opened_at, minute, digest)",
        portal="SELECT, UPDATE (opened_at, minute, digest)",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_by__isnull=False),
                name="who_closes_a_consensus_is_known",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, minute=None)
                | Q(opened_at__isnull=False, minute__isnull=False, closed_at__isnull=False),
                name="an_opening_leaves_a_minute",
            ),
        ]
        triggers = [
            *stays(
                "an_opening",
                *("closed_at", "closed_by", "opened_at", "minute", "digest"),
            ),
            guards.closes_after_the_hour(),
        ]

    def __str__(self) -> str:
        return f"Opening of prices of {self.rfp}"


class NamedOpener(TenantModel):
    """Somebody who may open prices, named before anybody signs; may be of the client."""

    opening = models.ForeignKey(PriceOpening, on_delete=models.PROTECT, related_name="openers")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, DELETE",
        staff_writes=f"named_by_id = {guards.ME_OF_STAFF}",
        portal="SELECT",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "person"], name="somebody_is_named_once_to_open"
            )
        ]
        triggers = [guards.is_named_beforehand()]

    def __str__(self) -> str:
        return str(self.person)


class OpeningSignature(TenantModel):
    """One of those who were named says: open the prices now."""

    opening = models.ForeignKey(PriceOpening, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT", portal="SELECT, INSERT")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "person"], name="somebody_signs_an_opening_once"
            )
        ]
        triggers = [*stays("a_signature"), guards.signs_in_their_own_name()]

    def __str__(self) -> str:
        return f"{self.person}, {self.at}"
