"""A proposal as a client reads it, their word on it, and the money it is paid from."""

from functools import cached_property

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from clients.advice.deputy_models import Deputy
from clients.files.models import StoredFile
from clients.people.models import DecisionRight, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.proposals import guards
from rfp.proposals.models import MONEY, Proposal
from rfp.proposals.querysets import VersionQuerySet
from rfp.proposals.shape import ToldProposal, read


class ProposalVersion(TenantModel):
    """What was put to the client, frozen with its hash; the last one counts."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    document = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    kind = models.CharField(
        "right it takes to accept", max_length=12, choices=DecisionRight.Subject
    )
    #: All prices over the term: the limit of whoever decides is held against it.
    money = models.DecimalField(**MONEY)
    currency = models.CharField(max_length=3)
    valid_until = models.DateField()
    #: Money that came back and was free on the day of issue; none where it is not offered.
    found_free = models.DecimalField(null=True, **MONEY)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    pdf = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    #: Why it was withdrawn, which the client reads.
    because = models.TextField(blank=True)

    objects = VersionQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE (pdf_id, withdrawn_at, withdrawn_by_id, because)",
        portal="SELECT",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="a_proposal_counts_its_versions"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False) & ~Q(because=""),
                name="who_withdraws_a_proposal_says_why",
            ),
        ]
        triggers = [
            *guards.stays(
                "a_version_of_a_proposal", "pdf", "withdrawn_at", "withdrawn_by", "because"
            ),
            guards.issues_what_is_complete(),
            guards.nothing_answered_is_withdrawn(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @cached_property
    def told(self) -> ToldProposal:
        """What the client reads."""
        return read(self.document)


class ProposalVerdict(TenantModel):
    """The client's word on a version; nobody of the practice can write one."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    version = models.OneToOneField(ProposalVersion, models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    #: They read who is paid what; without it nothing is accepted.
    read_earnings = models.BooleanField(default=False)
    #: Up to so much of it is paid from money that came back; none where they pay otherwise.
    from_found = models.DecimalField(null=True, **MONEY)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    #: Whose right it rests on, and its limit then; none is without limit.
    right_of = models.ForeignKey(User, models.PROTECT, related_name="+")
    limit = models.DecimalField(null=True, **MONEY)
    deputyship = models.ForeignKey(Deputy, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT", portal="SELECT, INSERT", portal_writes=guards.MAY_DECIDE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deputyship__isnull=False) | Q(right_of=F("decided_by")),
                name="who_decides_a_proposal_for_another_is_their_deputy",
            ),
            models.CheckConstraint(
                condition=Q(outcome="accepted", read_earnings=True)
                | Q(outcome="declined") & ~Q(reason=""),
                name="who_accepts_read_the_earnings_who_declines_says_why",
            ),
            models.CheckConstraint(
                condition=Q(from_found=None) | Q(from_found__gt=0, outcome="accepted"),
                name="only_what_is_accepted_is_paid_from_found_money",
            ),
        ]
        triggers = guards.stays("a_word_on_a_proposal")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.decided_by}"


class ProposalFunding(TenantModel):
    """The case of found money that an accepted proposal is paid from."""

    verdict = models.OneToOneField(ProposalVerdict, models.PROTECT, related_name="funding")
    #: The case's own identity: the ledger of found money belongs to another app.
    case = models.UUIDField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="found_money_is_asked_of_the_client",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM rfp_proposalverdict w
                        WHERE w.id = NEW.verdict_id AND w.from_found IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'the client did not choose to pay from found money'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="where_it_is_paid_from_stays", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"Found money for {self.verdict}"
