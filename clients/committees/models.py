"""Committees of two parties, and the seats that face each other."""

from datetime import time

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.committees.cadence import Cadence
from clients.committees.querysets import CommitteeQuerySet, SeatQuerySet
from clients.committees.walls import MINE
from clients.issues.levels import Level
from clients.people.models import Client, Practice, User
from clients.relationships.models import Relationship
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Party(models.TextChoices):
    """The two sides of a committee: the client, and whom the relationship is with."""

    CLIENT = "client", "Client"
    PARTNER = "partner", "Partner"


class Committee(TenantModel):
    """People of both parties who meet on one level, in a rhythm of their own.

    There are one to three for a relationship, one of each level at most; a small client has one.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="committees")
    relationship = models.ForeignKey(
        Relationship,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="committees",
        help_text="Leave empty for all we do for the client.",
    )
    level = models.CharField(max_length=10, choices=Level)
    name = models.CharField(max_length=120)
    duties = models.TextField(help_text="One duty a line. The preset is yours to change.")
    #: A rule of RFC 5545; empty where it meets as needed.
    rule = models.CharField(max_length=120, blank=True, editable=False)
    first_on = models.DateField("first meeting on")
    starts = models.TimeField("from", default=time(10))
    lasts = models.PositiveSmallIntegerField(
        "minutes", default=60, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    place = models.CharField(max_length=200, blank=True, help_text="A room, or where to dial in.")
    dissolved_on = models.DateField(null=True, editable=False)
    set_up_at = models.DateTimeField(auto_now_add=True)

    objects = CommitteeQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=MINE)

    class Meta:
        ordering = ["client", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "relationship", "level"],
                condition=Q(dissolved_on=None),
                nulls_distinct=False,
                name="one_committee_of_a_level",
                violation_error_message="There is a committee of this level already.",
            )
        ]
        indexes = [models.Index(fields=["client", "name", "id"], name="committees_of_a_client")]

    def __str__(self) -> str:
        return self.name

    @property
    def cadence(self) -> Cadence:
        return Cadence(self.rule, self.first_on)

    @property
    def partner(self) -> str:
        """What the other side is called: the practice, or the carrier or provider."""
        if self.relationship is None or self.is_with_us:
            return Practice.current().name
        return getattr(self, "partner_carrier", None) or self.relationship.name

    @property
    def is_with_us(self) -> bool:
        """Whether the other side is the practice itself."""
        kind = self.relationship.kind if self.relationship else Relationship.Kind.PRACTICE
        return kind == Relationship.Kind.PRACTICE


class CommitteeSeat(TenantModel):
    """A place in a committee, for somebody who can sign in or whose name we only know.

    The pairing is kept once, at the partner's seat: it faces one of the client's.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="seats")
    party = models.CharField("side", max_length=7, choices=Party)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField(max_length=120, help_text="The role here, such as Head of finance.")
    person = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who can sign in",
    )
    name = models.CharField(
        "or a name",
        max_length=120,
        blank=True,
        help_text="Of somebody who does not sign in. Leave both empty while the seat is vacant.",
    )
    is_sponsor = models.BooleanField(
        "sponsor",
        default=False,
        help_text="Stands for the relationship on this side, and gives it time and people.",
    )
    faces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="faced_by",
        editable=False,
    )
    left_on = models.DateField(null=True, editable=False)

    objects = SeatQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party="partner") | Q(faces=None), name="pairs_are_kept_at_the_partner"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(name=""),
                name="a_seat_has_one_holder",
                violation_error_message="Choose somebody who can sign in, or write a name.",
            ),
            models.UniqueConstraint(
                fields=["committee", "party"],
                condition=Q(is_sponsor=True, left_on=None),
                name="one_sponsor_of_each_side",
                violation_error_message="This side has a sponsor here already.",
            ),
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=Q(left_on=None, person__isnull=False),
                name="a_person_sits_once_in_a_committee",
                violation_error_message="This person sits in the committee already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        """Who holds it, which ``named`` brings along; empty while it is vacant."""
        return getattr(self, "holder", None) or self.name
