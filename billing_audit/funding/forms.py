"""What is asked about a case, and about the money for it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from billing_audit.funding.available import in_all, left, spendable
from billing_audit.funding.models import FundingCase
from billing_audit.money.credit_models import CreditMatch
from clients.agreements.models import Project
from clients.people.models import Client
from retainer.lib import format as written
from retainer.lib.months import shifted

#: First months offered, before and after this one.
BEFORE, AHEAD = 6, 12


class CaseForm(forms.ModelForm):
    """What it is, what it costs and saves, and from when on."""

    class Meta:
        model = FundingCase
        fields = (
            *("title", "purpose", "project", "currency"),
            *("one_time", "monthly", "saves", "starts", "months"),
        )
        widgets = {"purpose": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client = client
        self.fields["project"].queryset = Project.objects.filter(client=client)
        this = timezone.localdate().replace(day=1)
        months = [shifted(this, by) for by in range(-BEFORE, AHEAD + 1)]
        self.fields["starts"] = forms.TypedChoiceField(
            label="First month",
            coerce=date.fromisoformat,
            initial=f"{this:%Y-%m-%d}",
            choices=[(f"{month:%Y-%m-%d}", written.month(month)) for month in months],
        )


class _Matches(forms.ModelChoiceField):
    free: dict[int, Any]

    def label_from_instance(self, obj: CreditMatch) -> str:
        money = written.money(self.free[obj.pk], obj.currency)
        return f"{money}, {obj.credit} of {written.day(obj.credit.on)}, {obj.dispute}"


class CommitForm(forms.Form):
    """Which credit, and how much of it."""

    match = _Matches(CreditMatch.objects.none(), label="Credit", empty_label="Choose a credit")
    amount = forms.DecimalField(
        label="How much",
        max_digits=15,
        decimal_places=3,
        required=False,
        help_text="Empty: all that is left of it.",
    )

    def __init__(self, *args: Any, case: FundingCase, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="commit-%s", **kwargs)
        credits = list(spendable(case))
        free = left(credits)
        open_ones = [key for key, money in free.items() if money > 0]
        self.fields["match"].free = free
        self.fields["match"].queryset = CreditMatch.objects.filter(pk__in=open_ones).for_list()
        self.sum = in_all(credits)
