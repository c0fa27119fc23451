"""Where the demo's people meet: three levels at the large client, one committee at the small."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clients.committees.actions import finish, take_on
from clients.committees.approving import Came, approve, keep_minutes, offer
from clients.committees.cadence import Often, rule_of
from clients.committees.meetings import bring_up
from clients.committees.presets import DUTIES, NAMES
from clients.committees.seating import begin_with_one, in_four_weeks, keep_committee, keep_seat
from clients.issues.levels import Level
from clients.models import (
    Client,
    Committee,
    CommitteeMeeting,
    CommitteeSeat,
    Membership,
    Minutes,
    User,
)
from retainer.lib.tenancy import ALL, acting_as
from retainer.packs.drawing import draw_pack
from retainer.packs.services import make_pack, send_pack

Role = Membership.Role
AGO, DAY = timedelta(days=42), timedelta(days=1)

#: Level, rhythm, and its pairs: the client's seat and our seat, with the roles of who holds them.
LEVELS = (
    (
        Level.EXECUTIVE, Often.QUARTERLY,
        (("Chief financial officer", Role.EXECUTIVE, "Principal", "principal", True),),
    ),
    (
        Level.MANAGEMENT, Often.MONTHLY,
        (
            ("Head of telecom", Role.MANAGER, "Principal", "principal", True),
            ("Head of procurement", "Rosa Delgado", "Lead consultant", "consultant", False),
        ),
    ),
    (
        Level.OPERATING, Often.FORTNIGHTLY,
        (
            ("Bill desk", Role.VIEWER, "Consultant", "consultant", True),
            ("Network operations", "Sam Whitlock", None, None, False),
        ),
    ),
)  # fmt: skip
DEALT = (
    ("decision", "Dispute the port charges above the contract?", "Yes; the letter goes out."),
    ("information", "What the audits of the quarter found", "Read and understood."),
    ("training", "How to read the new bills of the carrier", "Thirty minutes, all followed."),
)
SAID = "Everybody agreed that orders go through one desk from now on."
AHEAD = (("decision", "Which contracts to renew next year"), ("training", "Ordering by the book"))


def meet_like_people(client: Client, consultant: User) -> None:
    """Set the committees up, with a meeting behind them whose minutes lie before the client."""
    if Committee.objects.filter(client=client).exists():
        return
    principal = User.objects.filter(kind=User.Kind.PRINCIPAL).order_by("pk").first()
    people = Membership.objects.filter(client=client).exclude(role=Role.CONSULTANT)
    if people.count() >= len(LEVELS):
        made = [_level(client, *each, principal, consultant) for each in LEVELS]
    else:
        made = [begin_with_one(client=client, begun_by=principal)]
    for committee in made:
        _look_ahead(committee, consultant)
    for committee in made[:2]:
        _look_back(committee, principal, consultant)


def approve_like_the_client(client: Client) -> None:
    """One of the client's executives approves the first minutes that wait."""
    with acting_as("worker", clients=ALL):
        waiting = Minutes.objects.filter(client=client, offered_at__isnull=False, approval=None)
        minutes = waiting.order_by("pk").first()
        places = Membership.objects.filter(client=client, role=Role.EXECUTIVE).order_by("pk")
        place = places.select_related("user").first()
        if minutes is None or place is None:
            return
        meeting = CommitteeMeeting.objects.for_list().get(pk=minutes.meeting_id)
    with acting_as("portal", clients=[client.pk], user_id=place.user_id):
        approve(meeting=meeting, sha256=minutes.sha256, approved_by=place.user)


def prepare_like_a_consultant(client: Client, consultant: User) -> None:
    """The pack of the next meeting of the highest committee, sent to its people."""
    with acting_as("worker", clients=ALL):
        ahead = CommitteeMeeting.objects.filter(client=client, state="planned", packs=None)
        meeting = ahead.order_by("committee__pk").first()
        if meeting is None:
            return
        pack = make_pack(meeting=meeting, made_by=consultant)
    draw_pack(pack.pk)
    with acting_as("worker", clients=ALL):
        pack.refresh_from_db()
        if pack.pdf_id:
            send_pack(pack=pack, sent_by=consultant)


def _level(
    client: Client, level: Level, often: str, pairs: tuple, principal: User, consultant: User
) -> Committee:
    first = in_four_weeks() if level != Level.OPERATING else in_four_weeks() - timedelta(weeks=3)
    committee = keep_committee(
        committee=Committee(
            client=client,
            level=level,
            name=NAMES[level],
            duties=DUTIES[level],
            rule=rule_of(often, first),
            first_on=first,
            place="Board room, or by phone",
        ),
        kept_by=principal,
    )
    ours = {"principal": principal, "consultant": consultant}
    people = Membership.objects.filter(client=client).select_related("user").order_by("-pk")
    theirs = {place.role: place.user for place in people}
    for title, who, our_title, our_role, is_sponsor in pairs:
        told = {"committee": committee, "client": client, "is_sponsor": is_sponsor}
        person = theirs.get(who)
        seat = keep_seat(
            seat=CommitteeSeat(
                party="client",
                title=title,
                person=person,
                name="" if person or who in Role.values else who,
                **told,
            ),
            opposite=None,
            kept_by=principal,
        )
        if our_role:
            peer = CommitteeSeat(party="partner", title=our_title, person=ours[our_role], **told)
            keep_seat(seat=peer, opposite=seat, kept_by=principal)
    return committee


def _look_ahead(committee: Committee, consultant: User) -> None:
    meeting = committee.meetings.get(state="planned")
    for kind, title in AHEAD:
        bring_up(meeting=meeting, kind=kind, title=title, brought_by=consultant)


def _look_back(committee: Committee, principal: User, consultant: User) -> None:
    """A meeting of six weeks ago: minutes, one action done, one overdue and one to come."""
    day = timezone.localdate() - AGO
    meeting = CommitteeMeeting.objects.create(
        client_id=committee.client_id,
        committee=committee,
        starts_at=timezone.make_aware(datetime.combine(day, time(10))),
        lasts=committee.lasts,
        place=committee.place,
    )
    meeting.refresh_from_db()
    items = [
        (bring_up(meeting=meeting, kind=kind, title=title, brought_by=consultant), outcome)
        for kind, title, outcome in DEALT
    ]
    seats = list(CommitteeSeat.objects.filter(committee=committee).order_by("position"))
    keep_minutes(
        meeting=meeting,
        text=SAID,
        attendance={seat.pk: Came(bool(seat.person_id), "") for seat in seats},
        outcomes={item.pk: outcome for item, outcome in items},
        kept_by=consultant,
    )
    held = [seat for seat in seats if seat.person_id]
    shared = {"meeting": meeting, "taken_by": consultant}
    sent = take_on(
        what="Send the list of open orders", owner=held[-1], due_on=day + 7 * DAY, **shared
    )
    finish(action=sent, words="Sent with forty orders.", done_by=consultant)
    take_on(what="Name one desk for all orders", owner=held[0], due_on=day + 21 * DAY, **shared)
    take_on(what="Compare the voice offers", owner=held[-1], due_on=day + 60 * DAY, **shared)
    offer(meeting=meeting, offered_by=principal)
