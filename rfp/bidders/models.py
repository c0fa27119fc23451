"""A company that is invited to a request, its people, and what they did."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp

#: Rows of the bidder whose person is here.
OWN = "bidder_id = (SELECT app.bidder())"


class Bidder(TenantModel):
    """A company that may answer one request.

    invited -> taking part | declined, and back while proposals are not due; shut by us at any time.
    """

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        TAKING_PART = "taking_part", "Taking part"
        DECLINED = "declined", "Declined"
        SHUT_OUT = "shut_out", "Shut out"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="bidders")
    #: Names it where it must not be known who it is: Bidder 3.
    number = models.PositiveSmallIntegerField(editable=False)
    name = models.CharField("company", max_length=160)
    time_zone = models.CharField(
        max_length=64, blank=True, help_text="Empty means that of the request."
    )
    state = models.CharField(max_length=12, choices=State, default=State.INVITED, editable=False)
    #: Why it declined, or why we shut it out.
    because = models.TextField(blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    invited_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        # The client's people read who bids, and nothing of why somebody was shut out.
        portal="SELECT (id, client_id, public_id, rfp_id, number, name, state)",
        portal_rows="EXISTS (SELECT FROM rfp_rfp r WHERE r.id = rfp_id)",
        web="SELECT",
        bidder="SELECT, UPDATE (state, because, answered_at, time_zone)",
        bidder_rows="id = (SELECT app.bidder())",
        bidder_writes="state <> 'shut_out'",
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["rfp", "number"], name="a_bidder_has_a_number_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["rfp", "name"],
                name="a_company_is_invited_once",
                violation_error_message="This company is invited already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["declined", "shut_out"]) | ~models.Q(because=""),
                name="who_is_not_taking_part_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in(self) -> bool:
        """Whether its people may still come in."""
        return self.state != self.State.SHUT_OUT

    @property
    def alias(self) -> str:
        return f"Bidder {self.number}"


class BidderPerson(TenantModel):
    """Somebody of a bidder: comes in by a link of their own and a code that is mailed."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    bidder = models.ForeignKey(Bidder, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    part = models.CharField(
        "works on", max_length=120, blank=True, help_text="Such as prices, or sections 4 to 6."
    )
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    #: A colleague who brought them; empty for whom we invited.
    brought_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    added_at = models.DateTimeField(auto_now_add=True)
    shut_at = models.DateTimeField(null=True, editable=False)

    # Whoever follows the link is not known yet; they must hold the token. The client's people read
    # who handed a bid in.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT (id, client_id, bidder_id, name)",
        portal_rows="EXISTS (SELECT FROM rfp_bidder b WHERE b.id = bidder_id)",
        web="SELECT",
        bidder="SELECT, INSERT, UPDATE (part, shut_at)",
        bidder_rows=OWN,
    )

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bidder", "email"],
                name="somebody_is_invited_once_for_a_bidder",
                violation_error_message="Somebody with this address is invited already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class EntryCode(TenantModel):
    """Six digits that were mailed; each opens the door once, within ten minutes."""

    person = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, related_name="codes")
    code_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    wall = Wall(practice="", web="SELECT, INSERT, UPDATE (tries, used_at)")

    class Meta:
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["person", "-sent_at"], name="codes_of_somebody_by_age")]

    def __str__(self) -> str:
        return f"Code for {self.person}"


class BidderDeed(TenantModel):
    """What somebody of a bidder did or opened, for the record of the competition."""

    bidder = models.ForeignKey(Bidder, on_delete=models.PROTECT, related_name="deeds")
    person = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, related_name="+")
    #: object.deed, such as document.opened.
    verb = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT",
        web="INSERT, SELECT (id)",
        bidder="SELECT, INSERT",
        bidder_rows=OWN,
        bidder_writes="person_id = (SELECT app.user_id('bidder'))",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["bidder", "-at"], name="deeds_of_a_bidder_by_age")]

    def __str__(self) -> str:
        return self.sentence
