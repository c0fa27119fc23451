"""Forms about calendar files and the events in them."""

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.utils import timezone

from clients.agreements.models import Project
from clients.work.forms import HoursField
from clients.work.meetings import Meeting
from clients.work.models import WorkEntry
from clients.work.proposals import Proposal, Ticked
from retainer.lib import format as written
from retainer.lib.weeks import WEEK, monday_of, read_week, week_name

#: Weeks one can look back into.
WEEKS = 12
TITLE = Meeting._meta.get_field("title").max_length or 0


class CalendarForm(forms.Form):
    """A calendar file and the week to read from it."""

    file = forms.FileField(
        label="Calendar file",
        widget=forms.ClearableFileInput({"accept": ".ics,text/calendar"}),
        help_text="As your calendar program exports it (.ics). It is read once and not kept.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )
    week = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = monday_of(timezone.localdate())
        mondays = [this - n * WEEK for n in range(WEEKS)]
        self.fields["week"].choices = [
            (week_name(monday), written.period(monday, monday + timedelta(days=6)))
            for monday in mondays
        ]

    def clean_week(self) -> date | None:
        return read_week(self.cleaned_data["week"])


class ProposalForm(forms.Form):
    """One event; only what is ticked must be whole."""

    ticked = forms.BooleanField(required=False)
    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput)
    clock = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    title = forms.CharField(required=False, max_length=TITLE, widget=forms.HiddenInput)
    hours = HoursField(required=False, widget=forms.TextInput({"autocomplete": "off"}))
    project = forms.ChoiceField(required=False)
    text = forms.CharField(
        required=False,
        max_length=WorkEntry._meta.get_field("text").max_length,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, projects: dict[str, Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects = projects
        self.fields["project"].choices = choices(projects)

    @classmethod
    def begun(cls, proposal: Proposal) -> dict[str, Any]:
        """What the form of a proposal begins with."""
        event = proposal.event
        return {
            "ticked": proposal.is_ready,
            "key": proposal.key,
            "day": proposal.day,
            "clock": event.clock,
            "hours": event.hours,
            "project": str(proposal.project.public_id) if proposal.project else "",
            "title": proposal.text[:TITLE],  # none of a private one
            "text": proposal.text,
        }

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if not fields.get("ticked"):
            # What is left out may be left half-said.
            self._errors.clear()
            return fields
        for name, sentence in (
            ("hours", "Say how long it took."),
            ("project", "Choose the project."),
            ("text", "Say what was done."),
        ):
            if name not in self._errors and not fields.get(name):
                self.add_error(name, sentence)
        return fields

    @property
    def shown_day(self) -> date | None:
        """The day as a date, also of a form that came back."""
        day = self["day"].value()
        try:
            return day if isinstance(day, date) else date.fromisoformat(str(day))
        except ValueError:
            return None

    @property
    def is_ticked(self) -> bool:
        return bool(self.cleaned_data.get("ticked"))

    def said(self) -> Ticked:
        fields = self.cleaned_data
        return Ticked(
            key=fields["key"],
            project=self.projects[fields["project"]],
            day=fields["day"],
            hours=fields["hours"],
            text=fields["text"],
            clock=fields["clock"],
            title=fields["title"],
        )


def choices(projects: dict[str, Project]) -> list[tuple[str, Any]]:
    """Projects under the names of their clients, made once for all the forms of a page."""
    grouped = groupby(projects.values(), key=attrgetter("client"))
    of_clients = [
        (client.name, [(str(project.public_id), project.name) for project in same])
        for client, same in grouped
    ]
    return [("", "Choose a project"), *of_clients]


ProposalForms = forms.formset_factory(ProposalForm, extra=0, max_num=300, absolute_max=300)
