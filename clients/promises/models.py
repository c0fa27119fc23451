"""Promises: what a carrier, the client or the practice said would be done."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.issues.models import Issue
from clients.people.models import Client, User
from clients.promises.querysets import PromiseQuerySet
from clients.telecom.models import Carrier
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Promise(TenantModel):
    """Somebody's word, where it is written, and what proves that it was kept or broken.

    open -> kept | broken; judged again when something else comes out.
    """

    class State(models.TextChoices):
        OPEN = "open", "To be kept"
        KEPT = "kept", "Kept"
        BROKEN = "broken", "Broken"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="promises")
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    promised_by = models.CharField(
        "who promised", max_length=160, help_text="Name and office, such as Ann Lee, account team."
    )
    words = models.TextField("what was promised", help_text="In their own words.")
    written_in = models.CharField(
        "where it is written",
        max_length=200,
        help_text="The document and page, or the mail and its date.",
    )
    promised_on = models.DateField("promised on")
    due_on = models.DateField("to be kept by", null=True, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN, editable=False)
    evidence = models.TextField("what proves it", blank=True, editable=False)
    judged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    judged_at = models.DateTimeField(null=True, editable=False)
    #: What was raised because it was broken.
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = PromiseQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", judged_at__isnull=True, evidence="")
                | ~Q(state="open") & ~Q(evidence="") & Q(judged_at__isnull=False),
                name="a_promise_is_judged_by_evidence",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("promised_on")),
                name="a_promise_is_kept_after_it_is_made",
                violation_error_message="A promise is not due before it is made.",
            ),
        ]
        indexes = [models.Index(fields=["client", "state", "due_on"], name="promises_by_state")]

    def __str__(self) -> str:
        return f"{self.promised_by}: {self.words}"

    @property
    def shown(self) -> str:
        """Its state on a page, where an open one whose day is over says so."""
        is_over = self.due_on is not None and self.due_on < timezone.localdate()
        return "past_due" if self.state == self.State.OPEN and is_over else self.state
