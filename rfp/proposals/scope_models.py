"""What has to be done, who does it for which price, and through whose hands each step goes."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.proposals import guards
from rfp.proposals.models import MONEY, POSITIVE, Proposal, ProposalParty, Role


class ScopeLine(TenantModel):
    """One thing that has to be done or delivered."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField("place among the lines", default=1)
    title = models.CharField("what has to be done", max_length=160)
    detail = models.CharField(
        max_length=300, blank=True, help_text="How many, how fast, where: what a price is for."
    )
    role = models.CharField("kind of work", max_length=12, choices=Role)
    left_open = models.CharField(
        "why nobody does it", max_length=300, blank=True,
        help_text="Only where it is left out on purpose; the client reads the reason.",
    )  # fmt: skip

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                "proposal", Upper("title"), name="a_scope_line_is_in_a_proposal_once",
                violation_error_message="There is a line of these words.",
            )
        ]  # fmt: skip
        triggers = [guards.stays_accepted("scope_of_an_accepted_proposal_stays")]

    def __str__(self) -> str:
        return self.title


class Holding(TenantModel):
    """A party does a line, for a price of its own or within another's."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    line = models.ForeignKey(ScopeLine, models.CASCADE, related_name="holdings")
    party = models.ForeignKey(ProposalParty, models.PROTECT, related_name="holdings")
    once = models.DecimalField("price, once", null=True, blank=True, validators=POSITIVE, **MONEY)
    monthly = models.DecimalField(
        "price a month", null=True, blank=True, validators=POSITIVE, **MONEY
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="Such as as a subcontractor of Corvane."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "party"], name="a_party_does_a_line_once"),
            models.CheckConstraint(
                condition=(Q(once=None) | Q(once__gte=0)) & (Q(monthly=None) | Q(monthly__gte=0)),
                name="no_price_of_a_line_is_negative",
            ),
        ]
        triggers = [guards.stays_accepted("holdings_of_an_accepted_proposal_stay")]

    def __str__(self) -> str:
        return f"{self.party}: {self.line}"

    @property
    def is_priced(self) -> bool:
        return self.once is not None or self.monthly is not None


class Settlement(TenantModel):
    """Who keeps a line that several parties priced, and why; the others gave it up."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    line = models.OneToOneField(ScopeLine, models.CASCADE, related_name="settlement")
    keeper = models.ForeignKey(
        Holding, models.CASCADE, related_name="+", verbose_name="who keeps it"
    )
    because = models.CharField("why", max_length=300)
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT, DELETE")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="who_settles_a_line_says_why")
        ]
        triggers = [guards.stays_accepted("what_was_settled_of_an_accepted_proposal_stays")]

    def __str__(self) -> str:
        return f"{self.line}: {self.keeper.party}"


class InterfaceStep(TenantModel):
    """One thing that goes through many hands, with whose they are."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField("place among the steps", default=1)
    title = models.CharField("step", max_length=160, help_text="Such as Access line of a clinic.")
    orders = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who orders",
    )  # fmt: skip
    installs = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who installs",
    )  # fmt: skip
    tests = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who tests",
    )  # fmt: skip
    bills = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who bills",
    )  # fmt: skip
    answers = models.ForeignKey(
        ProposalParty, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="who answers the ticket",
    )  # fmt: skip

    class Meta:
        ordering = ["place", "pk"]
        triggers = [guards.stays_accepted("interfaces_of_an_accepted_proposal_stay")]

    def __str__(self) -> str:
        return self.title


#: The hands a step goes through, in their order, with what heads each column.
DUTIES = {
    "orders": "Orders",
    "installs": "Installs",
    "tests": "Tests",
    "bills": "Bills",
    "answers": "Answers the ticket",
}
