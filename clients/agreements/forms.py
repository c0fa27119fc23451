"""Forms about agreements, their terms and projects.

Every choice comes from the rows the person may see, so no form can point at
another client.
"""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.terms import RetainerTerms
from clients.people.models import Client, User
from retainer.lib.months import month_of


class DayField(forms.DateField):
    """A date as browsers ask for it."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


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
        fields = ["client", "title", "starts_on", "ends_on", "basis", "currency"]
        help_texts = {"basis": "What the fee includes each month: hours, or work up to an amount."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # What the ledger counts in is settled once.
            for settled in ("client", "basis", "currency"):
                del self.fields[settled]
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


class TermsForm(forms.ModelForm):
    """A version of an agreement's terms; the first begins with the agreement itself."""

    valid_from = DayField(
        label="Holds from", help_text="Any day of the first month in which it holds."
    )

    class Meta:
        model = RetainerTerms
        fields = [
            "valid_from", "allowance", "monthly_fee", "rollover", "rollover_cap",
            "rollover_months", "overage", "overage_rate", "rounding_minutes", "rounding",
            "notice_days", "reason",
        ]  # fmt: skip
        help_texts = {"reason": "The client reads it beside the terms."}

    def __init__(
        self, *args: Any, agreement: RetainerAgreement | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if agreement is None:
            del self.fields["valid_from"], self.fields["reason"]
        else:
            self.instance.agreement = agreement

    def clean_valid_from(self) -> Any:
        return month_of(self.cleaned_data["valid_from"])


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


class SeatForm(forms.ModelForm):
    """Somebody's place in the team: as what they work, and how the client reaches them."""

    photograph = forms.FileField(
        label="Photo",
        required=False,
        help_text="JPEG, PNG or WebP; it is cut to a square. The client sees it.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    without_photo = forms.BooleanField(label="Remove the photo", required=False)

    class Meta:
        model = TeamSeat
        fields = ["person", "role", "phone"]
        widgets = {"phone": forms.TextInput({"type": "tel"})}

    def __init__(self, *args: Any, agreement: RetainerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client, self.instance.agreement = agreement.client, agreement
        if self.instance.pk:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = workers(agreement).exclude(seats__agreement=agreement)
        if not self.instance.photo_id:
            del self.fields["without_photo"]

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"agreement"}


def workers(agreement: RetainerAgreement) -> QuerySet:
    """Who of the practice may work for the agreement's client: those assigned, and principals."""
    people = User.objects.filter(is_active=True).exclude(kind=User.Kind.CLIENT)
    assigned = Q(kind=User.Kind.PRINCIPAL) | Q(memberships__client=agreement.client)
    return people.filter(assigned).distinct().order_by("name")
