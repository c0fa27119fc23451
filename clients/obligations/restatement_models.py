"""What each party understands an obligation to mean, and whether that is the same."""

from django.db import models
from django.db.models import Q

from clients.issues.models import Issue
from clients.obligations.models import ME, Obligation
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Restatement(TenantModel):
    """An obligation in one party's own words; written anew, never changed."""

    class Side(models.TextChoices):
        US = "us", "We"
        CLIENT = "client", "The client"

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="restatements"
    )
    side = models.CharField(max_length=6, choices=Side)
    words = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_writes=f"side = 'client' AND written_by_id = {ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_restatement_says_something")
        ]

    def __str__(self) -> str:
        return self.words


class Verdict(TenantModel):
    """An owner compared two restatements: they mean the same, or an issue tells the difference."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="verdicts")
    ours = models.ForeignKey(Restatement, on_delete=models.PROTECT, related_name="+")
    theirs = models.ForeignKey(Restatement, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField()
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="+")
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT", portal="SELECT, INSERT", portal_writes=f"judged_by_id = {ME}"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ours", "theirs"], name="two_restatements_meet_once"),
            models.CheckConstraint(
                condition=Q(is_same=True, issue__isnull=True)
                | Q(is_same=False, issue__isnull=False),
                name="what_is_understood_differently_is_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return "The same" if self.is_same else "Different"
