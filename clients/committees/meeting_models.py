"""Meetings of committees: their agenda, who came, and what somebody took on."""

from datetime import datetime, timedelta

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.committees.models import Committee, CommitteeSeat
from clients.committees.querysets import ActionQuerySet, MeetingQuerySet, OfMeetings
from clients.committees.walls import (
    ME,
    MY_ACTION,
    OF_A_COMMITTEE,
    OF_A_MEETING,
    OF_A_PLANNED,
    OF_A_TOLD,
)
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class CommitteeMeeting(TenantModel):
    """One meeting of a committee.

    planned -> held
       ^---------'
       '---> called_off, and back
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CALLED_OFF = "called_off", "Called off"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    #: The day the cadence gave; none of a meeting beyond it.
    due_on = models.DateField(null=True, editable=False)
    starts_at = models.DateTimeField("begins")
    lasts = models.PositiveSmallIntegerField(
        "minutes", validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED, editable=False)
    #: Why it was called off, which both sides read.
    because = models.CharField(max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=OF_A_COMMITTEE)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "due_on"], name="a_day_of_the_cadence_is_planned_once"
            ),
            models.CheckConstraint(
                condition=Q(state="called_off") | Q(because=""),
                name="only_what_was_called_off_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "-starts_at", "-id"], name="meetings_latest_first"),
            models.Index(fields=["client", "starts_at"], name="meetings_of_a_client"),
        ]

    def __str__(self) -> str:
        return f"{self.committee} of {timezone.localdate(self.starts_at):%Y-%m-%d}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.lasts)

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()


class AgendaItem(TenantModel):
    """Something a meeting deals with, and what came of it."""

    class Kind(models.TextChoices):
        DECISION = "decision", "Decision needed"
        INFORMATION = "information", "Information"
        ACTION = "action", "Work to share out"
        ISSUE = "issue", "Issue"
        TRAINING = "training", "Training"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.INFORMATION)
    title = models.CharField("what about", max_length=200)
    outcome = models.TextField("what came of it", blank=True)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = OfMeetings.as_manager()

    # Both sides bring things up; what came of them the minutes say.
    wall = Wall(
        portal="SELECT, INSERT",
        portal_rows=OF_A_MEETING,
        portal_writes=f"brought_by_id = {ME} AND outcome = '' AND {OF_A_PLANNED}",
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_items_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(TenantModel):
    """Whether the holder of a seat came to a meeting, or whom they sent."""

    meeting = models.ForeignKey(
        CommitteeMeeting, on_delete=models.PROTECT, related_name="attendances"
    )
    seat = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="attendances")
    came = models.BooleanField()
    stand_in = models.CharField(max_length=120, blank=True)

    objects = OfMeetings.as_manager()

    # Who came the client reads once the minutes say so.
    wall = Wall(portal="SELECT", portal_rows=OF_A_TOLD)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], name="a_seat_attends_a_meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(came=False) | Q(stand_in=""), name="who_came_sent_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} at {self.meeting}"


class CommitteeAction(TenantModel):
    """What the holder of a seat took on; open, it comes up again in every meeting."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="actions")
    raised_in = models.ForeignKey(
        CommitteeMeeting, on_delete=models.PROTECT, related_name="actions", editable=False
    )
    #: The day of that meeting: its age counts from there.
    raised_on = models.DateField(editable=False)
    what = models.CharField("what to do", max_length=240)
    owner = models.ForeignKey(CommitteeSeat, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField("due")
    done_on = models.DateField(null=True, editable=False)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    #: What came of it.
    words = models.CharField(max_length=240, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT, UPDATE (done_on, done_by_id, words)",
        portal_rows=OF_A_COMMITTEE,
        portal_writes=MY_ACTION,
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="what_is_done_was_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("raised_on")), name="an_action_is_due_after_its_meeting"
            ),
        ]
        indexes = [models.Index(fields=["client", "done_on", "due_on"], name="actions_open")]

    def __str__(self) -> str:
        return self.what

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()

    @property
    def shown(self) -> str:
        """Its state on a page."""
        if self.done_on:
            return "done"
        return "overdue" if self.is_overdue else "open"

    @property
    def age(self) -> int:
        """Days since it was taken on, until it was done."""
        return ((self.done_on or timezone.localdate()) - self.raised_on).days
