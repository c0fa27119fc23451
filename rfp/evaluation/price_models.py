"""What a price means beyond the lines of the workbook; kept from the opening of prices on."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.evaluation import guards
from rfp.evaluation.models import Contender, Evaluation

MONEY = {"max_digits": 16, "decimal_places": 4}
#: The longest term of a request.
LONGEST = 240
MONTH = [MinValueValidator(1), MaxValueValidator(LONGEST)]


class Ramp(TenantModel):
    """From a month on another quantity of a line is needed: the same for all bidders."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="ramps")
    line = models.CharField(max_length=12)
    month = models.PositiveSmallIntegerField("from month", validators=MONTH)
    quantity = models.DecimalField(
        max_digits=14, decimal_places=3, validators=[MinValueValidator(0)]
    )
    why = models.CharField(max_length=300)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, DELETE",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_ramp"),
    )

    class Meta:
        ordering = ["line", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "line", "month"],
                name="a_line_has_one_quantity_from_a_month",
                violation_error_message="This line has another quantity from this month already.",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="a_quantity_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.line} from month {self.month}: {self.quantity.normalize():f}"


class PriceTerm(TenantModel):
    """A term of an offer that changes what it costs, with where it is written."""

    class Kind(models.TextChoices):
        ESCALATOR = "escalator", "Prices rise once a year, percent"
        STEP = "step", "Another monthly price of a line from a month on"
        COMMITMENT = "commitment", "Must be spent each year"
        CREDIT = "credit", "Credit, once"

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="price_terms", editable=False
    )
    contender = models.ForeignKey(
        Contender, models.PROTECT, related_name="price_terms", editable=False
    )
    kind = models.CharField("what", max_length=10, choices=Kind)
    line = models.CharField(
        "price line", max_length=12, blank=True, help_text="Such as P-003; empty means all."
    )
    month = models.PositiveSmallIntegerField("from or in month", default=1, validators=MONTH)
    amount = models.DecimalField("percent or money", validators=[MinValueValidator(0)], **MONEY)
    source = models.CharField(
        "where it is written", max_length=300, help_text="Such as exception 3, or page 12."
    )
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, DELETE",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_priceterm"),
    )

    class Meta:
        ordering = ["kind", "line", "month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="a_term_of_a_price_is_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(kind="step") | ~Q(line=""),
                name="a_price_that_changes_is_of_a_line",
                violation_error_message="Name the price line that gets another price.",
            ),
            models.UniqueConstraint(
                fields=["contender"],
                condition=Q(kind="commitment"),
                name="an_offer_has_one_commitment",
                violation_error_message="This offer has a commitment already. Take that off first.",
            ),
        ]
        triggers = [guards.only_while("terms_of_prices_follow_the_consensus", "consensus")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount.normalize():f}"

    @property
    def share(self) -> Decimal:
        """A percentage as a share of one."""
        return self.amount / 100


class LineEarning(TenantModel):
    """Where a bidder earns on a line, as it declares or as it was found out."""

    class Earns(models.TextChoices):
        EQUIPMENT = "equipment", "Equipment"
        SERVICE = "service", "Service"
        LABOUR = "labour", "Labour"
        PASSED_ON = "pass_through", "Passed on at cost"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="earnings")
    contender = models.ForeignKey(Contender, models.PROTECT, related_name="earnings")
    line = models.CharField(max_length=12)
    earns = models.CharField(max_length=12, choices=Earns)
    source = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE, DELETE",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_lineearning"),
    )

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(
                fields=["contender", "line"], name="a_bidder_earns_in_one_way_on_a_line"
            )
        ]
        triggers = [guards.only_while("earnings_follow_the_consensus", "consensus")]

    def __str__(self) -> str:
        return f"{self.line}: {self.get_earns_display()}"
