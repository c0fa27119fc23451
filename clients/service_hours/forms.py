"""The form of the practice's hours."""

from datetime import date
from typing import Any

import holidays
from django import forms

from clients.service_hours.models import WEEKDAYS, ClosedDay, ServiceHours

COUNTRIES = [("", "None"), *((code, code) for code in sorted(holidays.list_supported_countries()))]


class HoursForm(forms.ModelForm):
    """Opening hours, the public holidays that are kept, and other days closed."""

    weekdays = forms.TypedMultipleChoiceField(
        choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple, label="Open on"
    )
    country = forms.ChoiceField(
        choices=COUNTRIES,
        required=False,
        label="Public holidays of",
        help_text="The country's two letters, such as US.",
    )
    closed = forms.CharField(
        label="Other days closed",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="A line each: the day as 2026-12-24, and what it is.",
    )

    class Meta:
        model = ServiceHours
        fields = ["opens", "closes", "weekdays", "country", "part"]
        widgets = {
            "opens": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }
        help_texts = {"part": "Its letters, such as NY, where it keeps days of its own."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed"].initial = "\n".join(map(str, ClosedDay.objects.all()))

    def clean_closed(self) -> dict[date, str]:
        """The days with their names; says which line cannot be read."""
        days: dict[date, str] = {}
        for number, line in enumerate(self.cleaned_data["closed"].splitlines(), start=1):
            if not line.strip():
                continue
            day, _, name = line.strip().partition(" ")
            try:
                days[date.fromisoformat(day)] = name.strip()[:80] or "Closed"
            except ValueError as no_day:
                raise forms.ValidationError(
                    f"Line {number} does not begin with a day such as 2026-12-24."
                ) from no_day
        return days

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", "Close later on the day than you open.")
        country, part = given.get("country"), given.get("part")
        if part and part not in holidays.list_supported_countries().get(country, []):
            self.add_error("part", f"{country or 'No country'} has no part {part} with holidays.")
        return given
