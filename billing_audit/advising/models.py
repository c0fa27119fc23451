"""The findings that a recommendation asks the client about, and what of a bill we advise to pay."""

import pgtrigger
from django.db import models

from billing_audit.advising.querysets import AdvisedFindingQuerySet
from billing_audit.bills.models import Invoice
from billing_audit.findings.models import Finding
from clients.advice.models import MONEY, AdvicePart
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class AdvisedFinding(TenantModel):
    """A finding as part of a recommendation; what it claimed then is frozen in the part.

    ``accepted()`` says which of them the client agreed to ask back.
    """

    part = models.OneToOneField(AdvicePart, on_delete=models.CASCADE, related_name="advised")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="advised")

    objects = AdvisedFindingQuerySet.as_manager()

    wall = Wall(
        portal="SELECT",
        portal_rows="EXISTS (SELECT FROM clients_advicepart p WHERE p.id = part_id)",
    )

    class Meta:
        ordering = ["part__position"]

    def __str__(self) -> str:
        return f"{self.finding} in {self.part.recommendation}"


class PaymentAdvice(TenantModel):
    """What a consultant advises about paying a bill, where it is not what the rule says.

    The latest of a bill counts; none is changed.
    """

    class Advice(models.TextChoices):
        PAY = "pay", "Pay"
        WITHHOLD = "withhold", "Withhold"
        HOLD = "hold", "Hold"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payment_advices")
    advice = models.CharField(max_length=8, choices=Advice)
    #: What is not to be paid; all of the bill when it is held.
    withheld = models.DecimalField(default=0, **MONEY)
    reason = models.TextField("why, which the client reads")
    advised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    advised_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(advice="pay", withheld=0)
                | models.Q(advice__in=["withhold", "hold"], withheld__gt=0),
                name="only_what_is_not_paid_is_withheld",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_advice_on_payment_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_advice_display()}: {self.invoice}"
