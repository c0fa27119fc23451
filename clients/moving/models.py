"""Whom and what the names of another system stand for; asked once, then remembered."""

from django.db import models

from clients.agreements.models import Project
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.declarations import CHANGE, OpenTable
from retainer.lib.tenancy.models import TenantQuerySet


class ProjectAlias(models.Model):
    """A project of another system; without a project of ours its time is left out.

    What is left out is nobody's: only who said so sees it.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, related_name="+")
    system = models.CharField(max_length=12)
    their_client = models.CharField(max_length=200)
    their_project = models.CharField(max_length=200)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = TenantQuerySet.as_manager()

    wall = Wall(unclaimed_by="made_by_id")

    class Meta:
        verbose_name_plural = "project aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["system", "their_client", "their_project", "made_by"],
                name="a_project_of_another_system_means_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.their_client}, {self.their_project}"


class PersonAlias(models.Model):
    """A person of another system."""

    system = models.CharField(max_length=12)
    their_name = models.CharField(max_length=200)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    wall = OpenTable("people of the practice, as another system calls them", staff=CHANGE,
                     worker=CHANGE)  # fmt: skip

    class Meta:
        verbose_name_plural = "person aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["system", "their_name"], name="a_person_of_another_system_is_one_of_ours"
            )
        ]

    def __str__(self) -> str:
        return self.their_name
