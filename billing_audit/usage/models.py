"""Usage as it arrived and as it was understood: files, records, rows that could not be read."""

from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from billing_audit.bills.models import AMOUNT, BilledService
from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel


class OwnLayout(models.Model):
    """How a carrier writes usage down, as somebody of the practice said it; see ``layouts``.

    A changed layout is a new version; files remember which read them.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    layout = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    wall = OpenTable(
        "a carrier writes usage the same way for all clients",
        staff="SELECT, INSERT",
        worker="SELECT, INSERT",
    )

    class Meta:
        verbose_name = "usage layout"
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"], name="one_usage_layout_per_name_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class UsageFile(TenantModel):
    """A file of call or usage records, from arrival to its records.

    received -> importing -> imported | partial | rejected, imported | partial -> undone
    ``partial`` means that some rows could not be read; the others are there.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        IMPORTING = "importing", "Importing"
        IMPORTED = "imported", "Imported"
        PARTIAL = "partial", "Partly imported"
        REJECTED = "rejected", "Rejected"
        UNDONE = "undone", "Undone"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="usage_files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("name as uploaded", max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    #: The layout it was read by: its name and what people call it.
    layout = models.CharField(max_length=80, blank=True)
    layout_title = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    rows_total = models.BigIntegerField(null=True)
    rows_read = models.BigIntegerField(default=0, db_default=0)
    row_count = models.BigIntegerField(default=0)
    record_count = models.BigIntegerField(default=0)
    #: Records that an earlier file brought already, by the carrier's own number.
    known_count = models.BigIntegerField(default=0)
    rejected_rows = models.BigIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    wall = Wall(portal="")

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "sha256"],
                condition=~models.Q(state__in=("rejected", "undone")),
                name="the_same_usage_is_loaded_once",
            )
        ]
        indexes = [models.Index(fields=["client", "-brought_at"], name="usage_files_by_arrival")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_flight(self) -> bool:
        return self.state in (self.State.RECEIVED, self.State.IMPORTING)


class UsageRecord(TenantModel):
    """One call, message or session of one service, as its carrier wrote it down."""

    class Kind(models.TextChoices):
        VOICE = "voice", "Call"
        SMS = "sms", "Message"
        DATA = "data", "Data"
        OTHER = "other", "Other"

    class Direction(models.TextChoices):
        UNKNOWN = "", "Not told"
        IN = "in", "Incoming"
        OUT = "out", "Outgoing"

    usage_file = models.ForeignKey(UsageFile, on_delete=models.CASCADE, related_name="records")
    billed_service = models.ForeignKey(
        BilledService, on_delete=models.PROTECT, related_name="usage"
    )
    started_at = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=Kind)
    direction = models.CharField(max_length=3, choices=Direction, blank=True)
    other_party = models.CharField(max_length=80, blank=True)
    destination = models.CharField(max_length=120, blank=True)
    #: In seconds.
    duration = models.DecimalField(null=True, max_digits=14, decimal_places=3)
    quantity = models.DecimalField(null=True, **AMOUNT)
    unit = models.CharField(max_length=20, blank=True)
    #: What the carrier charges for it, credits negative; ``None`` where it says nothing.
    amount = models.DecimalField(null=True, **AMOUNT)
    currency = models.CharField(max_length=3, blank=True)
    #: The carrier's own number of the record.
    record_id = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=80, blank=True)
    source_row = models.BigIntegerField()

    wall = Wall(portal="")

    class Meta:
        indexes = [
            models.Index(fields=["usage_file", "started_at", "id"], name="usage_of_a_file"),
            models.Index(
                fields=["client", "billed_service", "started_at"], name="usage_of_a_service"
            ),
            models.Index(
                fields=["client", "record_id"],
                condition=~models.Q(record_id=""),
                name="usage_by_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.started_at:%Y-%m-%d %H:%M}"


class UsageIssue(TenantModel):
    """A cell that could not be read: where it stands, what it says, why it was refused."""

    usage_file = models.ForeignKey(UsageFile, on_delete=models.CASCADE, related_name="issues")
    row = models.BigIntegerField(null=True)
    column = models.CharField(max_length=80)
    value = models.TextField()
    reason = models.CharField(max_length=300)

    wall = Wall(portal="")

    class Meta:
        ordering = ["usage_file", "row", "pk"]
        indexes = [models.Index(fields=["usage_file", "row", "id"], name="issues_of_usage")]

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.reason}"
