"""How carriers' own tables are read, as the practice has mapped them."""

from dataclasses import replace

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.importers.mapped.profile import Profile
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import OpenTable


class BillProfileQuerySet(models.QuerySet):
    """Profiles somebody made."""

    def in_use(self) -> "BillProfileQuerySet":
        """The newest version of each that was neither given up nor withdrawn."""
        kept = self.filter(is_retired=False).order_by("carrier_id", "name", "-version")
        return self.filter(pk__in=kept.distinct("carrier_id", "name").values("pk"))


class BillProfile(models.Model):
    """One version of how to read one table of one carrier; a change is a new version.

    Those that come with the product are in ``importers.mapped.shipped``, not here.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    #: A ``Profile`` as JSON.
    layout = models.JSONField()
    is_retired = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BillProfileQuerySet.as_manager()

    wall = OpenTable(
        "how carriers' tables are read is the same for all clients",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        verbose_name = "bill layout"
        ordering = ["carrier__name", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "name", "version"], name="one_profile_per_name_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def profile(self) -> Profile:
        """The profile; its carrier is called what it is called now."""
        kept = Profile.from_json(self.layout)
        return replace(kept, carrier=self.carrier.name) if kept.carrier else kept
