"""Forms of what a contract says beyond its prices."""

from typing import Any

from django import forms

from clients.telecom.forms.base import FactForm, RangeForm
from clients.telecom.models import (
    Commitment,
    Contract,
    Discount,
    PriceTier,
    RepairTarget,
    ScheduledCredit,
    ServiceLevel,
    SurchargeTerm,
    UsageTerm,
    Waiver,
)
from clients.telecom.models.clauses import Clauses

#: Where a term is written; the last fields of every form.
WRITTEN_IN = ("first", "last", "document", "page")


class ContractTermsForm(FactForm):
    """How bills, disputes and ends work under a contract."""

    class Meta:
        model = Contract
        fields = [field.name for field in Clauses._meta.get_fields()]


class TermForm(RangeForm):
    """A clause that holds for a time; everything it names has to be of its contract's carrier."""

    class Meta:
        fields = ["contract", "document", "page"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [name for name in self.fields if name not in WRITTEN_IN]
        self.order_fields([*own, *WRITTEN_IN])

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        contract = fields.get("contract")
        document, account = fields.get("document"), fields.get("account")
        if document and contract and document.contract != contract:
            self.add_error("document", "This document belongs to another contract.")
        if account and contract and account.carrier_id != contract.carrier_id:
            self.add_error("account", "This account is with another carrier.")
        return fields


class CommitmentForm(TermForm):
    class Meta(TermForm.Meta):
        model = Commitment
        fields = [
            "contract", "amount", "shortfall_percent", "shortfall_code", "counts_recurring",
            "counts_usage", "counts_one_time", "counts_surcharges", "is_gross", "document", "page",
        ]  # fmt: skip


class ScheduledCreditForm(TermForm):
    class Meta(TermForm.Meta):
        model = ScheduledCredit
        fields = [
            "contract", "name", "amount", "account", "credit_codes", "condition", "condition_met",
            "document", "page",
        ]  # fmt: skip
        widgets = {"condition": forms.Textarea({"rows": 2})}


class DiscountForm(TermForm):
    class Meta(TermForm.Meta):
        model = Discount
        fields = [
            "contract", "percent", "charge_code", "excluded_codes", "shown", "credit_code",
            "account", "site", "service", "document", "page",
        ]  # fmt: skip


class WaiverForm(TermForm):
    class Meta(TermForm.Meta):
        model = Waiver
        fields = [
            "contract", "kind", "charge_codes", "yearly_count", "yearly_percent", "document",
            "page",
        ]  # fmt: skip


class PriceTierForm(TermForm):
    class Meta(TermForm.Meta):
        model = PriceTier
        fields = [
            "contract", "charge_code", "from_quantity", "rate", "reach", "counted", "document",
            "page",
        ]  # fmt: skip


class UsageTermForm(TermForm):
    class Meta(TermForm.Meta):
        model = UsageTerm
        fields = [
            "contract", "charge_code", "included", "unit", "holder", "account", "minimum_charge",
            "minimum_code", "document", "page",
        ]  # fmt: skip


class ServiceLevelForm(TermForm):
    class Meta(TermForm.Meta):
        model = ServiceLevel
        fields = [
            "contract", "charge_code", "threshold_minutes", "credit_percent", "claim_days",
            "document", "page",
        ]  # fmt: skip


class RepairTargetForm(TermForm):
    class Meta(TermForm.Meta):
        model = RepairTarget
        fields = [
            "contract", "kind", "respond_minutes", "restore_minutes", "clock", "opens", "closes",
            "days", "closed_days", "credit_percent", "claim_days", "document", "page",
        ]  # fmt: skip
        widgets = {
            name: forms.TimeInput({"type": "time"}, format="%H:%M") for name in ("opens", "closes")
        }


class SurchargeTermForm(TermForm):
    class Meta(TermForm.Meta):
        model = SurchargeTerm
        fields = ["contract", "charge_code", "name", "rule", "percent", "base", "document", "page"]
