"""What is to become of several entries."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.bulk import Edit
from clients.work.forms import ProjectField
from clients.work.models import Mode

AS_IT_IS = "As it is"


class BulkForm(forms.Form):
    """Every field may stay empty; what is filled in holds for all the entries."""

    project = ProjectField(
        Project.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=AS_IT_IS,
        error_messages={"invalid_choice": "This project takes no time from you. Choose another."},
    )
    mode = forms.ChoiceField(
        label="Our part", required=False, choices=[("", AS_IT_IS), *Mode.choices]
    )
    days = forms.IntegerField(
        label="Shift by days",
        required=False,
        validators=[
            MinValueValidator(-366, "No more than a year at a time."),
            MaxValueValidator(366, "No more than a year at a time."),
        ],
        error_messages={"invalid": "Write whole days, such as 1 or -7."},
        widget=forms.TextInput({"inputmode": "numeric", "placeholder": "0"}),
        help_text="1 is a day later, -7 a week earlier.",
    )
    unbilled = forms.IntegerField(
        label="Not billable, in %",
        required=False,
        validators=[
            MinValueValidator(0, "Write 0 to 100."),
            MaxValueValidator(100, "Write 0 to 100."),
        ],
        error_messages={"invalid": "Write 0 to 100."},
        widget=forms.TextInput({"inputmode": "numeric", "placeholder": AS_IT_IS}),
        help_text="0 makes all of the hours billable, 100 none.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = Project.objects.visible_to(user).filter(
            state=Project.State.OPEN, client__archived_at=None
        )
        self.fields["project"].queryset = projects.select_related("client", "agreement").order_by(
            "client__name", "name"
        )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if not self.errors and not self._says_something():
            raise forms.ValidationError("Fill in what is to become different.")
        return fields

    def _says_something(self) -> bool:
        return any(value not in (None, "", 0) for value in self.cleaned_data.values()) or (
            self.cleaned_data.get("unbilled") == 0
        )

    @property
    def edit(self) -> Edit:
        fields = self.cleaned_data
        return Edit(
            project=fields["project"],
            mode=fields["mode"],
            days=fields["days"] or 0,
            unbilled=fields["unbilled"],
        )
