"""What a request is made of, piece by piece; each has a number that stays, wherever it moves."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models

from clients.metrics.language import MOST_PLACES, Direction, Rounding
from clients.people.models import User
from clients.telecom.models import Site
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.library.models import LibraryVersion
from rfp.library.shipped import ANSWERS, CATEGORIES, LEVELS

#: Ten pages; a longer clause is several.
LONGEST = 20_000


class Piece(TenantModel):
    """What is numbered, kept in order, and saved by one person at a time."""

    #: What stands before its number, as in R-014.
    letter: ClassVar[str]
    #: What a save writes down in its history, and a restore brings back.
    content: ClassVar[tuple[str, ...]]

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    #: Counts its saves; whoever saves upon an older one is shown both.
    edition = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.title}" if hasattr(self, "title") else self.code

    @property
    def code(self) -> str:
        """Its number as people write it, such as R-014; cross-references name it."""
        return f"{self.letter}-{self.number:03}"


def _numbered_once(noun: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["rfp", "number"], name=f"{noun}_keeps_its_number")


def _from_the_library(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        LibraryVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name=name,
        help_text="What of the library it was made from, or was last held against.",
    )


class RfpSection(Piece):
    """A chapter: clauses, and then requirements."""

    letter = "S"
    content = ("title",)

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [_numbered_once("a_section")]


class RfpClause(Piece):
    """A clause in Markdown; ``[[C-012]]`` in it becomes the place that has this number."""

    letter = "C"
    content = ("title", "text", "from_version")

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="clauses")
    section = models.ForeignKey(RfpSection, on_delete=models.PROTECT, related_name="clauses")
    title = models.CharField(max_length=160)
    text = models.TextField(
        blank=True, validators=[MaxLengthValidator(LONGEST)], help_text="Markdown."
    )
    from_version = _from_the_library("clauses")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [_numbered_once("a_clause")]


class RfpRequirement(Piece):
    """One thing that is needed, how it is answered, and how it is scored."""

    letter = "R"
    content = (
        *("title", "text", "level", "answer", "unit", "category", "weight", "evidence"),
        *("scorer", "group", "from_version"),
    )

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="requirements")
    section = models.ForeignKey(RfpSection, on_delete=models.PROTECT, related_name="requirements")
    title = models.CharField(max_length=160)
    text = models.TextField(validators=[MaxLengthValidator(LONGEST)], help_text="Markdown.")
    level = models.CharField(
        max_length=12, choices=[(each, each.capitalize()) for each in LEVELS], default="scored"
    )
    answer = models.CharField(
        "kind of answer",
        max_length=12,
        choices=[(each, each.capitalize()) for each in ANSWERS],
        default="compliance",
    )
    unit = models.CharField(max_length=60, blank=True, help_text="Of a number, such as minutes.")
    category = models.CharField(
        max_length=12, choices=[(each, each.capitalize()) for each in CATEGORIES]
    )
    weight = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(10)],
        help_text="0 to 10 among its like; 0 is asked and not scored.",
    )
    evidence = models.CharField("evidence wanted", max_length=500, blank=True)
    scorer = models.TextField(
        "help for who scores it", blank=True, help_text="Bidders never see it."
    )
    group = models.CharField(
        "who scores it", max_length=40, blank=True, help_text="Such as network, finance, legal."
    )
    from_version = _from_the_library("requirements")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            _numbered_once("a_requirement"),
            models.CheckConstraint(
                condition=models.Q(weight=0) | models.Q(level="scored"),
                name="only_what_is_scored_has_a_weight",
                violation_error_message="Only a scored requirement has a weight. Set it to 0.",
            ),
        ]


class RfpStep(Piece):
    """An hour of the schedule, stored in UTC and shown in the request's time zone."""

    class Kind(models.TextChoices):
        QUESTIONS = "questions", "Questions due"
        ADDENDUM = "addendum", "Last addendum"
        DUE = "due", "Proposals due"
        OPENING = "opening", "Opening of prices"
        AWARD = "award", "Award"
        CUTOVER = "cutover", "Cut-over"
        OTHER = "other", "Another step"

    letter = "D"
    content = ("kind", "name", "at")

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=80, blank=True, help_text="Empty means the kind's own name.")
    at = models.DateTimeField("day and hour")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            _numbered_once("a_step"),
            models.UniqueConstraint(
                fields=["rfp", "kind"],
                condition=~models.Q(kind="other"),
                name="each_hour_of_the_schedule_is_named_once",
                violation_error_message="The schedule has this step already. Change that one.",
            ),
        ]

    @property
    def title(self) -> str:
        return self.name or self.get_kind_display()


class RfpSite(Piece):
    """A site that needs service, and what it needs there."""

    letter = "L"
    content = ("site", "wanted")

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    wanted = models.CharField("needed there", max_length=200)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            _numbered_once("a_site_of_a_request"),
            models.UniqueConstraint(
                fields=["rfp", "site"],
                name="a_site_is_asked_for_once",
                violation_error_message="This site is in the request already.",
            ),
        ]

    @property
    def title(self) -> str:
        return str(self.site)


class RfpPrice(Piece):
    """A line of the price workbook, of which bidders fill in the price of one unit."""

    letter = "P"
    content = ("description", "unit", "quantity", "site")

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="prices")
    description = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, help_text="Such as line, user, Mbps.")
    quantity = models.DecimalField(
        max_digits=14,
        decimal_places=3,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.001"))],
        help_text="The same for all bidders.",
    )
    site = models.ForeignKey(
        RfpSite, on_delete=models.PROTECT, null=True, blank=True, related_name="prices"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [_numbered_once("a_price_line")]

    @property
    def title(self) -> str:
        return self.description


class RfpMetric(Piece):
    """What the later contract measures, in words that reckon: its examples must compute."""

    letter = "M"
    content = (
        *("title", "text", "inputs", "formula", "unit", "places", "rounding", "direction"),
        *("target", "floor", "source", "window", "credit", "examples"),
    )

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="metrics")
    title = models.CharField("metric", max_length=120, help_text="Such as Availability of a site.")
    text = models.TextField(
        "what it is and what does not count", validators=[MaxLengthValidator(LONGEST)]
    )
    inputs = models.TextField(
        help_text="One a line: name, what it is, unit. Such as: down, minutes out of service, min"
    )
    formula = models.CharField(
        max_length=400, help_text="Of the inputs, such as 100 * (total - down) / total."
    )
    unit = models.CharField(max_length=40, help_text="Of the result, such as % or hours.")
    places = models.PositiveSmallIntegerField(
        "digits after the point", default=2, validators=[MaxValueValidator(MOST_PLACES)]
    )
    rounding = models.CharField(max_length=10, choices=Rounding, default=Rounding.HALF_UP)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.HIGHER)
    target = models.DecimalField(max_digits=24, decimal_places=8)
    floor = models.DecimalField(
        max_digits=24, decimal_places=8, null=True, blank=True, help_text="The worst that is borne."
    )
    source = models.CharField("where the inputs are read", max_length=200)
    window = models.CharField(max_length=120, default="The calendar month")
    credit = models.CharField("what a miss costs", max_length=200, blank=True)
    examples = models.TextField(
        help_text="One a line, with the value it comes to: down = 43.2, total = 43200 -> 99.90"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [_numbered_once("a_metric_of_a_request")]


KINDS: dict[str, type[Piece]] = {
    each.letter: each
    for each in (
        *(RfpSection, RfpClause, RfpRequirement),
        *(RfpStep, RfpSite, RfpPrice, RfpMetric),
    )
}
