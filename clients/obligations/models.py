"""Obligations of a relationship, and each time one of them was met."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.obligations.querysets import SOON, ObligationQuerySet
from clients.obligations.rules import Rule
from clients.people.models import Client, User
from clients.relationships.models import Relationship
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

ME = "(SELECT app.user_id('portal'))"
#: A client user speaks for the client's own duties alone, under their own name.
MY_DUTY = f"""
    done_by_id = {ME} AND EXISTS (
        SELECT FROM clients_obligation o WHERE o.id = obligation_id AND o.owes = 'client')
"""


class Obligation(TenantModel):
    """Something one party owes under a relationship, once or by a rule.

    ``next_due`` is the day that is asked for next; whoever meets it moves it on to the next day
    of the rule, and it is empty when nothing is due any more.
    """

    class Owes(models.TextChoices):
        US = "us", "We"
        PROVIDER = "provider", "The provider"
        CLIENT = "client", "The client"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="obligations")
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="obligations"
    )
    what = models.CharField(
        "what is owed", max_length=200, help_text="Such as Send the usage report of the month."
    )
    owes = models.CharField("who owes it", max_length=8, choices=Owes)
    clause = models.CharField(
        max_length=120, blank=True, help_text="Where it was agreed, such as Master agreement, 7.2."
    )
    evidence = models.CharField(
        "what shows that it was done",
        max_length=200,
        blank=True,
        help_text="Such as the report, or a mail that acknowledges it.",
    )
    first_on = models.DateField("first time")
    rule = models.CharField(max_length=120, blank=True)
    working_day = models.PositiveSmallIntegerField(null=True, blank=True)
    next_due = models.DateField(null=True, editable=False)
    is_active = models.BooleanField("is owed", default=True)
    set_at = models.DateTimeField(auto_now_add=True)

    objects = ObligationQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT, UPDATE (next_due)",
        portal_writes="owes = 'client'",
    )

    class Meta:
        ordering = ["next_due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "owes", "what"],
                name="an_obligation_is_set_once",
                violation_error_message="This is owed already. Look for it in the list.",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "next_due", "id"], name="obligations_by_day"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def when(self) -> Rule:
        return Rule(self.first_on, self.rule, self.working_day)

    @property
    def shown(self) -> str:
        """Its state on a page."""
        today = timezone.localdate()
        if not (self.is_active and self.relationship.is_active):
            return "ended"
        if self.next_due is None:
            return "done"
        if self.next_due < today:
            return "overdue"
        return "due_soon" if self.next_due <= today + SOON else "planned"


class Fulfilment(TenantModel):
    """One time an obligation was met: when, by whom, and what shows it.

    Taken back it stays on file and counts no more.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="fulfilments")
    #: The day it was due.
    due_on = models.DateField(editable=False)
    done_on = models.DateField("done on")
    evidence = models.TextField(
        blank=True, help_text="What shows it: the report's number, who acknowledged it."
    )
    link = models.URLField("link to the evidence", max_length=500, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    done_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE (taken_back_at)",
        portal="SELECT, INSERT, UPDATE (taken_back_at)",
        portal_writes=MY_DUTY,
    )

    class Meta:
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "due_on"],
                condition=Q(taken_back_at=None),
                name="a_due_day_is_met_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Done on {self.done_on}"

    @property
    def was_late(self) -> bool:
        return self.done_on > self.due_on
