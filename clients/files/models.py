"""Stored files: random names on disk, served only through a view that asks who is there."""

import uuid
from pathlib import PurePath

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now

from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet


def random_path(instance: "StoredFile", name: str) -> str:
    """Where the bytes go: nothing of the uploaded name but a plain extension survives."""
    suffix = PurePath(name).suffix.lower()
    plain = suffix if suffix[1:].isalnum() and len(suffix) <= 6 else ""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}{plain}"


class StoredFile(models.Model):
    """The bytes of one file, with what they are and whose they are.

    The client of a bill that was just dropped is not known yet; until it is,
    only the person who brought the file sees it.
    """

    class Kind(models.TextChoices):
        BILL = "bill", "Carrier bill"
        CONTRACT = "contract", "Contract document"
        REPORT = "report", "Monthly report"
        PHOTO = "photo", "Photo of somebody"
        PAPER = "paper", "Certificate"
        EXPORT = "export", "Everything a client owns"
        IMPORT = "import", "Export of another system"
        STATEMENT = "statement", "Monthly statement"
        DISPUTE = "dispute", "Paper of a dispute"
        PLAYBOOK = "playbook", "Playbook of a relationship"
        RENEWAL = "renewal", "Renewal pack"
        PACK = "pack", "Pack of a meeting"
        REQUEST = "request", "Request for proposal"
        PROPOSAL = "proposal", "Proposal of several providers"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField("name as uploaded", max_length=255)
    content = models.FileField(upload_to=random_path, max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    shared_with_client = models.BooleanField(default=False, editable=False)
    #: The request for proposal (its key) whose bidders may all read it.
    shared_with_bidders_of = models.BigIntegerField(null=True, editable=False)
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    objects = TenantQuerySet.as_manager()

    wall = Wall(
        portal="SELECT",
        portal_rows="shared_with_client",
        unclaimed_by="stored_by_id",
        bidder="SELECT",
        bidder_rows="shared_with_bidders_of = (SELECT app.rfp())",
    )

    class Meta:
        indexes = [models.Index(fields=["client", "sha256"], name="stored_file_by_content")]

    def __str__(self) -> str:
        return self.name


class ClientExport(TenantModel):
    """Somebody asked for everything a client owns; a worker packs it into one archive.

    waiting -> packing -> ready | failed
    Of each reader the newest ready one is kept.
    """

    class Reader(models.TextChoices):
        PRACTICE = "practice", "The practice"
        CLIENT = "client", "The client"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a worker"
        PACKING = "packing", "Being packed"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="exports")
    #: The client's own archive leaves out what only the practice reads.
    reader = models.CharField(max_length=8, choices=Reader)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=120, blank=True, db_default="")
    archive = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    #: When a worker last told how far it is.
    told_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)

    wall = Wall(portal="SELECT, INSERT", portal_rows="reader = 'client'")

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"Export of {self.client}"

    @property
    def is_in_flight(self) -> bool:
        return self.state in (self.State.WAITING, self.State.PACKING)
