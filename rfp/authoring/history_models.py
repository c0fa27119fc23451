"""Who changed what in a request, what is attached to it, and what the linter was told to leave."""

from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp


class PieceChange(TenantModel):
    """One save of one piece: its content then, from which it can be brought back."""

    class Act(models.TextChoices):
        MADE = "made", "Written"
        CHANGED = "changed", "Changed"
        MOVED = "moved", "Moved"
        REMOVED = "removed", "Removed"
        RESTORED = "restored", "Brought back"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="changes")
    #: The piece as R-014: its letter and number, which outlive it.
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    act = models.CharField(max_length=8, choices=Act)
    #: The piece after the change; of what was removed, the piece before.
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["rfp", "letter", "number", "-at"], name="changes_of_a_piece_by_age"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.code}"

    @property
    def code(self) -> str:
        return f"{self.letter}-{self.number:03}"


class RfpAppendix(TenantModel):
    """A table of the client's own data as it stood on a day, for bidders to reckon with."""

    class Kind(models.TextChoices):
        SITES = "sites", "Sites"
        SERVICES = "services", "Services"
        SPEND = "spend", "Spend by month"
        USAGE = "usage", "Usage by month"
        CONTRACTS = "contracts", "Contracts and their ends"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="appendices")
    kind = models.CharField(max_length=10, choices=Kind)
    taken_at = models.DateTimeField(auto_now=True)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: {"head": [...], "rows": [[...]], "note": "..."}: what was on file then.
    table = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["rfp", "kind"], name="an_appendix_of_each_kind_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class LintPass(TenantModel):
    """Words that a rule of the linter shall leave alone in a piece, and why."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="passes")
    rule = models.CharField(max_length=6)
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=300)
    because = models.CharField("why it may stay", max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rule", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rfp", "rule", "letter", "number", "words"],
                name="words_are_let_pass_once",
            ),
            models.CheckConstraint(condition=~models.Q(because=""), name="what_may_stay_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}"
