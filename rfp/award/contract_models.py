"""What an award became: the contract, and which rate, obligation and metric came of what."""

from django.db import models
from django.db.models import Q

from clients.metrics.models import Metric
from clients.obligations.models import Obligation
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.telecom.models import Contract, ContractRate
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.award.models import Award
from rfp.issuing.models import stays


class AwardedContract(TenantModel):
    """The contract that an award became, with the relationship that its duties hang on."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="contract")
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="+")
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="+")
    begins_on = models.DateField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        triggers = stays("what_an_award_became")

    def __str__(self) -> str:
        return f"{self.award}: {self.contract}"


class AwardLink(TenantModel):
    """From a piece of the request over the answer to what of the contract came of it."""

    awarded = models.ForeignKey(AwardedContract, models.PROTECT, related_name="links")
    #: Of the request, such as R-014, P-003 or M-001.
    code = models.CharField(max_length=12)
    #: What the winner answered, or its price, in words.
    answer = models.TextField(blank=True)
    rate = models.OneToOneField(ContractRate, models.PROTECT, null=True, related_name="+")
    obligation = models.OneToOneField(Obligation, models.PROTECT, null=True, related_name="+")
    metric = models.OneToOneField(Metric, models.PROTECT, null=True, related_name="+")

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate__isnull=False, obligation=None, metric=None)
                | Q(rate=None, obligation__isnull=False, metric=None)
                | Q(rate=None, obligation=None, metric__isnull=False),
                name="a_link_of_an_award_leads_to_one_thing",
            )
        ]
        triggers = stays("a_link_of_an_award")

    def __str__(self) -> str:
        return f"{self.code}: {self.rate or self.obligation or self.metric}"
