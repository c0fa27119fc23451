"""Notices that were given under contracts."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from clients.people.models import Client, User
from clients.telecom.models import Contract, ContractDocument
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class NoticeGiven(TenantModel):
    """Notice to a carrier: the contract ends on a day instead of renewing itself or running on.

    It stays on file when it is taken back.
    """

    class How(models.TextChoices):
        LETTER = "letter", "Letter"
        REGISTERED = "registered", "Registered letter"
        MAIL = "mail", "E-mail"
        PORTAL = "portal", "The carrier's web site"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="notices_given")
    given_on = models.DateField()
    ends_on = models.DateField("contract ends on", help_text="Its last day.")
    given_by = models.CharField(max_length=120, help_text="Who of the client signed it.")
    how = models.CharField("given by way of", max_length=10, choices=How)
    document = models.ForeignKey(
        ContractDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(taken_back_on=None),
                name="one_notice_of_a_contract_stands",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("given_on")),
                name="no_contract_ends_before_its_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"Notice to {self.contract}"
