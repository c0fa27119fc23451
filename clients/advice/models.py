"""Recommendations with their options and parts, and what the client decided about them."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from clients.advice import guards
from clients.advice.deputy_models import Deputy
from clients.advice.querysets import DECIDED, RecommendationQuerySet
from clients.people.models import CURRENCY, Client, DecisionRight, User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

MONEY = {"max_digits": 18, "decimal_places": 3}
Kind = DecisionRight.Subject


def stays_put(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=guards.STAYS_PUT,
    )


class Recommendation(TenantModel):
    """What we advise a client to do, in plain words; only the client decides about it.

    draft -> open -> accepted | declined | deferred
               ^---------'----------'----------'   reversed, or the day has come
    all of them -> withdrawn | superseded, until it was submitted to the carrier

    From the day it is published its words, options and parts stay as the client read them:
    what turns out otherwise is said in another one that supersedes it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Waiting for the client"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        DEFERRED = "deferred", "Put off"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SUPERSEDED = "superseded", "Superseded"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="recommendations")
    kind = models.CharField("right it takes to decide", max_length=12, choices=Kind)
    title = models.CharField(max_length=160, help_text="What to decide, such as a question.")
    found = models.TextField("what we found")
    advice = models.TextField("our advice, and why")
    if_nothing = models.TextField("what happens if you do nothing")
    #: What every month of waiting costs; none where nobody can say.
    monthly = models.DecimalField("cost of waiting per month", null=True, blank=True, **MONEY)
    #: What the decision is about: the limit of whoever decides is held against it.
    money = models.DecimalField("money at stake", validators=[MinValueValidator(0)], **MONEY)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("decide by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    deferred_until = models.DateField(null=True, editable=False)
    #: The decision that counts now; none while it is open.
    standing = models.ForeignKey(
        "Decision", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    #: Why it was withdrawn, which the client reads.
    because = models.TextField(blank=True, editable=False)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by", editable=False
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, editable=False)
    #: Since when what was accepted lies with the carrier: from then on nothing is reversed.
    submitted_at = models.DateTimeField(null=True, editable=False)

    objects = RecommendationQuerySet.as_manager()

    # A decision moves the state; the trigger lets no other change of it pass.
    wall = Wall(
        portal="SELECT, UPDATE (state, standing_id, deferred_until)",
        portal_rows="published_at IS NOT NULL",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(money__gte=0), name="money_at_stake_is_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at__isnull=True)
                | models.Q(state="withdrawn")
                | models.Q(published_at__isnull=False) & ~models.Q(state="draft"),
                name="only_a_draft_is_not_published",
            ),
            models.CheckConstraint(
                condition=models.Q(standing__isnull=False) | ~models.Q(state__in=DECIDED),
                name="what_is_decided_names_its_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(deferred_until__isnull=False) | ~models.Q(state="deferred"),
                name="what_is_put_off_comes_back",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True) | models.Q(state="accepted"),
                name="only_what_was_accepted_is_submitted",
            ),
        ]
        indexes = [models.Index(fields=["client", "state", "-id"], name="recommendations_by_state")]
        triggers = [
            pgtrigger.Trigger(
                name="a_recommendation_moves_by_decisions",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("latest", "record")],
                func=guards.MOVES,
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days_open(self) -> int | None:
        """How many days it waits for the client by now; none while it does not wait."""
        if self.state != self.State.OPEN:
            return None
        return (timezone.localdate() - timezone.localdate(self.published_at)).days

    @property
    def is_reversible(self) -> bool:
        """Whether the client may still take the decision back."""
        return self.standing_id is not None and self.submitted_at is None


class AdviceOption(TenantModel):
    """One way to go; accepting a recommendation means choosing one, and one of them we advise."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="options"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField("what it means", blank=True)
    is_advised = models.BooleanField(default=False)
    #: What an app knows the option by, such as ``withhold``.
    code = models.CharField(max_length=12, blank=True)

    wall = Wall(portal="SELECT", portal_rows=guards.OF_A_PUBLISHED)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "position"], name="options_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=models.Q(is_advised=True),
                name="one_option_is_advised",
            ),
        ]
        triggers = [stays_put("options_stay_as_they_were_read")]

    def __str__(self) -> str:
        return self.title


class AdvicePart(TenantModel):
    """One of several things a recommendation is about, which the client may leave out.

    Its money is frozen on the day it was put in; apps link parts to what they stand for.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    money = models.DecimalField(**MONEY)
    monthly = models.DecimalField(default=Decimal(0), **MONEY)

    wall = Wall(portal="SELECT", portal_rows=guards.OF_A_PUBLISHED)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "position"], name="parts_are_numbered"
            )
        ]
        triggers = [stays_put("parts_stay_as_they_were_read")]

    def __str__(self) -> str:
        return self.title


class AdviceNote(TenantModel):
    """What the practice notes down about a recommendation; no client user ever meets it."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Decision(TenantModel):
    """What a client user decided about a recommendation; never changed, reversed by a further one.

    Nobody of the practice can write one: the roles of staff and worker lack the privilege, and
    the portal's may only for the person who signed in and holds the right, or stands in.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        DEFERRED = "deferred", "Put off"
        REVERSED = "reversed", "Taken back"

    class Via(models.TextChoices):
        PAGE = "page", "On its page"
        MAIL = "mail", "On its page, from a mail or notice"
        BULK = "bulk", "Together with others of the carrier"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    option = models.ForeignKey(AdviceOption, on_delete=models.PROTECT, null=True, related_name="+")
    #: Parts that were left out of an acceptance, by their keys.
    left_out = ArrayField(models.BigIntegerField(), default=list)
    #: What was accepted, declined or put off: the money at stake without what was left out.
    money = models.DecimalField(**MONEY)
    currency = models.CharField(max_length=3)
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: Whose right it rests on, and its limit then; none is without limit.
    right_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    limit = models.DecimalField(null=True, **MONEY)
    deputyship = models.ForeignKey(Deputy, on_delete=models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=4, choices=Via)
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT", portal="SELECT, INSERT", portal_writes=guards.MAY_DECIDE)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(option__isnull=False) | ~models.Q(outcome="accepted"),
                name="who_accepts_chooses_an_option",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=False) | ~models.Q(outcome="deferred"),
                name="who_puts_off_says_until_when",
            ),
            models.CheckConstraint(
                condition=models.Q(deputyship__isnull=False)
                | models.Q(right_of=models.F("decided_by")),
                name="who_uses_anothers_right_is_their_deputy",
            ),
        ]
        indexes = [models.Index(fields=["recommendation", "-id"], name="decisions_latest_first")]
        triggers = [
            pgtrigger.Protect(
                name="what_a_client_decided_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.decided_by}"
