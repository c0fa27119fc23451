"""What people write in a request: its facts, and each kind of piece."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone

from clients.people.models import Client, User
from clients.telecom.models import Site
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import (
    RfpClause,
    RfpMetric,
    RfpPrice,
    RfpRequirement,
    RfpSection,
    RfpSite,
    RfpStep,
)
from rfp.authoring.values import zone_of
from rfp.sourcing.models import SourcingDecision

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
LONG = forms.Textarea({"rows": 6})


class FactsForm(forms.ModelForm):
    """The facts of a request; it carries the edition that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    time_zone = forms.ChoiceField(choices=ZONES, help_text="Of every hour named.")

    class Meta:
        model = Rfp
        fields = (
            *("reference", "title", "decision", "owner", "lead", "contact", "currency"),
            *("time_zone", "term_months", "starts_on", "price_weight", "formula", "ceiling"),
            *("shows_weights", "is_erate"),
        )
        widgets = {"starts_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client = client
        self.initial["edition"] = self.instance.edition
        active = User.objects.filter(is_active=True).order_by("name")
        owner: Any = self.fields["owner"]
        owner.queryset = active.filter(kind=User.Kind.CLIENT, memberships__client=client)
        owner.empty_label = "Nobody yet"
        decision: Any = self.fields["decision"]
        decision.queryset = SourcingDecision.objects.filter(client=client).live()
        decision.empty_label = "None yet"
        lead: Any = self.fields["lead"]
        lead.queryset = active.exclude(kind=User.Kind.CLIENT)

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _get_validation_exclusions(self) -> set[str]:
        # The client is not a field of the form, but its constraint names it.
        return super()._get_validation_exclusions() - {"client"}


class PieceForm(forms.ModelForm):
    """A piece; it carries the edition that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rfp: Rfp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rfp = rfp
        self.instance.rfp = rfp
        self.instance.client_id = rfp.client_id
        self.initial["edition"] = self.instance.edition
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = f"{value.normalize():f}"

    def content(self) -> dict[str, Any]:
        """What the service is to store."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"rfp"}


class SectionForm(PieceForm):
    class Meta:
        model = RfpSection
        fields = ("title",)


class ClauseForm(PieceForm):
    class Meta:
        model = RfpClause
        fields = ("title", "text")
        widgets = {"text": LONG}


class RequirementForm(PieceForm):
    class Meta:
        model = RfpRequirement
        fields = (
            *("title", "text", "level", "answer", "unit", "category", "weight", "evidence"),
            *("scorer", "group"),
        )
        widgets = {"text": forms.Textarea({"rows": 3}), "scorer": forms.Textarea({"rows": 2})}


class StepForm(PieceForm):
    """An hour, written and read in the request's own time zone."""

    at = forms.CharField(
        label="Day and hour",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = RfpStep
        fields = ("kind", "name", "at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = zone_of(self.rfp)
        self.fields["at"].help_text = f"In {self.rfp.time_zone.replace('_', ' ')}."
        if self.instance.at:
            self.initial["at"] = f"{self.instance.at.astimezone(zone):%Y-%m-%dT%H:%M}"

    def clean_at(self) -> datetime:
        try:
            there = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError as wrong:
            raise forms.ValidationError("Write the day and the hour: 2026-12-01T17:00.") from wrong
        return there.replace(tzinfo=zone_of(self.rfp)) if timezone.is_naive(there) else there


class SiteForm(PieceForm):
    class Meta:
        model = RfpSite
        fields = ("wanted",)


class PriceForm(PieceForm):
    class Meta:
        model = RfpPrice
        fields = ("description", "unit", "quantity", "site")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site: Any = self.fields["site"]
        site.queryset = self.rfp.sites.select_related("site")
        site.label_from_instance = lambda each: each.title
        site.empty_label = "No one site"


class MetricForm(PieceForm):
    class Meta:
        model = RfpMetric
        fields = RfpMetric.content
        widgets = {
            "text": forms.Textarea({"rows": 3}),
            "inputs": forms.Textarea({"rows": 3}),
            "examples": forms.Textarea({"rows": 3}),
        }


FORMS: dict[str, type[PieceForm]] = {
    form._meta.model.letter: form
    for form in (
        *(SectionForm, ClauseForm, RequirementForm, StepForm),
        *(SiteForm, PriceForm, MetricForm),
    )
}


class BulkForm(forms.Form):
    """The same facts for many requirements; what is left empty stays."""

    level = forms.ChoiceField(
        required=False,
        choices=[("", "Level stays"), *RfpRequirement._meta.get_field("level").choices],
        widget=forms.Select({"class": "form-select"}),
    )
    weight = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10,
        widget=forms.NumberInput({"class": "form-control", "placeholder": "Weight"}),
    )
    group = forms.CharField(
        label="Who scores it",
        required=False,
        max_length=40,
        widget=forms.TextInput({"class": "form-control", "placeholder": "Who scores it"}),
    )

    def content(self) -> dict[str, Any]:
        said = self.cleaned_data
        content = {name: said[name] for name in ("level", "group") if said[name]}
        if said["weight"] is not None:
            content["weight"] = said["weight"]
        if content.get("level", "scored") != "scored":
            content["weight"] = 0
        return content


class SitesForm(forms.Form):
    """Which of the client's sites need service, and what."""

    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(), widget=forms.CheckboxSelectMultiple, label="Sites"
    )
    wanted = forms.CharField(
        label="Needed there", max_length=200, help_text="Such as Internet 500 Mbps, 12 voice lines."
    )

    def __init__(self, *args: Any, rfp: Rfp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites: Any = self.fields["sites"]
        free = Site.objects.filter(client=rfp.client_id, closed_on=None)
        sites.queryset = free.exclude(pk__in=rfp.sites.values("site"))
        sites.label_from_instance = lambda each: ", ".join(
            word for word in (f"{each.code} {each.name}", each.city, each.region) if word
        )
