"""What arrived by itself, what was enclosed, and when we last looked for more."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.importers import IN_WORDS
from billing_audit.bills.models import BillFile
from billing_audit.inbox.querysets import ArrivalQuerySet
from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.tenancy import OpenTable, Wall


class Arrival(models.Model):
    """A mail, or a file laid into the drop folder.

    waiting | no_bill -> taken | set_aside -> (undone) waiting | no_bill
    ``client`` is whose it seems to be, until somebody takes it.  A mail that holds the bills of
    several clients is several arrivals, so that nobody meets another client's.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        NO_BILL = "no_bill", "No bill"
        TAKEN = "taken", "Taken"
        SET_ASIDE = "set_aside", "Set aside"

    class Way(models.TextChoices):
        MAIL = "mail", "Mail"
        FOLDER = "folder", "Drop folder"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    #: Why it seems to be theirs, or why nobody can tell.
    why = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=6, choices=Way)
    #: Of the message's own id and what is enclosed: the same mail arrives once.
    fingerprint = models.CharField(max_length=64, editable=False)
    part = models.PositiveSmallIntegerField(default=0, editable=False)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    #: Who wrote a forwarded mail first.
    author = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    excerpt = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    #: Why it is no bill.
    reason = models.CharField(max_length=500, blank=True)
    #: The member of the practice whose address the mail came from.
    sent_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ArrivalQuerySet.as_manager()

    # The sender's address proves nothing; whoever it names meets no more than what came from it.
    wall = Wall(unclaimed_by="sent_in_by_id")

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fingerprint", "part"], name="a_mail_arrives_once")
        ]
        indexes = [
            models.Index(fields=["state", "-arrived_at", "-id"], name="arrivals_by_state"),
            models.Index(fields=["author", "-arrived_at"], name="arrivals_by_author"),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    @property
    def is_open(self) -> bool:
        """Nobody has decided about it yet."""
        return self.state in (self.State.WAITING, self.State.NO_BILL)


class Enclosure(models.Model):
    """A file in an arrival, with what it was recognised as and whose it seems to be."""

    class Verdict(models.TextChoices):
        BILL = "bill", "Bill"
        PERHAPS = "perhaps", "Perhaps a bill"
        UNREAD = "unread", "Not recognised"
        KNOWN = "known", "Already loaded"
        NO_BILL = "no_bill", "No bill"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="enclosures")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    sent_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=20, blank=True)
    carrier = models.CharField(max_length=200, blank=True)
    #: Its account numbers are those of ``client``: no click makes it another's.
    is_certain = models.BooleanField(default=False)
    #: The bytes, as long as somebody may still take them.
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    bill_file = models.ForeignKey(BillFile, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ArrivalQuerySet.as_manager()

    wall = Wall(unclaimed_by="sent_in_by_id")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["client", "sha256"], name="enclosures_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def format_in_words(self) -> str:
        return IN_WORDS.get(self.format, self.format)


class Collection(models.Model):
    """When we last looked into the mailbox or the drop folder, and how that went."""

    way = models.CharField(max_length=6, choices=Arrival.Way, primary_key=True)
    #: Until then somebody is at it, unless it died.
    busy_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    wall = OpenTable(
        "when the practice's own mailbox was looked into",
        staff="SELECT",
        worker="SELECT, INSERT, UPDATE",
    )

    def __str__(self) -> str:
        return self.get_way_display()
