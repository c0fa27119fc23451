"""Metrics of a relationship, the versions of how each is reckoned, and their worked examples."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.metrics.guards import EXAMPLES_STAY, OF_THE_ACTIVATED, STAYS
from clients.metrics.language import MOST_PLACES, Direction, Measure, Quantity, Rounding
from clients.metrics.querysets import DefinitionQuerySet, MetricQuerySet
from clients.objectives.models import Objective
from clients.people.models import Client, User
from clients.relationships.models import Relationship
from clients.telecom.models import Contract
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: What metrics come to, and the percentages that credits are reckoned by.
VALUE = {"max_digits": 24, "decimal_places": 8}
PERCENT = {"max_digits": 9, "decimal_places": 4}
#: A percentage or a sum of money.
CREDIT = {"max_digits": 14, "decimal_places": 4}


class Metric(TenantModel):
    """What of a service is measured, for whom and why; how, its definitions say."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome: what the business gets"
        OPERATIONAL = "operational", "Operational: how it is done"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="metrics")
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="metrics", editable=False
    )
    name = models.CharField("metric", max_length=120, help_text="Such as Availability of voice.")
    kind = models.CharField("type", max_length=12, choices=Kind, default=Kind.OUTCOME)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="metrics",
        help_text="Which objective of the client it serves.",
    )
    contract = models.ForeignKey(
        Contract,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="metrics",
        help_text="Whose bills have to carry the credit for a miss.",
    )
    scope = models.CharField(
        "which services",
        max_length=200,
        blank=True,
        help_text="Leave empty for all of the relationship.",
    )
    process = models.CharField(
        "process it measures",
        max_length=200,
        blank=True,
        help_text="And where that is written down.",
    )
    #: The first month it is not measured any more.
    retired_from = models.DateField(null=True, editable=False)
    set_at = models.DateTimeField(auto_now_add=True)

    objects = MetricQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows=OF_THE_ACTIVATED,
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "name"],
                name="a_metric_is_named_once_in_a_relationship",
                violation_error_message="This relationship has a metric of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(retired_from=None) | Q(retired_from__day=1),
                name="a_metric_retires_from_a_month",
            ),
        ]
        indexes = [models.Index(fields=["client", "name", "id"], name="metrics_by_name")]

    def __str__(self) -> str:
        return self.name


