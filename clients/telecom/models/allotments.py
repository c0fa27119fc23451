"""How a client divides what it pays: budgets by month, and whose cost a service is."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from clients.people.models import CURRENCY, Client
from clients.telecom.models.inventory import Carrier, Service, Site
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Budget(TenantModel):
    """What a client means to spend in a month: in all, at one carrier, at one site, or at both."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="budgets")
    month = models.DateField(help_text="Any day of the month; it is kept as the first.")
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: of all carriers.",
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: of all sites.",
    )
    amount = models.DecimalField(max_digits=18, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-month", "carrier__name", "site__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "month", "carrier", "site", "currency"],
                nulls_distinct=False,
                name="one_budget_of_a_month_carrier_and_site",
                violation_error_message="There is a budget of this month, carrier and site.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="a_budget_is_of_a_month_from_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.carrier or 'all carriers'}, {self.site or 'all sites'}"


class CostAssignment(TenantModel):
    """The cost centre and ledger code that bear a service, for a time; one a day."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="cost_assignments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cost_assignments")
    cost_centre = models.CharField(max_length=60)
    ledger_code = models.CharField(max_length=60, blank=True)
    valid = DateRangeField()

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name = "cost centre"
        verbose_name_plural = "cost centres"
        ordering = ["service__number", "-valid"]
        constraints = [
            ExclusionConstraint(
                name="a_service_has_one_cost_centre_a_day",
                expressions=[("service", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="The service has a cost centre on some of these days.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.cost_centre}"
