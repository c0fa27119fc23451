"""A request for proposal: whose it is, how it will be judged, and how far it has come."""

from decimal import Decimal

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from clients.people.models import CURRENCY, Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.querysets import RfpQuerySet
from rfp.pricing.formulas import FACTS, Formula
from rfp.sourcing.models import SourcingDecision

#: What a bidder's people read of the row itself.
KNOWN_TO_BIDDERS = "id, public_id, client_id, reference, title, state, contact, time_zone"


class Rfp(TenantModel):
    """What a client asks bidders for.

    draft -> review (frozen as a candidate that is signed and approved) -> issued -> closed (the
    hour proposals were due has passed) -> awarded; any of them before the award -> cancelled.
    Once issued its text changes by addenda alone: while one is open the working copy may change,
    and what bidders have does not.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEW = "review", "In review"
        ISSUED = "issued", "Issued"
        CLOSED = "closed", "Closed"
        AWARDED = "awarded", "Awarded"
        CANCELLED = "cancelled", "Cancelled"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="rfps")
    reference = models.CharField(
        max_length=30, help_text="Such as ALD-2026-02. Bidders name it in every letter."
    )
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    #: Whether the working copy of an issued request is open for the next addendum.
    addendum_open = models.BooleanField(default=False, editable=False)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="accountable owner",
        help_text="The one person at the client who answers for the outcome.",
    )
    decision = models.ForeignKey(
        SourcingDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name="sourcing decision",
        help_text="What the client approved before: why, what for, how and where.",
    )
    lead = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="Who of us runs it."
    )
    contact = models.EmailField(
        "bidders write to", help_text="The one address at which bidders may ask."
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    time_zone = models.CharField(max_length=64, default="UTC", help_text="Of every hour named.")
    term_months = models.PositiveSmallIntegerField(
        "first term in months",
        default=36,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    starts_on = models.DateField("first service starts on", null=True, blank=True)
    price_weight = models.DecimalField(
        "points for the price",
        max_digits=5,
        decimal_places=2,
        default=Decimal(40),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Of 100. The others are for quality.",
    )
    formula = models.CharField(
        "price formula",
        max_length=8,
        choices=[(each.value, facts.title) for each, facts in FACTS.items()],
        default=Formula.LOWEST.value,
    )
    ceiling = models.DecimalField(
        "ceiling of the price", max_digits=18, decimal_places=2, null=True, blank=True
    )
    shows_weights = models.BooleanField("bidders see the weights", default=True)
    is_erate = models.BooleanField(
        "by the rules of E-rate",
        default=False,
        help_text="28 days, price weighs most, papers are kept for ten years.",
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    #: The last number given to a piece of each kind; numbers are never given twice.
    numbers = models.JSONField(default=dict, editable=False)
    #: Counts the saves of these facts; whoever saves upon an older one is shown both.
    edition = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RfpQuerySet.as_manager()

    # Client users read that there is one once it is put to them; its text they read as frozen.
    # Bidders read what they were sent as it was frozen, and of this row what never changes by
    # itself: within an open addendum the other facts may be ahead of what they know.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows="state <> 'draft'",
        web=f"SELECT ({KNOWN_TO_BIDDERS})",
        bidder=f"SELECT ({KNOWN_TO_BIDDERS})",
        bidder_rows="id = (SELECT app.rfp())",
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "reference"],
                name="a_request_has_a_reference_of_its_own",
                violation_error_message="Another request of this client has this reference.",
            ),
            models.CheckConstraint(
                condition=~models.Q(formula="ceiling") | models.Q(ceiling__gt=0),
                name="a_formula_with_a_ceiling_names_it",
                violation_error_message="This formula needs a ceiling above zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(addendum_open=False) | models.Q(state="issued"),
                name="an_addendum_is_of_an_issued_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open_to_change(self) -> bool:
        """Whether its text may change: before it is issued, or within an addendum."""
        return self.state in (self.State.DRAFT, self.State.REVIEW) or self.addendum_open

    @property
    def quality_weight(self) -> Decimal:
        """Points for everything but the price, of 100."""
        return 100 - self.price_weight
