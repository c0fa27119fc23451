"""A bid: written as a draft, handed in as two sealed envelopes, and who looked at it.

Until proposals are due nobody but the bidder meets an answer, and prices are met only when two
persons who were named beforehand have signed. The database holds to both (``guards``), and what
stands in the rows is sealed besides (``sealing``).
"""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.bidders.models import OWN, Bidder, BidderPerson
from rfp.bids import guards
from rfp.bids.querysets import BidQuerySet
from rfp.issuing.models import IssuedVersion, stays

pgtrigger.register(guards.stays_as_it_was_due())(IssuedVersion)


class BidDraft(TenantModel):
    """What a bidder has written so far, sealed; nobody on our side meets the row at all."""

    bidder = models.OneToOneField(Bidder, on_delete=models.PROTECT, related_name="draft")
    #: The version of the request that it answers.
    version = models.ForeignKey(IssuedVersion, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    #: Counts its saves.
    edition = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        practice="",
        bidder="SELECT, INSERT, UPDATE (version_id, sealed, edition, changed_by_id, changed_at)",
        bidder_rows=OWN,
        bidder_writes=f"changed_by_id = {guards.ME_INSIDE}",
    )

    def __str__(self) -> str:
        return f"Draft of {self.bidder}"


class Bid(TenantModel):
    """The outside of one submission, which both sides may know of; its inside is in envelopes.

    submitted -> replaced | withdrawn until proposals are due. One that comes after the hour is
    late, kept apart, and stands only when somebody admits it and says why.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Handed in"
        LATE = "late", "Late, not admitted"
        REPLACED = "replaced", "Replaced"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="bids")
    bidder = models.ForeignKey(Bidder, on_delete=models.PROTECT, related_name="bids")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(IssuedVersion, on_delete=models.PROTECT, related_name="bids")
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED)
    #: The database writes down when, and whether that was too late.
    submitted_at = models.DateTimeField(db_default=Now(), editable=False)
    is_late = models.BooleanField(default=False, editable=False)
    #: Who of the bidder handed it in, or who of us received it on paper.
    person = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, null=True, related_name="+")
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    #: When and how paper came.
    received = models.CharField(max_length=300, blank=True)
    #: SHA-256 of everything that was handed in.
    receipt = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    admitted_because = models.TextField(blank=True)

    objects = BidQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, "
        "UPDATE (state, withdrawn_at, admitted_at, admitted_by_id, admitted_because)",
        portal="SELECT",
        bidder="SELECT, INSERT, UPDATE (state, withdrawn_at)",
        bidder_rows=OWN,
        bidder_writes="rfp_id = (SELECT app.rfp())",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bidder", "number"], name="a_bidder_counts_its_bids"),
            models.UniqueConstraint(
                fields=["bidder"],
                condition=Q(state="submitted"),
                name="one_bid_of_a_bidder_stands",
            ),
            models.UniqueConstraint(
                fields=["bidder"],
                condition=Q(state="late"),
                name="one_late_bid_of_a_bidder_waits",
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(received_by=None),
                name="a_bid_is_handed_in_or_received_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(admitted_at=None)
                | Q(is_late=True, admitted_by__isnull=False) & ~Q(admitted_because=""),
                name="a_late_bid_is_admitted_with_a_reason",
            ),
        ]
        triggers = [
            *stays(
                "a_bid",
                *("state", "withdrawn_at", "admitted_at", "admitted_by", "admitted_because"),
            ),
            guards.comes_in_time(),
            guards.moves(),
        ]

    def __str__(self) -> str:
        return f"Bid {self.number} of {self.bidder}"

    @property
    def stands(self) -> bool:
        return self.state == self.State.SUBMITTED


class Envelope(TenantModel):
    """Half of a bid, sealed, with the SHA-256 of what is inside."""

    bid = models.OneToOneField(
        Bid, on_delete=models.PROTECT, primary_key=True, related_name="%(class)s"
    )
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True


class TechnicalEnvelope(Envelope):
    """Everything but prices. Our side meets the row once proposals are due."""

    wall = Wall(
        practice="SELECT, INSERT",
        practice_rows=guards.DUE_IS_PAST,
        portal="SELECT",
        portal_rows=guards.DUE_IS_PAST,
        bidder="SELECT, INSERT",
        bidder_rows=guards.of_own_bid("rfp_technicalenvelope"),
    )

    class Meta:
        triggers = stays("a_technical_envelope")

    def __str__(self) -> str:
        return f"Answers of {self.bid}"


class PriceEnvelope(Envelope):
    """Prices. Our side meets the row once two who were named have signed the opening."""

    wall = Wall(
        practice="SELECT, INSERT",
        practice_rows=guards.TWO_HAVE_SIGNED,
        portal="SELECT",
        portal_rows=guards.TWO_HAVE_SIGNED,
        bidder="SELECT, INSERT",
        bidder_rows=guards.of_own_bid("rfp_priceenvelope"),
    )

    class Meta:
        triggers = stays("a_price_envelope")

    def __str__(self) -> str:
        return f"Prices of {self.bid}"


class BidLook(TenantModel):
    """Somebody of our side looked into a bid: one row for each look, for good."""

    class What(models.TextChoices):
        ANSWERS = "answers", "Answers"
        PRICES = "prices", "Prices"

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        staff_writes=f"person_id = {guards.ME_OF_STAFF}",
        portal="SELECT, INSERT",
        portal_writes="person_id = (SELECT app.user_id('portal'))",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["bid", "-at"], name="looks_at_a_bid_by_age")]
        triggers = stays("a_look")

    def __str__(self) -> str:
        return f"{self.person} looked at {self.bid}"
