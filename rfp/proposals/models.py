"""A proposal of several providers while it is written: what it is, where, and its parties."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from clients.agreements.models import Project
from clients.people.models import CURRENCY, Client, DecisionRight, User
from clients.telecom.models import Site
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.proposals import guards
from rfp.proposals.querysets import ProposalQuerySet
from rfp.sourcing.supplier_models import Supplier

MONEY = {"max_digits": 18, "decimal_places": 3}
POSITIVE = [MinValueValidator(0)]


class Role(models.TextChoices):
    """What a party does; one may do many of these."""

    EQUIPMENT = "equipment", "Equipment"
    INSTALLATION = "installation", "Installation"
    MANAGED = "managed", "Managed service"
    CARRIER = "carrier", "Carrier"
    AUDIT = "audit", "Expense audit"


class Proposal(TenantModel):
    """What is written of a proposal; clients read the versions that were issued of it alone."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160, help_text="Such as One network for all clinics.")
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="+", verbose_name="engagement",
        help_text="The project of the retainer that it belongs to.",
    )  # fmt: skip
    summary = models.TextField(
        "what it is, in plain words", blank=True, help_text="A page's worth at most."
    )
    if_nothing = models.TextField("what happens if the client does nothing", blank=True)
    months = models.PositiveSmallIntegerField(
        "term in months", default=36, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    valid_until = models.DateField(
        "good until", null=True, blank=True, help_text="The last day on which it can be accepted."
    )
    kind = models.CharField(
        "right it takes to accept", max_length=12, choices=DecisionRight.Subject,
        default=DecisionRight.Subject.SPEND,
    )  # fmt: skip
    offers_found = models.BooleanField(
        "the client may pay from money that came back", default=True,
        help_text="They say so when they accept; only what a bill credited is there to be spent.",
    )  # fmt: skip
    author = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(auto_now_add=True)

    sites = models.ManyToManyField(Site, through="ProposalSite", related_name="+")

    objects = ProposalQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__range=(1, 120)), name="a_proposal_spans_one_to_120_months"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="an_accepted_proposal_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
    IF EXISTS ({guards.ACCEPTED.format(key="OLD.id")}) THEN
        RAISE EXCEPTION 'what the client accepted does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProposalSite(TenantModel):
    """A site it is for."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="places")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")

    wall = Wall(practice="SELECT, INSERT, DELETE")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "site"], name="a_site_is_in_a_proposal_once"
            )
        ]
        triggers = [guards.stays_accepted("sites_of_an_accepted_proposal_stay")]

    def __str__(self) -> str:
        return f"{self.site} for {self.proposal}"


class ProposalParty(TenantModel):
    """Somebody who does a part of it, we and the client among them."""

    class Kind(models.TextChoices):
        PROVIDER = "provider", "A provider"
        US = "us", "We"
        CLIENT = "client", "The client"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="parties")
    kind = models.CharField("who it is", max_length=8, choices=Kind, default=Kind.PROVIDER)
    name = models.CharField(max_length=120)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Where the directory has it.",
    )  # fmt: skip
    roles = ArrayField(models.CharField(max_length=12, choices=Role), default=list, blank=True)
    contact = models.CharField("whom to call", max_length=120, blank=True)
    email = models.EmailField("their mail", blank=True)
    phone = models.CharField("their telephone", max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "proposal", Upper("name"), name="a_party_is_in_a_proposal_once",
                violation_error_message="This party is in the proposal already.",
            ),
            models.UniqueConstraint(
                fields=["proposal", "kind"], condition=~Q(kind="provider"),
                name="we_and_the_client_are_in_a_proposal_once",
                violation_error_message="This side is in the proposal already.",
            ),
        ]  # fmt: skip
        triggers = [guards.stays_accepted("parties_of_an_accepted_proposal_stay")]

    def __str__(self) -> str:
        return self.name

    @property
    def roles_in_words(self) -> list[str]:
        return [Role(role).label for role in self.roles]

    @property
    def reached_by(self) -> str:
        """Whom to call and how, on one line."""
        return ", ".join(each for each in (self.contact, self.phone, self.email) if each)
