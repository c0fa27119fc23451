"""An audit run and what each check did in it.  The rows own the work; Redis only wakes workers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import Now

from billing_audit.findings.models import MONEY
from billing_audit.runs.querysets import AuditRunQuerySet, RunStepQuerySet
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class AuditRun(TenantModel):
    """One audit of a client's bills.

    queued -> running -> complete | failed | cancelled
    Workers share it step by step; ``lease.py`` has the rules, and every time is
    the database's.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        RUNNING = "running", "Running"
        COMPLETE = "complete", "Complete"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    LIVE = (State.QUEUED, State.RUNNING)
    #: Workers may end this often over one step before it is the run that fails.
    MOST_ATTEMPTS = 5

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="runs")
    #: First days of the first and last month audited; null means from the first, to the last.
    month_from = models.DateField(null=True)
    month_to = models.DateField(null=True)
    #: Of an audit of changed months: just these of the months between the two.
    months = ArrayField(models.DateField(), default=list, db_default=[])
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    #: Until when whoever works on it may be silent; of a queued run, until when the worker that
    #: was told of it may take to begin.
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    error = models.TextField(blank=True)

    #: What the run looked at: counts and versions of bills, rates, inventory.
    data_versions = models.JSONField(default=dict)
    #: The client's own tolerances and thresholds that it compares with, by check and name.
    tuned = models.JSONField(default=dict)
    lines = models.BigIntegerField(default=0)
    findings = models.PositiveIntegerField(default=0)
    #: In the client's own currency.
    recoverable = models.DecimalField(default=0, **MONEY)
    annualised = models.DecimalField(default=0, **MONEY)

    objects = AuditRunQuerySet.as_manager()

    # The advice on a bill says whether it was audited; of an audit the portal reads no more.
    wall = Wall(portal="SELECT (id, client_id, state, month_from, month_to, months, queued_at)")

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
    def is_of_all_bills(self) -> bool:
        return not (self.months or self.month_from or self.month_to)

    @property
    def doing(self) -> list[str]:
        """What is being done now, in words for the progress panel."""
        doing = self.steps.filter(state=RunStep.State.DOING) if self.is_live else self.steps.none()
        return [step.words for step in doing]

    @property
    def takeovers(self) -> int:
        """How often another worker had to go on with a step."""
        begun = self.steps.filter(fence__gt=1).aggregate(fences=Sum(F("fence") - 1))
        return begun["fences"] or 0


class RunStep(TenantModel):
    """A part of a run, done in one transaction by one worker.

    waiting -> doing -> done, doing -> waiting
    A worker holds it by its ``fence`` until ``lease_until``; whoever takes an
    expired step over raises the fence, and from then on the first worker can
    write nothing more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DOING = "doing", "Being done"
        DONE = "done", "Done"

    run = models.ForeignKey(AuditRun, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    #: Steps of one phase may be done side by side.
    phase = models.PositiveSmallIntegerField()
    #: The codes of its checks; a worker that plans others begins the run anew.
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = RunStepQuerySet.as_manager()

    class Meta:
        ordering = ["run", "place"]
        constraints = [
            models.UniqueConstraint(fields=["run", "place"], name="one_step_per_place_in_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.get_state_display().lower()}"


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
