"""Who of the practice works under an agreement: the team that the client sees and may call."""

from django.db import transaction

from clients.agreements.models import RetainerAgreement, TeamSeat
from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.activity import record
from clients.people.models import User
from retainer.lib.pictures import LIMIT, portrait
from retainer.lib.uploads import spool


@transaction.atomic
def keep_seat(
    *, seat: TeamSeat, kept_by: User, photograph: bytes | None = None, without_photo: bool = False
) -> TeamSeat:
    """Store a new or an edited seat; a photograph is drawn anew before it is kept."""
    deed = "joined" if seat.pk is None else "was edited in"
    if seat.pk is None:
        seat.place = seat.agreement.team.count() + 1
    if photograph is not None:
        seat.photo = _photo(seat, photograph, kept_by)
    elif without_photo:
        seat.photo = None
    seat.save()
    _record("kept", seat, f"{seat} {deed} the team", kept_by)
    return seat


def _photo(seat: TeamSeat, photograph: bytes, stored_by: User) -> StoredFile:
    with spool([portrait(photograph)], limit=LIMIT) as spooled:
        return store(
            spooled,
            name="photo.jpg",
            kind=StoredFile.Kind.PHOTO,
            client=seat.client,
            stored_by=stored_by,
            shared=True,
        )


@transaction.atomic
def remove_seat(*, seat: TeamSeat, removed_by: User) -> None:
    """Take somebody out of the team; what they worked stays."""
    _record("removed", seat, f"{seat} left the team", removed_by)
    agreement = seat.agreement
    seat.delete()
    _renumber(agreement, list(agreement.team.all()))


@transaction.atomic
def move_seat(*, seat: TeamSeat, up: bool, moved_by: User) -> None:
    """Let somebody stand one place higher or lower in the team."""
    seats = list(seat.agreement.team.select_for_update(of=("self",)))
    place = seats.index(seat)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(seats):
        return
    seats[place], seats[other] = seats[other], seats[place]
    _renumber(seat.agreement, seats)
    _record("moved", seat, f"{seat} was moved {'up' if up else 'down'} in the team", moved_by)


def _renumber(agreement: RetainerAgreement, seats: list[TeamSeat]) -> None:
    for place, seat in enumerate(seats, start=1):
        seat.place = place
    agreement.team.bulk_update(seats, ["place"])


def _record(deed: str, seat: TeamSeat, sentence: str, by: User) -> None:
    record(
        f"team.{deed}", f"{seat.agreement}: {sentence}", actor=by, client=seat.client, subject=seat
    )
