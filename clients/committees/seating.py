"""Setting committees up, and who sits in them facing whom."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.committees.cadence import Often, rule_of
from clients.committees.meetings import plan_next, replan
from clients.committees.models import Committee, CommitteeSeat, Party
from clients.committees.presets import ONE_DUTIES, ONE_NAME
from clients.committees.telling import note
from clients.issues.levels import Level
from clients.notices.recipients import people_of_practice
from clients.people.models import Client, Membership, User
from retainer.lib.refusal import Refused

FOUR_WEEKS = timedelta(weeks=4)


class SeatingRefused(Refused):
    """This cannot be done with the committee or its seats."""


@transaction.atomic
def keep_committee(*, committee: Committee, kept_by: User) -> Committee:
    """Store a new or an edited committee, and plan its next meeting by its cadence."""
    is_new = committee.pk is None
    try:
        with transaction.atomic():
            committee.save()
    except IntegrityError as clash:
        raise SeatingRefused(
            "There is a committee of this level already. Edit that one."
        ) from clash
    if is_new:  # the database gave it its public id
        committee.refresh_from_db(fields=["public_id"])
    replan(committee=committee)
    said = f"{'Set up' if is_new else 'Changed'} {committee}: {committee.cadence.words}"
    note(committee, "set" if is_new else "changed", said, kept_by)
    return committee


@transaction.atomic
def begin_with_one(*, client: Client, begun_by: User) -> Committee:
    """The one committee a small client needs: monthly, with both sponsors and both owners."""
    if Committee.objects.filter(client=client).standing().exists():
        raise SeatingRefused(f"{client} has a committee already. Set further ones up by level.")
    first = in_four_weeks()
    committee = keep_committee(
        committee=Committee(
            client=client,
            level=Level.MANAGEMENT,
            name=ONE_NAME,
            duties=ONE_DUTIES,
            rule=rule_of(Often.MONTHLY, first),
            first_on=first,
        ),
        kept_by=begun_by,
    )
    sponsor, owner = _of_client(client)
    ours = User.objects.filter(is_active=True, kind=User.Kind.PRINCIPAL).order_by("pk").first()
    ours_daily = User.objects.filter(pk__in=people_of_practice(client)).order_by("pk").first()
    pairs = [("Sponsor", sponsor, ours, True)]
    if owner or (ours_daily and ours_daily != ours):
        pairs.append(("Owner of telecom", owner, ours_daily if ours_daily != ours else None, False))
    for title, theirs, of_ours, is_sponsor in pairs:
        told = {"is_sponsor": is_sponsor, "committee": committee, "client": client}
        seat = CommitteeSeat(party=Party.CLIENT, title=title, person=theirs, **told)
        keep_seat(seat=seat, opposite=None, kept_by=begun_by)
        peer_title = title if is_sponsor else "Consultant"
        peer = CommitteeSeat(party=Party.PARTNER, title=peer_title, person=of_ours, **told)
        keep_seat(seat=peer, opposite=seat, kept_by=begun_by)
    return committee


@transaction.atomic
def keep_seat(
    *, seat: CommitteeSeat, opposite: CommitteeSeat | None, kept_by: User
) -> CommitteeSeat:
    """Store a seat and whom it faces; whoever that one faced before faces nobody now."""
    if opposite is not None and (
        opposite.committee_id != seat.committee_id or opposite.party == seat.party
    ):
        raise SeatingRefused("A seat faces one of the other side of the same committee.")
    is_new = seat.pk is None
    seats = CommitteeSeat.objects.filter(committee=seat.committee_id)
    if is_new:
        seat.position = seats.count()
    theirs, ours = (seat, opposite) if seat.party == Party.CLIENT else (opposite, seat)
    try:
        with transaction.atomic():
            if theirs is not None and theirs.pk:
                seats.filter(faces=theirs).exclude(pk=ours.pk if ours else None).update(faces=None)
            seat.faces = theirs if seat.party == Party.PARTNER else None
            seat.save()
            if seat.party == Party.CLIENT and ours is not None:
                seats.filter(pk=ours.pk).update(faces=seat)
    except IntegrityError as clash:
        raise SeatingRefused(
            "A side has one sponsor here, and nobody sits here twice. Change the other seat first."
        ) from clash
    if is_new:
        seat.refresh_from_db(fields=["public_id"])
    said = f"{'Added' if is_new else 'Changed'} the seat {seat} of {seat.committee}"
    note(seat.committee, "seat", said, kept_by)
    return seat


@transaction.atomic
def leave_seat(*, seat: CommitteeSeat, left_by: User) -> CommitteeSeat:
    """Take a seat out of the committee; what its holder took on stays theirs until it is done."""
    held = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    if held.left_on:
        raise SeatingRefused("This seat was taken out before.")
    held.left_on = timezone.localdate()
    held.save(update_fields=["left_on"])
    note(seat.committee, "seat_left", f"Took the seat {held} out of {seat.committee}", left_by)
    return held


@transaction.atomic
def return_seat(*, seat: CommitteeSeat, returned_by: User) -> CommitteeSeat:
    """Put a seat back, where it was."""
    held = CommitteeSeat.objects.select_for_update().get(pk=seat.pk)
    held.left_on = None
    try:
        with transaction.atomic():
            held.save(update_fields=["left_on"])
    except IntegrityError as clash:
        raise SeatingRefused(
            "Somebody took this place meanwhile. Change that seat first."
        ) from clash
    note(seat.committee, "seat", f"Put the seat {held} back into {seat.committee}", returned_by)
    return held


@transaction.atomic
def dissolve(*, committee: Committee, dissolved_by: User) -> Committee:
    """End a committee; its meetings and minutes stay, those planned go."""
    held = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
    if held.dissolved_on:
        raise SeatingRefused("It was dissolved before.")
    held.dissolved_on = timezone.localdate()
    held.save(update_fields=["dissolved_on"])
    note(held, "dissolved", f"Dissolved {held}", dissolved_by)
    return held


@transaction.atomic
def restore(*, committee: Committee, restored_by: User) -> Committee:
    """Take a dissolution back."""
    held = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
    held.dissolved_on = None
    try:
        with transaction.atomic():
            held.save(update_fields=["dissolved_on"])
    except IntegrityError as clash:
        raise SeatingRefused("Another committee of this level stands in its place.") from clash
    plan_next(committee=held)
    note(held, "set", f"Set up {held} again", restored_by)
    return held


def _of_client(client: Client) -> tuple[User | None, User | None]:
    """Who stands for the client and who looks after its telecom; an executive, then a manager."""
    places = Membership.objects.filter(client=client, user__is_active=True).order_by("pk")
    people = places.exclude(role=Membership.Role.CONSULTANT).select_related("user")
    by_role = {role: [each.user for each in people if each.role == role] for role in (
        Membership.Role.EXECUTIVE, Membership.Role.MANAGER, Membership.Role.VIEWER
    )}  # fmt: skip
    ranked = [user for role in by_role.values() for user in role]
    return (ranked[0] if ranked else None), (ranked[1] if len(ranked) > 1 else None)


def in_four_weeks() -> date:
    """A Tuesday, so that the first meeting can be prepared."""
    day = timezone.localdate() + FOUR_WEEKS
    return day + timedelta(days=(1 - day.weekday()) % 7)
