"""Time spent for clients: entries in the book, what was said about them, running timers."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from clients.agreements.models import Project
from clients.people.models import Client, User
from clients.work.querysets import EntryQuerySet
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet

#: Hours are kept to a hundredth; a day has no more than 24 of them.
HOURS = {"max_digits": 7, "decimal_places": 2}


class Mode(models.TextChoices):
    """What part we take in the work; over a retainer it should move down this list."""

    DO = "do", "Do"
    TRAIN = "train", "Train"
    ADVISE = "advise", "Advise"
    OVERSEE = "oversee", "Oversee"


class WorkEntry(TenantModel):
    """Time somebody of the practice spent on a project on one day, in words a client can read.

    draft -> submitted -> approved -> agreed -> closed
                             |  ^        |
                             v  |        v
                           questioned <--+

    An approved entry has what it charges; until it is closed it can be sent back.
    A closed one stands in a month's statement, and the database lets nobody change it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        APPROVED = "approved", "Approved"
        AGREED = "agreed", "Agreed by the client"
        QUESTIONED = "questioned", "Questioned by the client"
        CLOSED = "closed", "Closed"

    #: States whose hours count against the retainer and which the client sees.
    COUNTED = (State.APPROVED, State.AGREED, State.QUESTIONED, State.CLOSED)
    #: States in which the person who worked may still change the entry.
    OPEN = (State.DRAFT, State.SUBMITTED)

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="work_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="entries")
    consultant = models.ForeignKey(User, on_delete=models.PROTECT, related_name="work_entries")
    worked_on = models.DateField()
    hours = models.DecimalField(
        "hours worked",
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(24)],
        **HOURS,
    )
    unbilled = models.DecimalField(
        "of these not billable",
        default=Decimal(0),
        db_default=Decimal(0),
        validators=[MinValueValidator(0)],
        **HOURS,
    )
    text = models.CharField("what was done", max_length=500)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ADVISE, db_default="advise")
    #: What the line was logged about, such as #R-12, and the page it was logged from.
    reference = models.CharField(max_length=40, blank=True, db_default="")
    origin = models.CharField(max_length=200, blank=True, db_default="", editable=False)
    #: Where an entry was taken over from: an event of a calendar, a row of another system.
    source_key = models.CharField(max_length=200, blank=True, db_default="", editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_default="draft")
    logged_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    #: Billable hours after rounding, the hourly rate and where it comes from: set at approval.
    charged = models.DecimalField("hours charged", null=True, editable=False, **HOURS)
    rate = models.DecimalField(max_digits=18, decimal_places=2, null=True, editable=False)
    rate_source = models.CharField(max_length=200, blank=True, db_default="", editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    # A client user agrees to an entry or questions it, and changes nothing else.
    wall = Wall(
        portal="SELECT, UPDATE (state, agreed_at)",
        portal_rows="state NOT IN ('draft', 'submitted')",
    )

    class Meta:
        verbose_name_plural = "work entries"
        ordering = ["-worked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=24), name="a_day_has_24_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(unbilled__gte=0, unbilled__lte=models.F("hours")),
                name="no_more_is_unbilled_than_was_worked",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "submitted"])
                | models.Q(charged__isnull=False, approved_at__isnull=False),
                name="what_is_approved_says_what_it_charges",
            ),
            models.UniqueConstraint(
                fields=["client", "source_key"],
                condition=~models.Q(source_key=""),
                name="nothing_is_taken_over_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-worked_on", "-id"], name="work_of_a_client_by_day"),
            models.Index(fields=["-worked_on", "-id"], name="work_by_day"),
            models.Index(
                fields=["consultant", "worked_on"],
                condition=models.Q(state__in=["draft", "submitted"]),
                name="work_to_approve",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="a_work_entry_goes_from_hand_to_hand",
                field="state",
                transitions=[
                    ("draft", "submitted"),
                    ("draft", "approved"),
                    ("submitted", "draft"),
                    ("submitted", "approved"),
                    ("approved", "draft"),
                    ("approved", "agreed"),
                    ("approved", "questioned"),
                    ("approved", "closed"),
                    ("agreed", "questioned"),
                    ("agreed", "closed"),
                    ("questioned", "approved"),
                    ("questioned", "agreed"),
                    ("questioned", "draft"),
                ],
            ),
            pgtrigger.Protect(
                name="closed_work_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h on {self.project}, {self.worked_on:%Y-%m-%d}"

    @property
    def billable(self) -> Decimal:
        """Hours that may be charged, before rounding."""
        return self.hours - self.unbilled

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class EntryRemark(TenantModel):
    """What a client asked about an entry, or what we answered; never changed.

    An internal one says why the entry was sent back; no client ever reads it.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(WorkEntry, on_delete=models.CASCADE, related_name="remarks")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    is_internal = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, DELETE", portal="SELECT, INSERT", portal_rows="NOT is_internal"
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class Timer(TenantModel):
    """A clock on a project, one per person; once stopped it waits to be logged as an entry."""

    #: Nobody works that long at one thing: who lets a clock run so long has forgotten it.
    FORGOTTEN = timedelta(hours=10)

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    consultant = models.OneToOneField(User, on_delete=models.CASCADE, related_name="timer")
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    text = models.CharField("what you are doing", max_length=500, blank=True)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ADVISE)
    reference = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=200, blank=True)

    objects = TenantQuerySet.as_manager()

    wall = Wall()

    def __str__(self) -> str:
        return f"{self.consultant} on {self.project} since {self.started_at:%H:%M}"

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None

    @property
    def until(self) -> datetime:
        return self.stopped_at or timezone.now()

    @property
    def ran(self) -> timedelta:
        return self.until - self.started_at

    @property
    def hours(self) -> Decimal:
        """What it measured, to the whole minute."""
        minutes = (Decimal(int(self.ran.total_seconds())) / 60).to_integral_value(ROUND_HALF_UP)
        return (minutes / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def day(self) -> date:
        """The day it was started on, where the practice is."""
        return timezone.localdate(self.started_at)

    @property
    def is_forgotten(self) -> bool:
        """Whether it ran past midnight or longer than anybody works at one thing."""
        return self.ran > self.FORGOTTEN or timezone.localdate(self.until) != self.day
