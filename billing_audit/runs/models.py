"""An audit run and what each check did in it.  The rows own the work; Redis only wakes workers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now

from billing_audit.findings.models import MONEY
from billing_audit.runs.querysets import AuditRunQuerySet
from clients.people.models import Client, User
from retainer.lib.tenancy.models import TenantModel


class AuditRun(TenantModel):
    """One audit of a client's bills.

    queued -> running -> complete | failed | cancelled
    A worker holds a run by its ``fence`` until ``lease_until``; whoever takes
    an expired run over raises the fence, and from then on the first worker can
    write nothing more.  ``lease.py`` has the rules; every time is the database's.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        RUNNING = "running", "Running"
        COMPLETE = "complete", "Complete"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    LIVE = (State.QUEUED, State.RUNNING)
    #: Workers may die this often over one step before it is the run that fails.
    MOST_ATTEMPTS = 5

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="runs")
    #: First days of the first and last month audited; null means from the first, to the last.
    month_from = models.DateField(null=True)
    month_to = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    fence = models.PositiveIntegerField(default=0)
    #: Takeovers since the run last got on; reset with every step that is finished.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Of a queued run: until when the worker that was told of it may take to begin.
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    #: The names of the steps; a worker that plans others begins anew.
    steps = ArrayField(models.CharField(max_length=40), default=list)
    next_step = models.PositiveSmallIntegerField(default=0)
    #: What is being done now, in words for the progress panel.
    doing = models.CharField(max_length=160, blank=True)
    error = models.TextField(blank=True)

    #: What the run looked at: counts and versions of bills, rates, inventory.
    data_versions = models.JSONField(default=dict)
    lines = models.BigIntegerField(default=0)
    findings = models.PositiveIntegerField(default=0)
    #: In the client's own currency.
    recoverable = models.DecimalField(default=0, **MONEY)
    annualised = models.DecimalField(default=0, **MONEY)

    objects = AuditRunQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_audit_in_flight_per_client",
            )
        ]
        indexes = [models.Index(fields=["client", "-queued_at"], name="runs_by_start")]

    def __str__(self) -> str:
        return f"Audit of {self.client}, {self.get_state_display().lower()}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def takeovers(self) -> int:
        """How often another worker had to go on with it."""
        return max(self.fence - 1, 0)


class CheckResult(TenantModel):
    """What one check did in one run."""

    class State(models.TextChoices):
        DONE = "done", "Done"
        CANNOT_CHECK = "cannot-check", "Cannot check"
        FAILED = "failed", "Failed"

    run = models.ForeignKey(AuditRun, on_delete=models.CASCADE, related_name="results")
    check_code = models.CharField(max_length=8)
    state = models.CharField(max_length=14, choices=State)
    #: Lines or invoices the check looked at.
    examined = models.BigIntegerField(default=0)
    occurrences = models.PositiveIntegerField(default=0)
    claimed = models.DecimalField(default=0, **MONEY)
    seconds = models.DecimalField(max_digits=10, decimal_places=3, default=0)
    needs = ArrayField(models.CharField(max_length=80), default=list)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["run", "check_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "check_code"], name="one_result_per_check_in_a_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_code}: {self.get_state_display()}"
