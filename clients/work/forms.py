"""Forms about agreements, projects and time.

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
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone

from clients.people.models import Client, User
from clients.work.hours import read_hours, write_hours
from clients.work.models import Project, RetainerAgreement, WorkEntry


class DayField(forms.DateField):
    """A date as browsers ask for it."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


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


class AgreementForm(forms.ModelForm):
    """What was agreed with a client."""

    client = forms.ModelChoiceField(
        Client.objects.none(), to_field_name="slug", empty_label="Choose a client"
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="Last day", required=False, help_text="Leave empty while no end is agreed."
    )

    class Meta:
        model = RetainerAgreement
        fields = [
            "client", "title", "starts_on", "ends_on", "monthly_fee", "currency",
            "monthly_hours", "notice_days",
        ]  # fmt: skip
        help_texts = {"monthly_hours": "Hours the fee includes each month."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["client"]
        else:
            self.fields["client"].queryset = Client.objects.visible_to(user).active()

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        first, last = fields.get("starts_on"), fields.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day lies before the first.")
        return fields

    def _get_validation_exclusions(self) -> set[str]:
        # Of an agreement that is edited the client is no field, but constraints name it.
        return super()._get_validation_exclusions() - {"client"}


class ProjectForm(forms.ModelForm):
    """A piece of work under an agreement."""

    class Meta:
        model = Project
        fields = ["name", "purpose"]
        widgets = {"purpose": forms.Textarea({"rows": 3})}
        help_texts = {"purpose": "What will be different when it is done; the client reads it."}

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client, self.instance.agreement = agreement.client, agreement

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"client"}
