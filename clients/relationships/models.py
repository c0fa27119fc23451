"""A relationship of a client, and the people who answer for it."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from clients.people.models import Client, User
from clients.relationships.querysets import RelationshipQuerySet
from clients.telecom.models import Carrier, Contract
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


def person(name: str, help_text: str = "") -> models.ForeignKey:
    """Somebody who can sign in; nobody yet is an answer, too."""
    return models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=name,
        help_text=help_text,
    )


class Relationship(TenantModel):
    """Whom a client works with over years, so that both sides say in one place how.

    Its obligations, metrics, committees and playbook hang on it.  One is enough for a small
    client, and nobody has to be named before there is somebody.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", "With us"
        CARRIER = "carrier", "With a carrier"
        PROVIDER = "provider", "With a provider"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="relationships")
    name = models.CharField(max_length=120, help_text="Such as Verizon voice, or Our retainer.")
    kind = models.CharField("with whom", max_length=8, choices=Kind, default=Kind.PRACTICE)
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a relationship with a carrier.",
    )
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    our_owner = person("our owner", "Who of the practice answers for it from day to day.")
    their_owner = person("owner at the client")
    our_sponsor = person("our sponsor", "Who steps in when the owners cannot agree.")
    their_sponsor = person("sponsor at the client")
    contact = models.CharField(
        "who speaks for the other side",
        max_length=160,
        blank=True,
        help_text="Of a carrier or provider: name, and how to reach them. The client reads it.",
    )
    is_active = models.BooleanField("is active", default=True)
    set_at = models.DateTimeField(auto_now_add=True)

    objects = RelationshipQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "name"],
                name="a_relationship_is_named_once",
                violation_error_message="This client has a relationship of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(kind="carrier", carrier__isnull=False)
                | Q(carrier__isnull=True) & ~Q(kind="carrier"),
                name="a_relationship_with_a_carrier_names_it",
                violation_error_message="Choose the carrier of a relationship with a carrier, "
                "and of no other.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """Its state on a page."""
        return "active" if self.is_active else "ended"

    @property
    def lacks_a_sponsor(self) -> bool:
        return not (self.our_sponsor_id and self.their_sponsor_id)
