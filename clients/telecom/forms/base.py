"""What the forms of all telecom registers share."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from clients.people.models import Client
from clients.telecom.reference.lookups import days, last_day


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A date as browsers ask for it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def as_typed(value: Decimal) -> Decimal:
    """An amount as a person writes it: cents, and further digits only where they say something."""
    stated = -int(value.normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(-max(2, stated)))


class FactForm(forms.ModelForm):
    """A fact of one client: its choices are narrowed to that client's rows.

    A form that edits carries what the row was when it was shown, so that nobody
    overwrites unseen what somebody else saved in between.
    """

    def __init__(self, *args: Any, client: Client | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client
        if client is not None:
            self.instance.client = client
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and _has_client(field.queryset.model):
                field.queryset = field.queryset.filter(client=client)
        for name, value in self.initial.items():
            if isinstance(value, Decimal):
                self.initial[name] = as_typed(value)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        if self.instance.pk:
            self.stored = _fingerprint(self.instance)
            self.fields["seen"] = forms.CharField(
                widget=forms.HiddenInput, initial=self.stored, required=False
            )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self.instance.pk and fields.get("seen") != self.stored:
            self.add_error(
                None,
                "Somebody else changed this since you opened it. Open the page again to see "
                "how, then enter your change.",
            )
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        # The client is not a field of the form, but constraints name it.
        return super()._get_validation_exclusions() - {"client"}


def _fingerprint(row: Model) -> str:
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()


def _has_client(model: type[Model]) -> bool:
    return any(field.name == "client" for field in model._meta.get_fields())


class RangeForm(FactForm):
    """A fact that holds from one day to another, both included."""

    range_field = "valid"
    first_required = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"] = day_field("First day", required=self.first_required)
        self.fields["last"] = day_field("Last day", help_text="Leave empty while it holds.")
        if stored := getattr(self.instance, self.range_field, None):
            self.initial |= {"first": stored.lower, "last": last_day(stored)}

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        first: date | None = fields.get("first")
        last: date | None = fields.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day lies before the first.")
        elif first:
            setattr(self.instance, self.range_field, days(first, last))
        elif last:
            self.add_error("first", "Say when it starts.")
        elif not self.first_required:
            setattr(self.instance, self.range_field, None)
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {self.range_field}


class RegisterFileForm(forms.Form):
    """A file for a register."""

    file = forms.FileField(label="File")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 20_000_000:
            raise ValidationError("The file is larger than 20 MB. Split it.")
        return file
