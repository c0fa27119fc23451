"""The form of the one box that logs work from a line."""

from functools import cached_property
from typing import Any

from django import forms

from clients.work.desk import Desk
from clients.work.line import MEASURED, Reading
from clients.work.rules import WorkRefused


class LineForm(forms.Form):
    """A line that says a whole entry, or for ``timing`` only what is about to be done."""

    line = forms.CharField(
        label="Log work",
        max_length=1000,
        strip=False,
        widget=forms.TextInput(
            {
                "class": "form-control",
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "enterkeyhint": "done",
                "aria-describedby": "line-preview",
            }
        ),
        error_messages={"required": 'Write the line, such as 1.5h acme audit "Dispute call".'},
    )

    #: Whether a timer stands in the way that its person does not see.
    has_unseen_timer = False

    def __init__(self, *args: Any, desk: Desk, timing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.timing = desk, timing

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.cleaned_data["line"], self.desk.context)

    def clean(self) -> dict[str, Any]:
        if "line" in self.cleaned_data:
            for problem in self.reading.problems:
                if not (self.timing and problem.field in MEASURED):
                    self.add_error("line", problem.sentence)
            if self.timing and self.reading.worked_on_is_another_day:
                self.add_error("line", "A timer runs today. Log another day as an entry.")
        return self.cleaned_data

    def refuse(self, refusal: WorkRefused) -> None:
        """Say why the book did not take it."""
        self.add_error("line", refusal.sentence)

    def said(self) -> dict[str, Any]:
        """What a whole line says, as the services take it."""
        return self.begun() | {
            "worked_on": self.reading.worked_on,
            "hours": self.reading.hours,
            "unbilled": self.reading.unbilled,
        }

    def begun(self) -> dict[str, Any]:
        """What is said of the work itself; for a timer that is all."""
        place = self.reading.place
        if place is None:
            raise ValueError("a line with problems names no project")
        return {
            "project": self.desk.projects[place.key],
            "text": self.reading.text,
            "mode": self.reading.mode,
            "reference": self.reading.reference,
        }
