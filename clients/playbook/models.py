"""The playbook of a relationship: its draft, its versions, and who acknowledged each."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models

from clients.files.models import StoredFile
from clients.people.models import User
from clients.playbook.querysets import PlaybookVersionQuerySet
from clients.relationships.models import Relationship
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

ME = "(SELECT app.user_id('portal'))"
#: Twenty pages; whoever needs more links to it.
LONGEST = 40_000


def section(name: str, help_text: str) -> models.TextField:
    return models.TextField(
        name, blank=True, help_text=help_text, validators=[MaxLengthValidator(LONGEST)]
    )


class PlaybookDraft(TenantModel):
    """The texts of the next version, which the practice writes."""

    relationship = models.OneToOneField(
        Relationship, on_delete=models.PROTECT, related_name="playbook_draft"
    )
    framework = section(
        "framework", "Why we work together, what for, and by which principles. Markdown."
    )
    operating_model = section(
        "operating model", "Who does what: the client, we, carriers and providers. Markdown."
    )
    processes = section("processes", "How orders, changes, disputes and issues go. Markdown.")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE")

    def __str__(self) -> str:
        return f"Draft of {self.relationship}"


class PlaybookVersion(TenantModel):
    """A version as it was published: texts and everything on file then, frozen with its hash."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="playbooks"
    )
    number = models.PositiveSmallIntegerField()
    contents = models.JSONField(encoder=DjangoJSONEncoder)
    contents_sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlaybookVersionQuerySet.as_manager()

    # The paper is drawn after it was published; nothing else of the row may change.
    wall = Wall(practice="SELECT, INSERT, UPDATE (pdf_id)", portal="SELECT")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "number"], name="a_playbook_counts_its_versions"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="a_playbook_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_playbook_stays_as_it_was", exclude=["pdf"]),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class PlaybookAcknowledgement(TenantModel):
    """One side has read a version and governs by it."""

    class Side(models.TextChoices):
        US = "us", "We"
        CLIENT = "client", "The client"

    version = models.ForeignKey(
        PlaybookVersion, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    side = models.CharField(max_length=6, choices=Side)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_writes=f"side = 'client' AND person_id = {ME}",
    )

    class Meta:
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "side"], name="a_side_acknowledges_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.version}"
