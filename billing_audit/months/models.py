"""What a person says about a month that no bill comes for."""

from django.db import models

from clients.people.models import User
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy.models import TenantModel


class NoBillExpected(TenantModel):
    """Somebody knows why an account is not billed in a month; taking it back deletes the row."""

    account = models.ForeignKey(BillingAccount, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text="First day of the month.")
    reason = models.CharField(max_length=200)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"], name="one_word_about_a_month_without_bill"
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="a_month_without_bill_is_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} in {self.month:%Y-%m}: {self.reason}"
