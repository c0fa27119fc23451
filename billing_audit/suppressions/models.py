"""The rules that suppress findings, and until when."""

from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from billing_audit.bills.models import BilledService, ChargeCode
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet

Reason = FindingDecision.Reason


class SuppressionQuerySet(TenantQuerySet):
    """Rules that suppress findings."""

    def in_force(self) -> "SuppressionQuerySet":
        return self.filter(lifted_at__isnull=True)

    def lifted(self) -> "SuppressionQuerySet":
        return self.filter(lifted_at__isnull=False)


class Suppression(TenantModel):
    """What a check finds on one cause, service or account is no error, up to a month.

    in force -> lifted by a person, which brings back what it suppressed.  The bills
    after its last month are claimed again by themselves.
    """

    class Reason(models.TextChoices):
        """Of the reasons why a finding is false those that will be true again."""

        CONTRACT_ALLOWS = Reason.CONTRACT_ALLOWS.value, Reason.CONTRACT_ALLOWS.label
        INTENDED = Reason.INTENDED.value, Reason.INTENDED.label
        DATA_WRONG = Reason.DATA_WRONG.value, Reason.DATA_WRONG.label
        OTHER = Reason.OTHER.value, Reason.OTHER.label

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="suppressions")
    check_code = models.CharField(max_length=8)
    #: What it covers: one cause, or all the check finds on a service or an account, there
    #: perhaps of one charge code only.
    cause = models.CharField(max_length=120, blank=True)
    billed_service = models.ForeignKey(
        BilledService, on_delete=models.PROTECT, null=True, related_name="+"
    )
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, null=True, related_name="+"
    )
    charge_code = models.ForeignKey(
        ChargeCode, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The same in words: ``charge PORT100 on account 315-200``.
    covering = models.CharField(max_length=300)
    #: The month of the last bills it covers.
    until = models.DateField()
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.TextField()
    learned_from = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    #: What was decided with it, and is taken back with it.
    batch = models.UUIDField(editable=False, db_index=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.CharField(max_length=300, blank=True, default="")

    objects = SuppressionQuerySet.as_manager()

    # A rule is lifted, never rewritten: what it suppressed was suppressed by these words.
    wall = Wall(practice="SELECT, INSERT, UPDATE (lifted_by_id, lifted_at, lifted_why)")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("client", "check_code", "cause"),
                    *("billed_service", "account", "charge_code"),
                ],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="one_rule_in_force_for_the_same",
            ),
            models.CheckConstraint(
                condition=~Q(cause="") | Q(billed_service__isnull=False) | Q(account__isnull=False),
                name="a_rule_covers_a_cause_a_service_or_an_account",
            ),
            models.CheckConstraint(condition=Q(until__day=1), name="a_rule_covers_whole_months"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_by__isnull=False),
                name="somebody_lifted_a_lifted_rule",
            ),
        ]
        indexes = [models.Index(F("client"), F("id").desc(), name="suppressions_by_age")]

    def __str__(self) -> str:
        return f"{self.check_code} on {self.covering}"

    @property
    def of_check(self) -> type[Check]:
        return check_of(self.check_code)

    @property
    def state(self) -> str:
        """In force, ended by its last month, or lifted."""
        if self.lifted_at:
            return "lifted"
        return "in_force" if self.until >= timezone.localdate().replace(day=1) else "ended"

    def covers(self, month: date) -> bool:
        return month <= self.until
