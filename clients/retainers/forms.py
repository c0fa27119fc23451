"""Forms about work beyond the allowance and answers to clients."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import PriceList
from clients.retainers.ledger import open_from
from retainer.lib import format as written
from retainer.lib.months import month_of, shifted

AMOUNT = {"max_digits": 18, "decimal_places": 2, "min_value": Decimal("0.01")}
#: How many months ahead one may ask for.
AHEAD = 2


class OverageForm(forms.Form):
    """How much more is needed, in which month, and what for."""

    month = forms.TypedChoiceField()
    amount = forms.DecimalField(**AMOUNT)
    cost = forms.DecimalField(
        label="Costs at most",
        help_text="No overage rate is agreed, so say what it costs in the worst case.",
        **AMOUNT,
    )
    reason = forms.CharField(
        label="What it is for",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="The client reads it before they decide.",
    )

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = month_of(timezone.localdate())
        first = max(open_from(agreement), shifted(this, -AHEAD))
        months = [
            shifted(first, n) for n in range(3 * AHEAD) if shifted(first, n) <= shifted(this, AHEAD)
        ]
        held = {f"{m:%Y-%m-%d}": m for m in months if agreement.touches(m)}
        month: Any = self.fields["month"]
        month.choices = [(key, written.month(m)) for key, m in held.items()]
        month.coerce = held.__getitem__
        month.initial = f"{this:%Y-%m-%d}"
        unit = f"in {agreement.currency}" if agreement.counts_money else "hours"
        self.fields["amount"].label = f"Beyond the allowance ({unit})"
        self.fields["cost"].label += f" ({agreement.currency})"
        prices = PriceList([agreement])
        unpriced = [m for m in held.values() if prices.terms_in(agreement, m).overage_rate is None]
        if agreement.counts_money or not unpriced:
            del self.fields["cost"]
        else:  # terms may change among these months
            self.fields["cost"].required = len(unpriced) == len(held)


class AnswerForm(forms.Form):
    """What we answer to a question about logged work."""

    text = forms.CharField(
        label="Answer",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="The client reads it beside the entry.",
    )
