"""What somebody writes about a proposal and its parts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clients.agreements.models import Project
from clients.people.models import Client
from clients.telecom.forms.base import FactForm
from clients.telecom.models import Site
from rfp.proposals.earning_models import Earning
from rfp.proposals.models import Proposal, ProposalParty, Role
from rfp.proposals.scope_models import DUTIES, Holding, InterfaceStep, ScopeLine

Kind = ProposalParty.Kind


class ProposalForm(FactForm):
    """What it is, for which sites, and until when it is good."""

    sites = forms.ModelMultipleChoiceField(
        Site.objects.filter(closed_on=None),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Sites it is for",
    )

    class Meta:
        model = Proposal
        fields = [
            *("title", "project", "summary", "if_nothing", "sites"),
            *("months", "currency", "valid_until", "kind", "offers_found"),
        ]
        widgets = {
            "summary": forms.Textarea({"rows": 6}),
            "if_nothing": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        project: Any = self.fields["project"]
        project.empty_label = "Choose the engagement"
        if not project.queryset.filter(state=Project.State.OPEN).exists():
            project.help_text = (
                "This client has no project yet. Begin one on its retainer agreement first: no "
                "proposal is written without an engagement."
            )
        if self.instance.pk:
            self.initial["sites"] = list(self.instance.places.values_list("site", flat=True))

    def _save_m2m(self) -> None:
        """Sites carry their client; the service stores them."""


class PartForm(FactForm):
    """A part; which proposal it is of comes with the address."""

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, client=proposal.client, **kwargs)
        self.instance.proposal = proposal
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is ProposalParty:
                field.queryset = proposal.parties.all()
                field.empty_label = "Nobody yet"

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"proposal"}


class PartyForm(PartForm):
    """A party; who is in the directory need not be written again."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple,
        label="What it does",
    )  # fmt: skip

    class Meta:
        model = ProposalParty
        fields = ["supplier", "name", "roles", "contact", "email", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        supplier: Any = self.fields["supplier"]
        supplier.label, supplier.empty_label = "From the directory", "Not in the directory"
        supplier.help_text = "What you leave empty below is taken from there."
        if self.instance.pk and self.instance.kind != Kind.PROVIDER:
            del self.fields["supplier"]
        if self.instance.pk and self.instance.kind == Kind.CLIENT:
            del self.fields["roles"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if supplier := fields.get("supplier"):
            for name in ("name", "contact", "email", "phone"):
                fields[name] = fields.get(name) or getattr(supplier, name)
        if not fields.get("name") and "name" not in self.errors:
            self.add_error("name", "Write its name, or choose it from the directory.")
        return fields


class LineForm(PartForm):
    class Meta:
        model = ScopeLine
        fields = ["title", "detail", "role", "left_open", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["place"]


class StepForm(PartForm):
    class Meta:
        model = InterfaceStep
        fields = ["title", *DUTIES, "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["place"]


class EarningForm(PartForm):
    """One thing a party is paid; what its constraint asks for is said field by field."""

    class Meta:
        model = Earning
        fields = [
            *("payee", "kind", "what_for", "payer", "other_payer"),
            *("amount", "percent", "percent_of", "pace", "months"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payee: Any = self.fields["payee"]
        payee.queryset = payee.queryset.exclude(kind=Kind.CLIENT)
        payee.empty_label = "Choose who is paid"
        payer: Any = self.fields["payer"]
        payer.empty_label = "Somebody else, named below"
        kinds: Any = self.fields["kind"]
        kinds.choices = [each for each in Earning.Kind.choices if each[0] != Earning.Kind.NONE]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        for name, wrong in self._lacks(fields):
            if name not in self.errors:
                self.add_error(name, wrong)
        return fields

    def _lacks(self, fields: dict[str, Any]) -> list[tuple[str, str]]:
        amount, percent = fields.get("amount"), fields.get("percent")
        payer, other = fields.get("payer"), fields.get("other_payer")
        pace, months = fields.get("pace"), fields.get("months")
        is_once = pace == Earning.Pace.ONCE
        checks = (
            (fields.get("what_for"), "what_for", "Say for doing what."),
            (payer or other, "payer", "Say who pays."),
            (not (payer and other), "other_payer", "Choose a party, or name somebody else."),
            (
                (amount is None) != (percent is None), "amount",
                "Write an amount or a percentage, one of the two.",
            ),
            (percent is None or fields.get("percent_of"), "percent_of", "Say per cent of what."),
            (
                percent is not None or not fields.get("percent_of"), "percent",
                "Write the percentage, or leave the field below empty.",
            ),
            (pace, "pace", "Say how often."),
            (not pace or is_once or months, "months", "Say for how many months."),
            (not is_once or not months, "months", "What is paid once has no months."),
        )  # fmt: skip
        return [(name, wrong) for holds, name, wrong in checks if not holds]


class HoldingForm(FactForm):
    """What a party does at a line, and its price."""

    class Meta:
        model = Holding
        fields = ["once", "monthly", "note"]
        help_texts = {
            "once": "Leave both prices empty where its work is within another's price.",
        }


class SettleForm(forms.Form):
    """Who keeps a line, and why."""

    keeper = forms.ModelChoiceField(
        Holding.objects.none(), label="Who keeps it", widget=forms.RadioSelect, empty_label=None
    )
    because = forms.CharField(
        label="Why", max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text="The client and the other party read it.",
    )  # fmt: skip

    def __init__(self, *args: Any, line: ScopeLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeper: Any = self.fields["keeper"]
        priced = [each.pk for each in line.holdings.all() if each.is_priced]
        keeper.queryset = Holding.objects.filter(pk__in=priced).select_related("party")
        keeper.label_from_instance = lambda holding: holding.party.name


class AnswerForm(forms.Form):
    """A client user's answer to a proposal."""

    outcome = forms.CharField()
    read_earnings = forms.BooleanField(required=False)
    use_found = forms.BooleanField(required=False)
    from_found = forms.DecimalField(max_digits=15, decimal_places=3, required=False)
    reason = forms.CharField(max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if fields.get("use_found") and fields.get("from_found") is None:
            raise ValidationError("Say up to how much of it found money may pay.")
        if not fields.get("use_found"):
            fields["from_found"] = None
        return fields
