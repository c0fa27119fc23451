"""The library: parts of requests, the clauses and requirements in them, and what each said when."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxLengthValidator, MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from clients.people.models import User
from retainer.lib.tenancy import OpenTable
from rfp.library.querysets import (
    LibraryItemQuerySet,
    LibraryPartQuerySet,
    LibraryVersionQuerySet,
)
from rfp.library.shipped import ANSWERS, CATEGORIES, HEAVIEST, LEVELS

OURS = "the practice's own text, of which no client is told before a request is issued"
SMALL = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NUMBERED = r"^[A-Z]{2,5}-[0-9]{2,3}$"
#: Ten pages; a longer clause is several.
LONGEST = 20_000


def listed(help_text: str) -> ArrayField:
    return ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text=help_text
    )


def worded(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value.capitalize()) for value in values]


class LibraryPart(models.Model):
    """A section of a request, or the pack of a service."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        PACK = "pack", "Pack of a service"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    code = models.CharField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(SMALL, "Use small letters, digits and hyphens.")],
        help_text="How it is called for good: small letters and hyphens.",
    )
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Where a section stands in a request; 0 for packs."
    )
    services = listed("In packs: the kinds of service it is for.")
    tags = listed("What else it is about, for the search.")
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who keeps it right, and is told when it is to be read again.",
    )
    reviewed = models.DateField("last read from beginning to end", null=True, blank=True)
    review_due = models.DateField("to be read again by", null=True, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = LibraryPartQuerySet.as_manager()

    wall = OpenTable(OURS, staff="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE")

    class Meta:
        ordering = ["-kind", "order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=SMALL), name="a_part_has_a_code_of_small_letters"
            ),
            models.CheckConstraint(
                condition=Q(kind="section") | Q(order=0), name="a_pack_has_no_place_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_pack(self) -> bool:
        return self.kind == self.Kind.PACK


class LibraryItem(models.Model):
    """A clause or a requirement, whatever it says at the time."""

    class Kind(models.TextChoices):
        CLAUSE = "clause", "Clause"
        REQUIREMENT = "requirement", "Requirement"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    part = models.ForeignKey(LibraryPart, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=Kind)
    code = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    #: The shipped text that somebody looked at and did not take; it is not offered again.
    declined_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = LibraryItemQuerySet.as_manager()

    wall = OpenTable(OURS, staff="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE")

    class Meta:
        ordering = ["part", "kind", "position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="clause", code__regex=SMALL)
                | Q(kind="requirement", code__regex=NUMBERED),
                name="a_code_is_written_as_its_kind",
                violation_error_message="A clause has a code of small letters and hyphens, a "
                "requirement one such as INT-03.",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="an_item_keeps_its_part_and_code", fields=["part", "kind", "code"]
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_requirement(self) -> bool:
        return self.kind == self.Kind.REQUIREMENT


class LibraryVersion(models.Model):
    """What an item said from one day on: written once, never changed."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    item = models.ForeignKey(LibraryItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(validators=[MaxLengthValidator(LONGEST)])
    level = models.CharField(max_length=12, choices=worded(LEVELS), blank=True)
    answer = models.CharField(max_length=12, choices=worded(ANSWERS), blank=True)
    unit = models.CharField(max_length=60, blank=True, help_text="Of a number, such as days.")
    category = models.CharField(max_length=12, choices=worded(CATEGORIES), blank=True)
    weight = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(HEAVIEST)],
        help_text=f"1 to {HEAVIEST} when it is scored, else 0.",
    )
    evidence = models.CharField(max_length=500, blank=True, help_text="What shows it.")
    scorer = models.CharField(
        "help for scorers", max_length=1000, blank=True, help_text="What a good answer looks like."
    )
    note = models.CharField("reason", max_length=300, help_text="Why it is written anew.")
    #: The fingerprint of what the version says, where that is word for word what we ship.
    shipped_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    #: Nobody, where it came with a release.
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = LibraryVersionQuerySet.as_manager()

    wall = OpenTable(OURS, staff="SELECT, INSERT", worker="SELECT, INSERT")

    class Meta:
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="an_item_counts_its_versions"),
            models.CheckConstraint(
                condition=Q(level="scored", weight__gte=1, weight__lte=HEAVIEST)
                | (~Q(level="scored") & Q(weight=0)),
                name="what_is_scored_has_a_weight_and_nothing_else_does",
                violation_error_message=f"Give a weight of 1 to {HEAVIEST} exactly when the "
                "requirement is scored.",
            ),
            models.CheckConstraint(
                condition=Q(level="", answer="", category="", unit="", evidence="", scorer="")
                | (~Q(level="") & ~Q(answer="") & ~Q(category="")),
                name="a_requirement_says_how_it_counts_and_is_answered",
                violation_error_message="A requirement says how it counts, how it is answered and "
                "what it is about.",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(answer="number"),
                name="only_a_number_has_a_unit",
                violation_error_message="Only a number has a unit. Leave the unit empty, or have "
                "the answer be a number.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="a_version_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_version_stays_as_it_was"),
        ]

    def __str__(self) -> str:
        return f"{self.item}, version {self.number}"
