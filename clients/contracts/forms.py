"""What somebody says about a price that is asked for anew."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.contracts.models import Renegotiation
from clients.contracts.notice_models import NoticeGiven
from clients.contracts.running import running
from clients.people.models import Client
from clients.telecom.forms.base import FactForm, as_typed, day_field
from clients.telecom.models import (
    UNIT_PRICE,
    Carrier,
    Contract,
    ContractDocument,
    ContractRate,
)
from retainer.lib import format as written


class RateChoice(forms.ModelChoiceField):
    """Rates by charge, carrier and price."""

    def label_from_instance(self, rate: ContractRate) -> str:
        place = rate.service or rate.site
        named = f"{rate.carrier}, {rate.charge_code}" + (f", {place}" if place else "")
        since = written.day(rate.valid.lower)
        return f"{named}: {written.rate(rate.rate, rate.currency)} since {since}"


class AskForm(forms.Form):
    """Which rate, and what we ask."""

    rate = RateChoice(ContractRate.objects.none(), label="Rate")
    asked = forms.DecimalField(label="Price asked for", min_value=0, **UNIT_PRICE)
    asked_on = day_field("Asked on", required=True)
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Such as with whom it is discussed. The client can read it.",
    )

    def __init__(
        self, *args: Any, client: Client, carrier: Carrier | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rates = ContractRate.objects.filter(client=client)
        if carrier:
            rates = rates.filter(carrier=carrier)
        self.fields["rate"].queryset = rates.select_related("carrier", "site", "service")
        self.fields["asked_on"].initial = timezone.localdate()


class NoticeForm(FactForm):
    """Notice that was given: when, by whom, how, and on which paper."""

    class Meta:
        model = NoticeGiven
        fields = ["given_on", "ends_on", "given_by", "how", "document"]
        labels = {"document": "Copy on file"}

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, client=contract.client, **kwargs)
        self.instance.contract = contract
        today = timezone.localdate()
        term = running(contract, today)
        document: Any = self.fields["document"]
        document.queryset = ContractDocument.objects.filter(contract=contract)
        document.empty_label = "No paper on file yet"
        self.initial |= {"given_on": today, "ends_on": term.ends or term.can_end_on}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        given, ends = said.get("given_on"), said.get("ends_on")
        if given and given > timezone.localdate():
            self.add_error("given_on", "This day is still to come. Note notice once it was given.")
        if given and ends and ends < given:
            self.add_error("ends_on", "The contract cannot end before notice was given.")
        return said


class OfferForm(forms.ModelForm):
    """What is asked and offered now."""

    class Meta:
        model = Renegotiation
        fields = ["asked", "offered", "note"]
        widgets = {"note": forms.Textarea({"rows": 3})}
        help_texts = {"offered": "A unit; empty while the carrier has offered nothing."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("asked", "offered"):
            if (value := self.initial.get(name)) is not None:
                self.initial[name] = as_typed(value)


class AgreeForm(forms.Form):
    """What was agreed, from when on, and on which paper."""

    agreed = forms.DecimalField(label="Price agreed", min_value=0, **UNIT_PRICE)
    effective_on = day_field(
        "Holds from", required=True, help_text="The old rate ends on the day before."
    )
    document = forms.ModelChoiceField(
        ContractDocument.objects.none(),
        label="Written in",
        required=False,
        empty_label="No paper on file yet",
    )

    def __init__(self, *args: Any, renegotiation: Renegotiation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = ContractDocument.objects.filter(client=renegotiation.client_id)
        self.fields["document"].queryset = papers.filter(contract=renegotiation.rate.contract_id)
        offer = renegotiation.offered
        self.fields["agreed"].initial = as_typed(renegotiation.asked if offer is None else offer)
