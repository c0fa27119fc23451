"""Forms about clients and people."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation

from clients.people.models import Client, DecisionRight, Membership, Practice, User


class ClientForm(forms.ModelForm):
    """A client's name and letterhead facts."""

    class Meta:
        model = Client
        fields = ["name", "currency", "fiscal_start_month", "address"]
        widgets = {"address": forms.Textarea({"rows": 3})}
        help_texts = {"fiscal_start_month": "1 for January, 7 for July."}


class PracticeForm(forms.ModelForm):
    """The practice's letterhead, used on every page and PDF."""

    website = forms.URLField(required=False, assume_scheme="https")
    time_zone = forms.ChoiceField(choices=[(z, z) for z in sorted(available_timezones())])

    class Meta:
        model = Practice
        fields = [
            "name", "address", "email", "phone", "website", "time_zone", "accent", "logo_svg",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea({"rows": 3}),
            "accent": forms.TextInput({"type": "color"}),
            "logo_svg": forms.Textarea({"rows": 4, "spellcheck": "false"}),
        }
        help_texts = {"logo_svg": "The text of an SVG file; shown as an image, it can run nothing."}


class ColleagueForm(forms.Form):
    """Inviting somebody into the practice."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField()
    kind = forms.ChoiceField(
        label="They work as",
        choices=[
            (User.Kind.CONSULTANT, "Consultant, sees the clients assigned to them"),
            (User.Kind.PRINCIPAL, "Principal, sees every client"),
        ],
    )


class WeekForm(forms.ModelForm):
    """How many hours a colleague works in a week."""

    class Meta:
        model = User
        fields = ["week_hours"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week_hours"].help_text = (
            f"Leave empty for the practice's usual week of {settings.WEEK_HOURS} hours. The page "
            "of all retainers holds what they log against it."
        )


class ClientUserForm(forms.Form):
    """Inviting somebody of the client."""

    ROLES = [(r.value, r.label) for r in Membership.Role if r != Membership.Role.CONSULTANT]

    name = forms.CharField(max_length=120)
    email = forms.EmailField()
    role = forms.ChoiceField(choices=ROLES)


class AssignmentForm(forms.Form):
    """Assigning a consultant to a client."""

    user = forms.ModelChoiceField(User.objects.none(), label="Consultant")

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = (
            User.objects.filter(kind=User.Kind.CONSULTANT, is_active=True)
            .exclude(memberships__client=client)
            .order_by("name")
        )


class DecisionRightForm(forms.ModelForm):
    """What somebody of the client may decide."""

    class Meta:
        model = DecisionRight
        fields = ["user", "subject", "limit"]

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(
            kind=User.Kind.CLIENT, memberships__client=client
        ).order_by("name")
        self.fields["limit"].label = f"Limit in {client.currency}"


class JoinForm(forms.Form):
    """Accepting an invitation: a name and a password of one's own."""

    name = forms.CharField(label="Your name", max_length=120)
    password = forms.CharField(
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least 12 characters; a sentence is easier to remember than a word.",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if password := fields.get("password"):
            person = User(email=self.email, name=fields.get("name", ""))
            try:
                password_validation.validate_password(password, person)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return fields
