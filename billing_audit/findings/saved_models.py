"""The views of the findings that people keep."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import OpenTable
from retainer.lib.tenancy.declarations import CHANGE


class SavedView(models.Model):
    """How one person narrowed and sorted the findings, under a name of theirs."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    #: The query of the address, such as ``client=acme&state=new``.
    query = models.CharField(max_length=600, blank=True)

    wall = OpenTable(
        "names only filters; whose rows they show, the walls decide",
        staff=CHANGE,
        worker=CHANGE,
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_view_per_person_and_name")
        ]

    def __str__(self) -> str:
        return self.name