class MetricDefinition(TenantModel):
    """A version of how a metric is reckoned, judged and credited.

    A draft is changed until every worked example computes; activated it stays as it is, and
    holds from a month until a later version does.
    """

    class Credit(models.TextChoices):
        NONE = "none", "No credit"
        PERCENT = "percent", "Per cent of the charges"
        AMOUNT = "amount", "A fixed amount"
        POOL = "pool", "A share of what is at risk"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="definitions")
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    formula = models.CharField(
        max_length=400,
        help_text="Arithmetic over the inputs, such as 100 * (total - down) / total. "
        "min and max may be used.",
    )
    #: ``[{"name": "down", "label": "minutes out of service", "unit": "minutes"}, …]``
    inputs = models.JSONField(default=list, editable=False)
    unit = models.CharField(max_length=40, help_text="Of the result, such as % or hours.")
    places = models.PositiveSmallIntegerField(
        "digits after the point",
        default=2,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text="Of the result, which is held against the target as it is rounded.",
    )
    rounding = models.CharField(max_length=10, choices=Rounding, default=Rounding.HALF_UP)
    source_system = models.CharField(max_length=120, help_text="Where the inputs are read.")
    collected_by = models.CharField("who collects them", max_length=120)
    collected_how = models.CharField("how", max_length=200)
    window = models.CharField(
        max_length=120, default="The calendar month", help_text="Which time a value stands for."
    )
    exclusions = models.TextField(blank=True, help_text="What does not count, such as agreed work.")
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.HIGHER)
    target = models.DecimalField(**VALUE)
    floor = models.DecimalField(
        null=True, blank=True, help_text="Worse than this, the greater credit is due.", **VALUE
    )
    credit_kind = models.CharField(
        "credit for a miss", max_length=8, choices=Credit, default=Credit.NONE
    )
    credit = models.DecimalField(
        "how much",
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001"))],
        help_text="Per cent, or money, for each month that is missed.",
        **CREDIT,
    )
    floor_credit = models.DecimalField(
        "how much beyond the floor",
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001"))],
        help_text="Empty: the same.",
        **CREDIT,
    )
    charge_codes = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name="of which charges",
        help_text="Charge codes with commas between them. Empty: all monthly charges of the "
        "contract's bills of the month.",
    )
    credit_codes = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name="charge codes of the credit",
        help_text="Empty: a credit of just the amount due settles it.",
    )
    within = models.PositiveSmallIntegerField(
        "on a bill within",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Months after the one that was missed, by when a bill has to carry the credit.",
    )
    #: The first month it holds; nothing while it is a draft.
    from_month = models.DateField(null=True, editable=False)
    activated_at = models.DateTimeField(null=True, editable=False)
    activated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = DefinitionQuerySet.as_manager()

    wall = Wall(portal="SELECT", portal_rows="activated_at IS NOT NULL")

    class Meta:
        ordering = ["-version"]
        triggers = [STAYS]
        constraints = [
            models.UniqueConstraint(fields=["metric", "version"], name="a_version_is_told_apart"),
            models.UniqueConstraint(
                fields=["metric"], condition=Q(activated_at=None), name="one_draft_per_metric"
            ),
            models.UniqueConstraint(
                fields=["metric", "from_month"], name="one_version_begins_in_a_month"
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, from_month=None)
                | Q(activated_at__isnull=False, from_month__day=1),
                name="what_is_activated_has_its_first_month",
            ),
            models.CheckConstraint(
                condition=Q(credit_kind="none") | Q(credit__isnull=False),
                name="a_credit_says_how_much",
                violation_error_message="Say how much the credit is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric}, version {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.activated_at is None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(Quantity(**each) for each in self.inputs)

    @property
    def measure(self) -> Measure:
        return Measure(
            self.formula,
            self.quantities,
            self.places,
            self.rounding,
            self.direction,
            self.target,
            self.floor,
        )

    def ordered(self, inputs: dict[str, str]) -> list[tuple[str, str]]:
        """Stored inputs in the order they are listed in; the database keeps another."""
        return [(each.name, inputs.get(each.name, "")) for each in self.quantities]

    def credit_for(self, outcome: str) -> Decimal:
        """How much a month of this outcome gives, in the measure of ``credit_kind``."""
        if outcome == "met" or self.credit_kind == self.Credit.NONE:
            return Decimal(0)
        beyond = self.floor_credit if outcome == "floor" else None
        return beyond or self.credit or Decimal(0)


class MetricExample(TenantModel):
    """Inputs and the result both sides agree on; the definition has to come to it."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    definition = models.ForeignKey(
        MetricDefinition, on_delete=models.CASCADE, related_name="examples"
    )
    title = models.CharField(
        "example", max_length=160, help_text="What happened, such as one outage of an hour."
    )
    #: By name, as text: ``{"down": "60", "total": "43200"}``.
    inputs = models.JSONField(default=dict)
    stated = models.DecimalField("result agreed", **VALUE)

    wall = Wall(
        portal="SELECT",
        portal_rows="EXISTS (SELECT FROM clients_metricdefinition d WHERE d.id = definition_id)",
    )

    class Meta:
        ordering = ["pk"]
        triggers = [EXAMPLES_STAY]

    def __str__(self) -> str:
        return self.title

    @property
    def numbers(self) -> dict[str, Decimal]:
        return numbers_of(self.inputs)

    @property
    def in_order(self) -> list[tuple[str, str]]:
        return self.definition.ordered(self.inputs)


def numbers_of(inputs: dict[str, Any]) -> dict[str, Decimal]:
    """Stored inputs as the numbers they are."""
    return {name: Decimal(text) for name, text in inputs.items()}
