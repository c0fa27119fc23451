"""What somebody writes to set up committees, seats, meetings, and actions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from clients.committees.cadence import BadRule, Often, often_of, read_rule, rule_of
from clients.committees.meeting_models import AgendaItem, CommitteeAction, CommitteeMeeting
from clients.committees.models import Committee, CommitteeSeat, Party
from clients.people.models import Client, User
from clients.telecom.forms.base import FactForm

TWO_WEEKS = timedelta(weeks=2)


class CommitteeForm(FactForm):
    """What a committee is for, and when it meets."""

    often = forms.ChoiceField(
        label="Meets",
        choices=Often,
        help_text="The first day says on which weekday, and on which one of the month.",
    )
    rule_text = forms.CharField(
        label="Rule of its own",
        required=False,
        help_text="As calendars write it, such as FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU.",
    )
    field_order = (
        *("level", "relationship", "name", "duties", "first_on", "often", "rule_text"),
        *("starts", "lasts", "place"),
    )

    class Meta:
        model = Committee
        fields = [
            *("level", "relationship", "name", "duties", "first_on", "starts", "lasts", "place"),
        ]
        widgets = {
            "duties": forms.Textarea({"rows": 4}),
            "starts": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        relationship: Any = self.fields["relationship"]
        relationship.empty_label = "All we do for them"
        if self.instance.pk:
            often = often_of(self.instance.rule, self.instance.first_on)
            self.initial["often"] = often
            self.initial["rule_text"] = self.instance.rule if often == Often.OTHER else ""

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        often, first = fields.get("often"), fields.get("first_on")
        if often == Often.OTHER:
            try:
                self.instance.rule = read_rule(fields.get("rule_text", ""))
            except BadRule as wrong:
                self.add_error("rule_text", str(wrong))
        elif often and first:
            self.instance.rule = rule_of(often, first)
        return fields


class SeatForm(FactForm):
    """Who sits where, and whom they face."""

    opposite = forms.ModelChoiceField(
        CommitteeSeat.objects.none(),
        label="Faces",
        required=False,
        empty_label="Nobody yet",
        help_text="The peer on the other side: whom to call first.",
    )

    class Meta:
        model = CommitteeSeat
        fields = ["title", "person", "name", "is_sponsor"]

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, client=client, **kwargs)
        seat, person, opposite = self.instance, self.fields["person"], self.fields["opposite"]
        committee = seat.committee
        theirs = Q(memberships__client=client)
        if committee.is_with_us or seat.party == Party.CLIENT:
            # Our people may sit on the client's side, too: as a part of its management.
            ours = Q(kind__in=(User.Kind.PRINCIPAL, User.Kind.CONSULTANT))
            wanted = ours if seat.party == Party.PARTNER else theirs | ours
            offered = User.objects.filter(wanted | Q(pk=seat.person_id), is_active=True)
        else:
            offered = User.objects.none()
        person.queryset = offered.distinct().order_by("kind", "name")
        person.empty_label = "Nobody who signs in"
        other = Party.PARTNER if seat.party == Party.CLIENT else Party.CLIENT
        seats = CommitteeSeat.objects.taken().filter(committee=committee, party=other)
        opposite.queryset = seats.named()
        opposite.label_from_instance = lambda each: (
            f"{each.title}, {each.who}" if each.who else each.title
        )
        if seat.pk:
            faced = seats.filter(Q(faces=seat) | Q(faced_by=seat)).first()
            self.initial["opposite"] = faced.pk if faced else None


class MeetingForm(forms.ModelForm):
    """When and where a meeting takes place."""

    starts_at = forms.DateTimeField(
        label="Begins",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = CommitteeMeeting
        fields = ["starts_at", "lasts", "place"]


class AgendaForm(forms.ModelForm):
    """Something to bring up."""

    class Meta:
        model = AgendaItem
        fields = ["kind", "title"]


class ActionForm(forms.ModelForm):
    """What somebody takes on, who, and until when."""

    class Meta:
        model = CommitteeAction
        fields = ["what", "owner", "due_on"]
        widgets = {"due_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        seats = CommitteeSeat.objects.taken().filter(committee=committee)
        owner.queryset = seats.named()
        owner.label_from_instance = lambda seat: (
            f"{seat.who}, {seat.title}" if seat.who else seat.title
        )
        self.initial["due_on"] = timezone.localdate() + TWO_WEEKS
