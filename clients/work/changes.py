"""Acts on several entries at once, kept with what was there before so that they can be undone."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet


class BulkChange(TenantModel):
    """What one act did to a client's entries; the rows of one act share its ``act``.

    ``before`` and ``after`` are the entries as they were and as the act left them,
    whole rows each: what stands only in ``before`` was deleted, what stands only in
    ``after`` was made.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    act = models.UUIDField(db_index=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(auto_now_add=True)
    sentence = models.CharField(max_length=300)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    objects = TenantQuerySet.as_manager()

    # What was done stays on record; only that it was undone is added.
    wall = Wall(practice="SELECT, INSERT, UPDATE (undone_at)")

    class Meta:
        ordering = ["-done_at"]
        constraints = [
            models.UniqueConstraint(fields=["act", "client"], name="one_row_per_act_and_client")
        ]

    def __str__(self) -> str:
        return self.sentence
