"""Projects to be paid from money that came back, and the credits committed to them."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from billing_audit.findings.models import MONEY
from billing_audit.money.credit_models import CreditMatch
from clients.agreements.models import Project
from clients.people.models import CURRENCY, Client, User
from retainer.lib.tenancy.models import TenantModel

#: What a credit gives to projects is counted on the credit's own row, where two who commit it at
#: once meet; the row's constraint refuses what goes beyond it.
COUNT_WHAT_IS_COMMITTED = """
    IF TG_OP <> 'INSERT' AND OLD.released_at IS NULL THEN
        UPDATE billing_audit_creditmatch SET committed = committed - OLD.amount
            WHERE id = OLD.match_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.released_at IS NULL THEN
        UPDATE billing_audit_creditmatch SET committed = committed + NEW.amount
            WHERE id = NEW.match_id;
    END IF;
    RETURN NULL;
"""


class FundingCase(TenantModel):
    """Something worth doing, what it costs and saves, and from which month on."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="funding_cases")
    title = models.CharField(max_length=160)
    purpose = models.TextField(blank=True, help_text="What it is for, in a sentence.")
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    one_time = models.DecimalField(
        "one-time cost", default=0, validators=[MinValueValidator(0)], **MONEY
    )
    monthly = models.DecimalField(
        "cost a month", default=0, validators=[MinValueValidator(0)], **MONEY
    )
    saves = models.DecimalField(
        "saves a month", default=0, validators=[MinValueValidator(0)], **MONEY
    )
    starts = models.DateField("first month")
    months = models.PositiveSmallIntegerField(
        "months looked ahead",
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    #: What the client agreed to take from found money; none where they were not asked.
    at_most = models.DecimalField(null=True, editable=False, **MONEY)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(one_time__gte=0, monthly__gte=0, saves__gte=0),
                name="a_case_costs_and_saves_no_less_than_nothing",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Commitment(TenantModel):
    """Money of one credit that one case is paid from, until it is released."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    case = models.ForeignKey(FundingCase, on_delete=models.PROTECT, related_name="commitments")
    match = models.ForeignKey(CreditMatch, on_delete=models.CASCADE, related_name="commitments")
    amount = models.DecimalField(**MONEY)
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_commitment_is_above_nothing"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_by__isnull=False),
                name="a_release_names_who_released",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_commitment_stays_as_it_was_made", fields=["case", "match", "amount"]
            ),
            pgtrigger.Trigger(
                name="what_is_committed_of_a_credit_is_counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=COUNT_WHAT_IS_COMMITTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match.credit} for {self.case}"
