"""The decision to buy a service, with its targets, options and sites, and the client's word."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.advice.deputy_models import Deputy
from clients.objectives.models import Objective
from clients.people.models import CURRENCY, Client, DecisionRight, User
from clients.telecom.models import Site
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.sourcing import guards
from rfp.sourcing.querysets import SourcingQuerySet

MONEY = {"max_digits": 18, "decimal_places": 3}


def stays_put(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=guards.STAYS_PUT,
    )


class Route(models.TextChoices):
    COMPETITION = "competition", "Open competition by invitation"
    RENEGOTIATE = "renegotiate", "Renegotiate with today's supplier"
    SOLE_SOURCE = "sole_source", "One supplier without competition"
    NO_CHANGE = "no_change", "Leave it as it is"


class Reason(models.TextChoices):
    QUALITY = "quality", "Better service"
    RESILIENCE = "resilience", "Fewer and shorter outages"
    CAPABILITY = "capability", "Skills we do not have"
    GROWTH = "growth", "Growth, moves and new sites"
    TECHNOLOGY = "technology", "Technology that ends or is new"
    TERM = "term", "A contract that ends"
    RULES = "rules", "Law or regulation"
    COST = "cost", "Lower cost"
    RIDDANCE = "riddance", "To be rid of a problem"


#: With nothing besides, these have never carried a decision to buy.
NOT_ENOUGH = {Reason.COST, Reason.RIDDANCE}


class SourcingDecision(TenantModel):
    """Six answers before drafting: why, what for, who, who answers for it all, how, where.

    draft -> put -> approved -> superseded
      ^------'----> declined ------^
    draft, put -> withdrawn
    From the day it is put to the client its words stay as the client read them.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUT = "put", "Put to the client"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SUPERSEDED = "superseded", "Superseded"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160, help_text="Such as Voice and internet for all sites.")
    why = models.TextField("why", blank=True, help_text="What is wrong today, or will be.")
    reasons = ArrayField(models.CharField(max_length=12, choices=Reason), default=list, blank=True)
    outcomes = models.TextField(
        "outcomes", blank=True, help_text="What shall be different afterwards."
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="who owns it at the client",
    )  # fmt: skip
    answers_for_all = models.TextField(
        "who answers for the whole service", blank=True,
        help_text="End to end, whoever delivers the parts: a role or a name.",
    )  # fmt: skip
    route = models.CharField("how", max_length=12, choices=Route, default=Route.COMPETITION)
    route_because = models.TextField("why this way", blank=True)
    where = models.TextField(
        "where", blank=True, help_text="Places in words, where the sites below do not say it all."
    )
    #: Functions the client keeps: they stay out of the scope of any request.
    retained = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    outsourced = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    kind = models.CharField(
        "right it takes to decide", max_length=12, choices=DecisionRight.Subject,
        default=DecisionRight.Subject.CONTRACT,
    )  # fmt: skip
    #: The limit of whoever decides is held against it.
    money = models.DecimalField(
        "money at stake over the term", validators=[MinValueValidator(0)], **MONEY
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    due_on = models.DateField("decide by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    #: Why it was withdrawn, which the client reads.
    because = models.TextField(blank=True, editable=False)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by", editable=False
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(auto_now_add=True)
    put_at = models.DateTimeField(null=True, editable=False)

    sites = models.ManyToManyField(Site, through="SourcingSite", related_name="+")

    objects = SourcingQuerySet.as_manager()

    # A verdict moves the state; the trigger lets no other change of it pass.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT, UPDATE (state)",
        portal_rows="put_at IS NOT NULL",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(money__gte=0), name="money_of_a_sourcing_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", put_at__isnull=True)
                | Q(state="withdrawn")
                | Q(put_at__isnull=False) & ~Q(state="draft"),
                name="only_a_draft_was_not_put_to_the_client",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(because=""),
                name="who_withdraws_a_sourcing_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(retained__overlap=F("outsourced")),
                name="what_is_kept_is_not_outsourced",
                violation_error_message="A function is either kept or outsourced, not both.",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=~Q(state__in=["withdrawn", "declined"]),
                name="one_sourcing_follows_another",
            ),
        ]
        indexes = [models.Index(fields=["client", "state", "-id"], name="sourcings_by_state")]
        triggers = [
            pgtrigger.Trigger(
                name="a_sourcing_moves_by_the_clients_word",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=guards.MOVES,
            ),
            pgtrigger.Protect(
                name="a_sourcing_begins_as_a_draft",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__state="draft"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def reasons_in_words(self) -> list[str]:
        return [Reason(reason).label for reason in self.reasons]

    @property
    def is_thin(self) -> bool:
        """Whether it is done for cost or riddance alone, which seldom ends well."""
        return bool(self.reasons) and set(self.reasons) <= NOT_ENOUGH


class SourcingTarget(TenantModel):
    """What the new service has to reach, in a number somebody can read."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="targets")
    measure = models.CharField("what is measured", max_length=160)
    today = models.CharField("where it stands", max_length=80, blank=True)
    target = models.CharField(max_length=80, help_text="Such as 99.95 % a month.")
    by = models.DateField("reach it by", null=True, blank=True)
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="objective it serves",
    )  # fmt: skip

    wall = Wall(portal="SELECT", portal_rows=guards.OF_A_PUT)

    class Meta:
        ordering = ["pk"]
        triggers = [stays_put("targets_of_a_sourcing_stay")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.target}"


class SourcingOption(TenantModel):
    """A way to go that was weighed; one of them is the one proposed."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="options")
    title = models.CharField("option", max_length=160)
    in_favour = models.TextField("what speaks for it", blank=True)
    against = models.TextField("what speaks against it", blank=True)
    is_chosen = models.BooleanField("this is the one proposed", default=False)

    wall = Wall(portal="SELECT", portal_rows=guards.OF_A_PUT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(is_chosen=True), name="one_option_is_proposed",
                violation_error_message="Another option is the one proposed. Change that first.",
            )
        ]  # fmt: skip
        triggers = [stays_put("options_of_a_sourcing_stay")]

    def __str__(self) -> str:
        return self.title


class SourcingSite(TenantModel):
    """A site in scope."""

    decision = models.ForeignKey(SourcingDecision, models.PROTECT, related_name="places")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")

    wall = Wall(practice="SELECT, INSERT, DELETE", portal="SELECT", portal_rows=guards.OF_A_PUT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "site"], name="a_site_is_in_scope_once")
        ]
        triggers = [stays_put("sites_of_a_sourcing_stay")]

    def __str__(self) -> str:
        return f"{self.site} for {self.decision}"


class SourcingVerdict(TenantModel):
    """The client's word on a decision; nobody of the practice can write one."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    decision = models.OneToOneField(SourcingDecision, models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    #: Whose right it rests on, and its limit then; none is without limit.
    right_of = models.ForeignKey(User, models.PROTECT, related_name="+")
    limit = models.DecimalField(null=True, **MONEY)
    deputyship = models.ForeignKey(Deputy, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT",
        portal="SELECT, INSERT",
        portal_rows=guards.OF_A_PUT,
        portal_writes=guards.MAY_DECIDE,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deputyship__isnull=False) | Q(right_of=F("decided_by")),
                name="who_decides_a_sourcing_for_another_is_their_deputy",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(reason=""),
                name="who_declines_a_sourcing_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_word_on_a_sourcing_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.decided_by}"
