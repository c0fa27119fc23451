"""What a meeting's minutes say, gathered once when they are offered and kept as it was."""

from dataclasses import dataclass
from datetime import date, datetime

from clients.committees.meeting_models import AgendaItem, CommitteeAction, CommitteeMeeting
from clients.committees.minutes_models import Minutes
from clients.committees.models import CommitteeSeat, Party
from retainer.lib import records


@dataclass(frozen=True)
class Seated:
    """A seat of the committee, and whether its holder came."""

    party: str
    title: str
    name: str
    is_sponsor: bool
    came: bool
    stand_in: str

    @property
    def word(self) -> str:
        if self.came:
            return "there"
        return f"sent {self.stand_in}" if self.stand_in else "absent"


@dataclass(frozen=True)
class Dealt:
    """An agenda item and what came of it."""

    kind: str
    title: str
    outcome: str


@dataclass(frozen=True)
class TakenOn:
    """An action that was taken on in the meeting."""

    what: str
    party: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class Record:
    """A meeting as both sides are to approve it."""

    client: str
    partner: str
    committee: str
    level: str
    starts_at: datetime
    place: str
    seated: list[Seated]
    dealt: list[Dealt]
    taken_on: list[TakenOn]
    text: str

    @property
    def clients(self) -> list[Seated]:
        return [each for each in self.seated if each.party == Party.CLIENT]

    @property
    def partners(self) -> list[Seated]:
        return [each for each in self.seated if each.party == Party.PARTNER]


def record_of(meeting: CommitteeMeeting, text: str) -> Record:
    """The meeting as it stands now, for a ``meeting`` with its committee's relationship."""
    committee = meeting.committee
    came = {each.seat_id: each for each in meeting.attendances.all()}
    seats = CommitteeSeat.objects.filter(pk__in=came).named()
    actions = CommitteeAction.objects.filter(raised_in=meeting).for_list().order_by("pk")
    return Record(
        client=meeting.client.name,
        partner=committee.partner,
        committee=committee.name,
        level=committee.get_level_display(),
        starts_at=meeting.starts_at,
        place=meeting.place,
        seated=[
            Seated(
                seat.party,
                seat.title,
                seat.who,
                seat.is_sponsor,
                came[seat.pk].came,
                came[seat.pk].stand_in,
            )
            for seat in seats
        ],
        dealt=[
            Dealt(item.get_kind_display(), item.title, item.outcome)
            for item in AgendaItem.objects.filter(meeting=meeting)
        ],
        taken_on=[
            TakenOn(each.what, each.owner.party, each.owner_name or each.owner.title, each.due_on)
            for each in actions
        ],
        text=text,
    )


def read(minutes: Minutes) -> Record:
    """What was frozen."""
    return records.read(Record, minutes.record)
