"""Forms about time.

Every choice comes from the rows the person may see, so no form can point at
another client's project.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db.models import Q
from django.utils import timezone

from clients.agreements.forms import DayField
from clients.agreements.models import Project
from clients.people.models import Client, User
from clients.work.hours import read_hours, write_hours
from clients.work.models import Mode, WorkEntry
from clients.work.rules import WorkRefused


class HoursField(forms.CharField):
    """A length of time in the way each person writes it."""

    default_error_messages = {
        "invalid": "Write the hours as 1.5, 1:30, 1h30 or 90m.",
    }
    default_validators = [
        MinValueValidator(Decimal("0.01"), "Nothing is less than a hundredth of an hour."),
        MaxValueValidator(24, "A day has 24 hours."),
    ]

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        if said in self.empty_values:
            return None
        hours = read_hours(said)
        if hours is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return hours

    def prepare_value(self, value: Any) -> Any:
        return write_hours(value) if isinstance(value, Decimal) else value


class PartOfHoursField(HoursField):
    """A part of the hours, which may be none of them."""

    default_validators = [MaxValueValidator(24, "A day has 24 hours.")]


class ByClient(forms.models.ModelChoiceIterator):
    """Projects under the name of their client."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for client, projects in groupby(self.queryset, key=attrgetter("client")):
            yield client.name, [self.choice(project) for project in projects]


class ProjectField(forms.ModelChoiceField):
    iterator = ByClient


class EntryForm(forms.Form):
    """Time spent on a project on one day; ``entry`` is the one being corrected."""

    worked_on = DayField(label="Day", error_messages={"required": "Say on which day."})
    project = ProjectField(
        Project.objects.none(),
        to_field_name="public_id",
        empty_label="Choose a project",
        error_messages={
            "required": "Choose the project.",
            "invalid_choice": "This project takes no time from you. Choose another.",
        },
    )
    hours = HoursField(
        widget=forms.TextInput({"placeholder": "1.5 or 1:30", "autocomplete": "off"}),
        error_messages={"required": "Say how long it took."},
    )
    text = forms.CharField(
        label="What was done",
        max_length=WorkEntry._meta.get_field("text").max_length,
        widget=forms.TextInput(
            {"placeholder": "In words the client can read", "autocomplete": "off"}
        ),
        error_messages={"required": "Say what was done."},
    )
    mode = forms.ChoiceField(label="Our part", choices=Mode.choices, initial=Mode.ADVISE)
    unbilled = PartOfHoursField(
        label="Not billable",
        required=False,
        widget=forms.TextInput({"placeholder": "0", "autocomplete": "off"}),
        help_text="How much of these hours the client is not charged.",
    )
    reference = forms.CharField(
        required=False,
        max_length=WorkEntry._meta.get_field("reference").max_length,
        validators=[RegexValidator(r"^\S*$", "Write the reference as one word, such as R-12.")],
        widget=forms.TextInput({"placeholder": "R-12", "autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        client: Client | None = None,
        entry: WorkEntry | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        takes_time = Q(state=Project.State.OPEN, client__archived_at=None)
        if entry is not None:
            takes_time |= Q(pk=entry.project_id)
            self.initial = {
                "worked_on": entry.worked_on,
                "project": entry.project.public_id,
                "hours": entry.hours,
                "text": entry.text,
                "mode": entry.mode,
                "unbilled": entry.unbilled or None,
                "reference": entry.reference,
            }
        projects = Project.objects.visible_to(user).filter(takes_time)
        if client is not None:
            projects = projects.filter(client=client)
        self.fields["project"].queryset = projects.select_related("client", "agreement").order_by(
            "client__name", "name"
        )

    def clean_worked_on(self) -> Any:
        day = self.cleaned_data["worked_on"]
        if day > timezone.localdate():
            raise ValidationError("That day has not come yet.")
        return day

    def clean_unbilled(self) -> Decimal:
        return self.cleaned_data["unbilled"] or Decimal(0)

    def clean_reference(self) -> str:
        return self.cleaned_data["reference"].removeprefix("#")

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        hours, unbilled = fields.get("hours"), fields.get("unbilled")
        if hours is not None and unbilled is not None and unbilled > hours:
            self.add_error("unbilled", "No more can be not billable than was worked.")
        return fields

    def said(self) -> dict[str, Any]:
        """What was said, as the services take it."""
        return dict(self.cleaned_data)

    def refuse(self, refusal: WorkRefused) -> None:
        """Say why the book did not take it, beside what is to be looked at again."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
