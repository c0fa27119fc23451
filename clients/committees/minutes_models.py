"""Minutes with the word of both sides, and the pack a meeting is prepared with."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from clients.committees.meeting_models import CommitteeMeeting
from clients.committees.querysets import MinutesQuerySet, PackQuerySet
from clients.committees.walls import (
    MAY_APPROVE,
    MAY_OBJECT,
    OF_A_MEETING,
    OF_OFFERED,
    OFFERED,
    STAYS,
)
from clients.files.models import StoredFile
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Minutes(TenantModel):
    """What was said and agreed in a meeting.

    draft -> offered -> approved
      ^---------'
    Whoever offers them approves them for the partner's side; ``record`` then freezes who came,
    what came of each item and what was taken on, and the client approves exactly that.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OFFERED = "offered", "Waiting for the client"
        APPROVED = "approved", "Approved"

    meeting = models.OneToOneField(
        CommitteeMeeting, on_delete=models.PROTECT, related_name="minutes"
    )
    text = models.TextField("what was said", blank=True)
    record = models.JSONField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    #: Who approved for the partner's side: of a carrier, somebody who does not sign in.
    approved_for_partner = models.CharField(max_length=120, blank=True, editable=False)
    offered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    offered_at = models.DateTimeField(null=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT", portal_rows=OFFERED)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    offered_at=None,
                    offered_by=None,
                    record=None,
                    sha256="",
                    approved_for_partner="",
                )
                | Q(offered_at__isnull=False, offered_by__isnull=False, record__isnull=False)
                & ~Q(sha256="")
                & ~Q(approved_for_partner=""),
                name="offered_minutes_are_frozen",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_minutes_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    @property
    def state(self) -> str:
        if self.offered_at is None:
            return self.State.DRAFT
        return self.State.APPROVED if hasattr(self, "approval") else self.State.OFFERED


class MinutesApproval(TenantModel):
    """The client's word that minutes are right; nobody of the practice can write it."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="approval")
    #: Of the record that was approved.
    sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT",
        portal="SELECT, INSERT",
        portal_rows=OF_OFFERED,
        portal_writes=MAY_APPROVE,
    )

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="an_approval_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, approved"


class MinutesObjection(TenantModel):
    """What somebody of the client found wrong in minutes that were offered."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="objections")
    sha256 = models.CharField(max_length=64)
    words = models.TextField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT",
        portal="SELECT, INSERT",
        portal_rows=OF_OFFERED,
        portal_writes=MAY_OBJECT,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class MeetingPack(TenantModel):
    """What a meeting is prepared with, frozen as it stood; a newer one takes its place."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    #: Since when the people of the committee have it.
    sent_at = models.DateTimeField(null=True)

    objects = PackQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows=f"{OF_A_MEETING} AND sent_at IS NOT NULL",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="packs_are_numbered")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_figures_of_a_pack_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (NEW.figures, NEW.sha256, NEW.meeting_id, NEW.number)
                        IS DISTINCT FROM (OLD.figures, OLD.sha256, OLD.meeting_id, OLD.number)
                    THEN
                        RAISE EXCEPTION 'a pack stays as it was frozen'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"Pack {self.number} of {self.meeting}"
