"""The files people bring, and the shelves that their bill lines stand on."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.importers import IN_WORDS
from billing_audit.bills.querysets import BillFileQuerySet
from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class LineShelf(TenantModel):
    """A partition of the line table.

    Each client has one shared shelf; a large import fills a shelf of its own,
    which is loaded without indexes and attached when it is whole.
    """

    is_shared = models.BooleanField(default=True)

    # A query of lines names the shelves, so that no other client's are looked at.
    wall = Wall(portal="SELECT (id, client_id)")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=models.Q(is_shared=True),
                name="one_shared_shelf_per_client",
            )
        ]

    def __str__(self) -> str:
        return f"shelf {self.pk}"


class BillFile(models.Model):
    """A file somebody brought, from arrival to its bill lines.

    received -> waiting -> importing -> imported | partial | rejected
    imported | partial -> undone -> received
    importing -> draft -> importing
    ``waiting`` means that nobody knows yet whose bill it is; ``partial`` that
    some invoices were refused whole and the others loaded; ``undone`` that all
    it brought was taken out again, and its bytes are kept; ``draft`` that it
    was read from paper and somebody has to look before it counts.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        WAITING = "waiting", "Waiting for its client"
        IMPORTING = "importing", "Importing"
        DRAFT = "draft", "Waiting for confirmation"
        IMPORTED = "imported", "Imported"
        PARTIAL = "partial", "Partly imported"
        REJECTED = "rejected", "Rejected"
        UNDONE = "undone", "Undone"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("name as uploaded", max_length=255)
    sha256 = models.CharField(max_length=64)
    shelf = models.ForeignKey(LineShelf, on_delete=models.PROTECT, null=True, related_name="+")
    format = models.CharField(max_length=20, blank=True)
    #: Which of the practice's profiles read it, and what that, or a shipped one, is called.
    profile = models.ForeignKey(
        "billing_audit.BillProfile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    profile_title = models.CharField(max_length=120, blank=True, db_default="")
    #: Whose bills it holds, in words, as soon as it is recognised.
    carriers = models.CharField(max_length=200, blank=True, db_default="")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    error = models.TextField(blank=True)
    #: Refused as a table that no profile knows: somebody may map its columns.
    is_unmapped = models.BooleanField(default=False, db_default=False)
    warnings = models.JSONField(default=list)
    #: Whose it says it is: carrier and account numbers, kept while nobody knows the client.
    accounts = models.JSONField(default=list)
    rows_total = models.BigIntegerField(null=True)
    rows_read = models.BigIntegerField(default=0)
    invoice_count = models.PositiveIntegerField(default=0)
    line_count = models.BigIntegerField(default=0)
    rejected_lines = models.BigIntegerField(default=0)
    #: Invoices left out whole, because a row of theirs was refused.
    refused_invoices = models.PositiveIntegerField(default=0, db_default=0)
    #: Billing accounts that this import opened.
    opened_accounts = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    #: How often an import was begun; one that keeps killing its worker is given up.
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = BillFileQuerySet.as_manager()

    # The portal reads when a bill came in, to say whether it was audited since.
    wall = Wall(portal="SELECT (id, client_id, finished_at)", unclaimed_by="brought_by_id")

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "sha256"],
                condition=~models.Q(state__in=["rejected", "undone"]),
                name="the_same_bytes_are_loaded_once",
            )
        ]
        indexes = [models.Index(fields=["client", "-brought_at"], name="bill_files_by_arrival")]

    def __str__(self) -> str:
        return self.name

    @property
    def format_in_words(self) -> str:
        return IN_WORDS.get(self.format, self.format)

    @property
    def shown_state(self) -> str:
        """A draft of a bill waits for somebody, which drafts of other things do not."""
        return "draft_bill" if self.state == self.State.DRAFT else self.state

    @property
    def is_in_flight(self) -> bool:
        return self.state in (self.State.RECEIVED, self.State.IMPORTING)
