"""An addendum: the changes from one version that bidders have to the next, each with its reason."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from clients.files.models import StoredFile
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.addenda.querysets import KNOWN_TO_BIDDERS, AddendumQuerySet
from rfp.authoring.models import Rfp
from rfp.bidders.models import OWN, Bidder, BidderPerson
from rfp.issuing.models import IssuedVersion

#: Everything of an addendum but its paper, which is drawn after it is out.
WRITTEN = (
    *("client_id", "public_id", "rfp_id", "number", "before_id", "after_id", "summary", "days"),
    *("opened_by_id", "opened_at", "published_by_id", "published_at"),
)


class Addendum(TenantModel):
    """A numbered set of changes: open while it is written, frozen once bidders have it."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField(editable=False)
    before = models.ForeignKey(
        IssuedVersion, on_delete=models.PROTECT, related_name="+", editable=False
    )
    after = models.OneToOneField(
        IssuedVersion, on_delete=models.PROTECT, null=True, related_name="addendum", editable=False
    )
    summary = models.TextField(
        "what changes, in a sentence", blank=True, help_text="Bidders read it first."
    )
    days = models.PositiveSmallIntegerField(
        "days that bidders have left at least",
        default=7,
        validators=[MaxValueValidator(90)],
        help_text="After a change of substance. By the rules of E-rate it is 28 days.",
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, editable=False)
    pdf = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = AddendumQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE, DELETE",
        portal="SELECT",
        portal_rows="published_at IS NOT NULL",
        bidder=f"SELECT ({', '.join(KNOWN_TO_BIDDERS)})",
        bidder_rows="rfp_id = (SELECT app.rfp()) AND published_at IS NOT NULL",
    )

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "addenda"
        constraints = [
            models.UniqueConstraint(fields=["rfp", "number"], name="addenda_are_counted"),
            models.UniqueConstraint(
                fields=["rfp"],
                condition=Q(published_at=None),
                name="one_addendum_of_a_request_is_open",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, after=None)
                | (Q(published_at__isnull=False, after__isnull=False) & ~Q(summary="")),
                name="an_addendum_that_is_out_leads_to_a_version",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_addendum_that_is_out_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="an_addendum_that_is_out_stays",
                operation=pgtrigger.UpdateOf(*WRITTEN),
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Addendum {self.number}"

    @property
    def is_open(self) -> bool:
        return self.published_at is None


class Rationale(TenantModel):
    """Why a piece changes, and whether an answer rests on it where we judge otherwise."""

    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, related_name="rationales")
    #: The piece as R-014, or the name of a fact of the request.
    key = models.CharField(max_length=60)
    because = models.TextField(blank=True)
    #: None follows the rule of ``changes.is_substantive``.
    is_substantive = models.BooleanField(null=True)

    wall = Wall(
        portal="SELECT",
        portal_rows="EXISTS (SELECT FROM rfp_addendum a WHERE a.id = addendum_id)",
        bidder="SELECT",
        bidder_rows="EXISTS (SELECT FROM rfp_addendum a WHERE a.id = addendum_id)",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["addendum", "key"], name="a_change_has_one_rationale")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reasons_of_what_is_out_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT FROM rfp_addendum a
                        WHERE a.id = OLD.addendum_id AND a.published_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'the reasons of an addendum that is out stay'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.because}"


class Acknowledgement(TenantModel):
    """A bidder has read an addendum and answers by it."""

    addendum = models.ForeignKey(
        Addendum, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    bidder = models.ForeignKey(Bidder, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT",
        bidder="SELECT, INSERT",
        bidder_rows=OWN,
        bidder_writes="person_id = (SELECT app.user_id('bidder'))",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["addendum", "bidder"], name="a_bidder_acknowledges_an_addendum_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bidder}: {self.addendum}"
