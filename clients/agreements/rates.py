"""Hourly rates by day: what an hour of somebody costs at a client, or anywhere."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce, Lower

from clients.agreements.models import HELD, Project, RetainerAgreement
from clients.people.models import CURRENCY, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.declarations import CHANGE, OpenTable
from retainer.lib.tenancy.models import TenantModel

AMONG = "Another rate for the same already covers some of these days."


def _or_none(field: str) -> Coalesce:
    """What a rate names, where naming nothing is the same as naming nothing.

    By the field's name, not its column's: so a form can ask before it stores.
    """
    return Coalesce(field, 0, output_field=models.BigIntegerField())


class ClientRate(TenantModel):
    """An hourly rate agreed with a client, as narrow as it says.

    Of the rates of a day the narrowest counts: a person's under an agreement,
    a role's under it, a project's, the client's; then the practice's standard.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.CASCADE, null=True, blank=True, related_name="rates"
    )
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, blank=True, related_name="rates"
    )
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=80, blank=True)
    rate = models.DecimalField(
        "rate per hour", max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    wall = Wall()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, role="")
                | models.Q(agreement__isnull=False, project__isnull=True, role="")
                | models.Q(agreement__isnull=False, project__isnull=True, person__isnull=True),
                name="a_rate_of_a_person_or_role_stands_under_an_agreement",
                violation_error_message="A person's or a role's rate belongs to an agreement.",
            ),
            models.CheckConstraint(
                condition=models.Q(agreement__isnull=True)
                | ~models.Q(person__isnull=True, role=""),
                name="a_rate_under_an_agreement_names_a_person_or_a_role",
                violation_error_message="Say whose rate it is: a person's or a role's.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_client_rate_does_not_end_before_it_starts",
                violation_error_message="The last day lies before the first.",
            ),
            ExclusionConstraint(
                name="one_client_rate_per_day",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    ("currency", RangeOperators.EQUAL),
                    (_or_none("agreement"), RangeOperators.EQUAL),
                    (_or_none("project"), RangeOperators.EQUAL),
                    (_or_none("person"), RangeOperators.EQUAL),
                    (Lower("role"), RangeOperators.EQUAL),
                    (HELD, RangeOperators.OVERLAPS),
                ],
                violation_error_message=AMONG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate} {self.currency} for {self.whose}"

    @property
    def whose(self) -> str:
        """Whose hours, or on what: the name of a person, a role, a project or the client."""
        return str(self.person or self.role or self.project or self.client)

    @property
    def kind(self) -> str:
        """What ``whose`` names."""
        if self.agreement_id:
            return "person" if self.person_id else "role"
        return "project" if self.project_id else "client"


class StandardRate(models.Model):
    """What an hour costs where nothing narrower was agreed; of a role, or of anybody."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    role = models.CharField(max_length=80, blank=True, help_text="Leave empty for everybody.")
    rate = models.DecimalField(
        "rate per hour", max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    wall = OpenTable("the practice's own price list", staff=CHANGE, worker=CHANGE)

    class Meta:
        ordering = ["role", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_standard_rate_does_not_end_before_it_starts",
                violation_error_message="The last day lies before the first.",
            ),
            ExclusionConstraint(
                name="one_standard_rate_per_day",
                expressions=[
                    (Lower("role"), RangeOperators.EQUAL),
                    ("currency", RangeOperators.EQUAL),
                    (HELD, RangeOperators.OVERLAPS),
                ],
                violation_error_message=AMONG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate} {self.currency} for {self.whose}"

    @property
    def whose(self) -> str:
        return self.role or "everybody"
