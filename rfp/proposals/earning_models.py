"""Who is paid what for doing what, ours included; that somebody is paid nothing is said, too."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When

from clients.people.models import User
from retainer.lib.tenancy.models import TenantModel
from rfp.proposals import guards
from rfp.proposals.models import MONEY, POSITIVE, Proposal, ProposalParty

#: 1 for the row that says a party is paid nothing, which then stands alone.
NOTHING = Case(
    When(kind="none", then=Value(1)), default=Value(0), output_field=models.IntegerField()
)


class Earning(TenantModel):
    """What one party is paid, by whom and for what; or that it is paid nothing."""

    class Kind(models.TextChoices):
        PRICE = "price", "Price of its own work"
        FEE = "fee", "Fee for advice"
        COMMISSION = "commission", "Commission"
        REFERRAL = "referral", "Referral"
        MARKUP = "markup", "Mark-up on another's price"
        REBATE = "rebate", "Rebate or bonus"
        NONE = "none", "Nothing"

    class Pace(models.TextChoices):
        ONCE = "once", "Once"
        MONTHLY = "monthly", "Every month"
        YEARLY = "yearly", "Every year"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="earnings")
    payee = models.ForeignKey(
        ProposalParty, models.CASCADE, related_name="earnings", verbose_name="who is paid"
    )
    payer = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who pays",
    )  # fmt: skip
    other_payer = models.CharField(
        "somebody else who pays", max_length=120, blank=True,
        help_text="Whoever is no party of the proposal, such as a manufacturer.",
    )  # fmt: skip
    kind = models.CharField("what it is", max_length=12, choices=Kind, default=Kind.PRICE)
    what_for = models.CharField("for doing what", max_length=200, blank=True)
    amount = models.DecimalField(null=True, blank=True, validators=POSITIVE, **MONEY)
    percent = models.DecimalField(
        "per cent", max_digits=7, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    percent_of = models.CharField("per cent of what", max_length=120, blank=True)
    pace = models.CharField("how often", max_length=8, choices=Pace, blank=True)
    months = models.PositiveSmallIntegerField(
        "for how many months", null=True, blank=True, validators=[MinValueValidator(1)],
        help_text="Of what is paid more than once.",
    )  # fmt: skip
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["payee", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="none", amount=None, percent=None, payer=None, other_payer="",
                    what_for="", pace="", months=None,
                ) | (
                    ~Q(kind="none") & ~Q(what_for="") & ~Q(pace="")
                    & (Q(payer__isnull=False, other_payer="") | Q(payer=None) & ~Q(other_payer=""))
                    & (
                        Q(amount__isnull=False, percent=None, percent_of="")
                        | Q(amount=None, percent__isnull=False) & ~Q(percent_of="")
                    )
                    & (Q(pace="once", months=None) | ~Q(pace="once") & Q(months__isnull=False))
                ),
                name="an_earning_is_said_whole",
            ),
            models.CheckConstraint(
                condition=Q(payer=None) | ~Q(payer=F("payee")),
                name="nobody_pays_themselves",
                violation_error_message="Nobody pays themselves. Choose who really pays.",
            ),
            models.UniqueConstraint(
                fields=["payee"], condition=Q(kind="none"), name="a_party_says_nothing_once"
            ),
            ExclusionConstraint(
                name="who_earns_nothing_earns_nothing",
                expressions=[
                    ("payee", RangeOperators.EQUAL),
                    (NOTHING, RangeOperators.NOT_EQUAL),
                ],
                violation_error_message="This party said that it is paid nothing. "
                "Remove that first.",
            ),
        ]  # fmt: skip
        triggers = [guards.stays_accepted("earnings_of_an_accepted_proposal_stay")]

    def __str__(self) -> str:
        return f"{self.payee}: {self.what_for or 'nothing'}"

    @property
    def is_none(self) -> bool:
        return self.kind == self.Kind.NONE

    @property
    def over_the_term(self) -> Decimal | None:
        """What it comes to; of a percentage nobody knows yet."""
        if self.amount is None:
            return None
        if self.pace == self.Pace.ONCE:
            return self.amount
        times = Decimal(self.months or 0) / (12 if self.pace == self.Pace.YEARLY else 1)
        return round(self.amount * times, 3)
