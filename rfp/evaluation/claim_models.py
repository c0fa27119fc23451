"""What bidders claim and who verified it, and what is found of them as partners."""

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from clients.people.models import User
from clients.promises.models import Promise
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.evaluation import guards
from rfp.evaluation.guards import ME
from rfp.evaluation.models import Contender, Criterion, Evaluation


class Claim(TenantModel):
    """Something a bidder says it can do, until somebody has seen that it can, or cannot.

    open -> verified | refuted, and judged again when something else comes out.
    """

    class State(models.TextChoices):
        OPEN = "claimed", "Not verified"
        VERIFIED = "verified", "Verified"
        REFUTED = "refuted", "Refuted"

    class Evidence(models.TextChoices):
        DEMO = "demo", "A demonstration"
        REFERENCE = "reference", "A call to a reference"
        DOCUMENT = "document", "A document"
        TEST = "test", "A test of our own"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="claims", editable=False
    )
    contender = models.ForeignKey(
        Contender, models.PROTECT, related_name="claims", verbose_name="bidder"
    )
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name="requirement",
    )
    words = models.TextField("what it claims", help_text="In its own words.")
    wanted = models.CharField("what would prove it", max_length=10, choices=Evidence)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    evidence = models.TextField("what was seen", blank=True, editable=False)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    verified_at = models.DateTimeField(null=True, editable=False)
    #: The same in the register of promises.
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="+", editable=False
    )
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT, INSERT, UPDATE (state, evidence, verified_by_id, verified_at)",
        portal_rows=guards.of_named("rfp_claim"),
        portal_writes=f"noted_by_id = {ME} OR verified_by_id = {ME}",
    )

    class Meta:
        ordering = ["contender", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="claimed", verified_by__isnull=True, evidence="")
                | ~Q(state="claimed") & Q(verified_by__isnull=False) & ~Q(evidence=""),
                name="a_claim_is_judged_by_evidence_and_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contender}: {self.words}"


class PartnerFinding(TenantModel):
    """What was found of a bidder as a partner in one area, its score and its risk."""

    class Area(models.TextChoices):
        STRUCTURE = "structure", "Structure and ownership"
        FINANCE = "finance", "Finance"
        RECORD = "record", "Track record"
        CULTURE = "culture", "Culture and people"
        DRIVERS = "drivers", "What drives it"
        RISK = "risk", "Risk"

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="partner_findings", editable=False
    )
    contender = models.ForeignKey(
        Contender, models.PROTECT, related_name="partner_findings", editable=False
    )
    area = models.CharField(max_length=10, choices=Area, editable=False)
    points = models.PositiveSmallIntegerField("points, 0 to 10", validators=[MaxValueValidator(10)])
    evidence = models.TextField("what it rests on")
    risk = models.TextField("risk", blank=True)
    action = models.TextField("what is done about it", blank=True)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    said_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_partnerfinding"),
    )

    class Meta:
        ordering = ["contender", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["contender", "area"], name="an_area_of_a_partner_is_judged_once"
            ),
            models.CheckConstraint(condition=Q(points__lte=10), name="a_partner_gets_ten_at_most"),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="a_finding_on_a_partner_rests_on_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contender}, {self.get_area_display()}: {self.points}"
