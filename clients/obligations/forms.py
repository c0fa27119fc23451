"""What somebody writes about an obligation: its facts, and that it was done."""

from typing import Any

from django import forms
from django.utils import timezone

from clients.obligations.models import Fulfilment, Obligation
from clients.obligations.presets import Preset, preset_of, text_of
from clients.obligations.rules import MOST_WORKING_DAYS, read
from clients.service_hours.reckoning import business_time
from clients.telecom.forms.base import FactForm, day_field
from retainer.lib.refusal import Refused


class ObligationForm(FactForm):
    """Who owes what, and when; the rule is chosen by name, or written."""

    how_often = forms.ChoiceField(choices=Preset, label="How often")
    working_day = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_WORKING_DAYS,
        label="By which working day",
        help_text="For a rule that counts them; holidays and days you are closed do not count.",
    )
    own_rule = forms.CharField(
        required=False,
        max_length=120,
        label="Rule of its own",
        help_text="As calendars write it, such as FREQ=MONTHLY;BYDAY=1MO for first Mondays.",
    )

    class Meta:
        model = Obligation
        fields = ["what", "owes", "clause", "evidence", "first_on", "is_active"]

    field_order = (
        *("what", "owes", "clause", "evidence"),
        *("how_often", "first_on", "working_day", "own_rule", "is_active"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = self.instance
        if owed.pk:
            chosen = preset_of(owed.rule, owed.working_day, owed.first_on)
            self.initial |= {
                "how_often": chosen,
                "working_day": owed.working_day,
                "own_rule": owed.rule if chosen == Preset.OWN else "",
            }

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        preset, first_on = fields.get("how_often"), fields.get("first_on")
        if not (preset and first_on):
            return fields
        counted = preset in (Preset.WORKING_DAY, Preset.OWN)
        number = fields.get("working_day") if counted else None
        if preset == Preset.WORKING_DAY and number is None and "working_day" not in self.errors:
            self.add_error("working_day", "Say by which working day.")
        try:
            text = text_of(preset, first_on, fields.get("own_rule") or "")
            rule = read(first_on, text, number, business_time().is_open)
        except Refused as refusal:
            at = "own_rule" if preset == Preset.OWN else "first_on"
            self.add_error(at, refusal.sentence)
        else:
            self.instance.rule, self.instance.working_day = rule.text, number
        return fields


class FulfilmentForm(forms.ModelForm):
    """When it was done, and what shows it."""

    link = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label="Link to the evidence"
    )

    class Meta:
        model = Fulfilment
        fields = ["done_on", "evidence"]
        widgets = {"evidence": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"] = day_field("Done on", required=True)
        self.initial.setdefault("done_on", timezone.localdate())
