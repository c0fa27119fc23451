"""A document that came back, each of its changes, and what we think of them."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from clients.files.models import StoredFile
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.issuing.models import IssuedVersion


class ReturnedDocument(TenantModel):
    """Two documents that were compared: what we sent, and what came back of it."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    #: Without a request it is a contract or a statement of work of its own.
    rfp = models.ForeignKey(
        Rfp, on_delete=models.PROTECT, null=True, related_name="returned_documents"
    )
    version = models.ForeignKey(
        IssuedVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sender = models.CharField("who sent it back", max_length=120)
    issued = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    returned = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    redline = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    compared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-compared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version=None) | Q(rfp__isnull=False),
                name="an_issued_version_is_of_a_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.returned.name} from {self.sender}"


class ReturnedChange(TenantModel):
    """One difference; what was found stays, what we think of it may change."""

    class Kind(models.TextChoices):
        CHANGED = "changed", "Changed"
        INSERTED = "inserted", "Inserted"
        DELETED = "deleted", "Deleted"
        MOVED = "moved", "Moved"
        FORMATTING = "formatting", "Other looks"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "turned_down", "Refused"
        TO_CONFIRM = "to_confirm", "To be confirmed"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    document = models.ForeignKey(ReturnedDocument, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    part = models.CharField("part of the document", max_length=10)
    place = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    is_disclosed = models.BooleanField("tracked")
    state = models.CharField(max_length=11, choices=State, default=State.OPEN)
    note = models.TextField(blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE (state, note, judged_by_id, judged_at)")

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="changes_of_a_document_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(state="open", judged_by=None)
                | ~Q(state="open") & Q(judged_by__isnull=False),
                name="who_judges_a_returned_change_is_known",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="what_came_back_stays",
                fields=[
                    *("document", "number", "kind", "part", "place", "before", "after"),
                    "is_disclosed",
                ],
            )
        ]

    def __str__(self) -> str:
        return f"Change {self.number}, {self.part}, {self.place}"

    @property
    def where(self) -> str:
        """Part and place, each said once."""
        return self.place if self.place.startswith(self.part) else f"{self.part}, {self.place}"

    @property
    def label(self) -> str:
        """The word for whether the sender showed it."""
        return "tracked" if self.is_disclosed else "untracked"
