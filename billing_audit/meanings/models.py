"""The practice's own catalogue of charges, on top of what their names say."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import OpenTable
from retainer.lib.tenancy.declarations import CHANGE


class ChargeMeaning(models.Model):
    """What a carrier's charge code means, or words that carriers use without a code."""

    #: Named, understood, and none of the kinds that checks ask for.
    ORDINARY = "ordinary"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, null=True, related_name="+")
    #: In capitals; only where there is a carrier.
    code = models.CharField(max_length=60, blank=True)
    #: A description in small letters; only where there is no code, and then of every carrier.
    words = models.CharField(max_length=300, blank=True)
    meaning = models.CharField(max_length=40)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    wall = OpenTable(
        "what a carrier's charge means is the same for all clients", staff=CHANGE, worker=CHANGE
    )

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "code", "words"],
                nulls_distinct=False,
                name="one_meaning_per_charge",
            ),
            models.CheckConstraint(
                condition=Q(carrier__isnull=False, words="") & ~Q(code="")
                | Q(carrier__isnull=True, code="") & ~Q(words=""),
                name="a_meaning_is_of_a_code_or_of_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.code}" if self.code else self.words
