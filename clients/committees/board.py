"""What the page of a committee shows: its pairs, how faithful its people are, what it lacks."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from clients.committees.meeting_models import Attendance, CommitteeAction
from clients.committees.models import Committee, CommitteeSeat, Party
from retainer.lib import format as written

#: Meetings looked back at for who comes.
YEAR = timedelta(days=365)


@dataclass
class Place:
    """A seat, how often its holder came by the last year's minutes, and their open actions."""

    seat: CommitteeSeat
    came: int = 0
    of: int = 0
    waiting: int = 0
    oldest: int | None = None

    @property
    def attended(self) -> str:
        return f"{self.came} of {written.count(self.of, 'meeting')}" if self.of else ""


@dataclass(frozen=True)
class Pair:
    """Two seats that face each other; one of them may be missing."""

    theirs: Place | None
    ours: Place | None

    @property
    def is_whole(self) -> bool:
        return self.theirs is not None and self.ours is not None


@dataclass(frozen=True)
class Board:
    """Both sides of a committee."""

    pairs: list[Pair]
    lacking_sponsors: list[str]

    @property
    def alone(self) -> list[Place]:
        """Seats nobody faces."""
        return [p.theirs or p.ours for p in self.pairs if not p.is_whole and (p.theirs or p.ours)]

    @property
    def sponsors(self) -> list[Place]:
        places = [place for pair in self.pairs for place in (pair.theirs, pair.ours) if place]
        return [place for place in places if place.seat.is_sponsor]


def board_of(committee: Committee) -> Board:
    """Its pairs in the order of the client's seats; three queries, however many seats."""
    seats = list(CommitteeSeat.objects.taken().filter(committee=committee).named())
    places = {seat.pk: Place(seat) for seat in seats}
    _count(committee, places)
    theirs = [places[seat.pk] for seat in seats if seat.party == Party.CLIENT]
    facing = {seat.faces_id: places[seat.pk] for seat in seats if seat.faces_id in places}
    pairs = [Pair(place, facing.get(place.seat.pk)) for place in theirs]
    pairs += [
        Pair(None, places[seat.pk])
        for seat in seats
        if seat.party == Party.PARTNER and seat.faces_id not in places
    ]
    pairs.sort(key=lambda pair: not any(p and p.seat.is_sponsor for p in (pair.theirs, pair.ours)))
    names = {Party.CLIENT: committee.client.name, Party.PARTNER: committee.partner}
    filled = {seat.party for seat in seats if seat.is_sponsor and seat.who}
    return Board(pairs, [name for party, name in names.items() if party not in filled])


def _count(committee: Committee, places: dict[int, Place]) -> None:
    since = timezone.now() - YEAR
    attended = Attendance.objects.filter(
        seat__in=places,
        meeting__committee=committee,
        meeting__minutes__offered_at__isnull=False,
        meeting__starts_at__gte=since,
    )
    rows = attended.order_by().values_list("seat")
    counted = rows.annotate(of=Count("pk"), there=Count("pk", filter=Q(came=True)))
    for seat, of, came in counted:
        places[seat].of, places[seat].came = of, came
    waiting = CommitteeAction.objects.waiting().filter(owner__in=places).order_by()
    today = timezone.localdate()
    rows = waiting.values_list("owner").annotate(Count("pk"), Min("raised_on"))
    for seat, number, first in rows:
        places[seat].waiting, places[seat].oldest = number, (today - first).days
