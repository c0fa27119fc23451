"""Committees of both parties: seats, meetings, agendas, who came, minutes, actions and packs."""

from django.db.models import Q

from clients.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeAction,
    CommitteeMeeting,
    CommitteeSeat,
    MeetingPack,
    Minutes,
    MinutesApproval,
    MinutesObjection,
)
from retainer.exporting.tables import Column, Table

MEETING = Column("meeting_id", "The meeting in committee_meetings.csv.", ("meeting__public_id",))
COMMITTEE = Column("committee_id", "The committee in committees.csv.", ("committee__public_id",))
OFFERED = Q(offered_at__isnull=False)

TABLES = [
    Table(
        "committees",
        "Who meets on which level",
        Committee,
        [
            Column("id", "Identity of the committee.", ("public_id",)),
            Column("name", "What it is called."),
            Column("level", "operating, management or executive."),
            Column("relationship", "The relationship it is of.", ("relationship__name",)),
            Column("duties", "What it does."),
            Column("rule", "When it meets, as a rule of iCalendar; empty as needed."),
            Column("first_on", "The day the rule begins."),
            Column("starts", "The time of day."),
            Column("lasts", "Minutes."),
            Column("place", "Where."),
            Column("dissolved_on", "Since when it is no more."),
        ],
    ),
    Table(
        "committee_seats",
        "Who sits in committees, facing whom",
        CommitteeSeat,
        [
            Column("id", "Identity of the seat.", ("public_id",)),
            COMMITTEE,
            Column("party", "client or partner."),
            Column("title", "The role in the committee."),
            Column("person", "Who holds it and can sign in.", ("person__name",)),
            Column("name", "Who holds it without signing in."),
            Column("is_sponsor", "Whether the seat sponsors the relationship."),
            Column("faces_id", "The client's seat it faces.", ("faces__public_id",)),
            Column("left_on", "Since when it is taken out."),
        ],
    ),
    Table(
        "committee_meetings",
        "Meetings of committees",
        CommitteeMeeting,
        [
            Column("id", "Identity of the meeting.", ("public_id",)),
            COMMITTEE,
            Column("starts_at", "When it begins."),
            Column("lasts", "Minutes."),
            Column("place", "Where."),
            Column("state", "planned, held or called_off."),
            Column("because", "Why it was called off."),
        ],
    ),
    Table(
        "agenda_items",
        "What meetings dealt with",
        AgendaItem,
        [
            MEETING,
            Column("position", "Its place on the agenda."),
            Column("kind", "decision, information, action, issue or training."),
            Column("title", "What about."),
            Column("brought_by", "Who brought it up.", ("brought_by__name",)),
            Column("outcome", "What came of it, as the draft says.", internal=True),
        ],
    ),
    Table(
        "attendances",
        "Who came to meetings",
        Attendance,
        [
            MEETING,
            Column("seat_id", "The seat in committee_seats.csv.", ("seat__public_id",)),
            Column("came", "Whether its holder came."),
            Column("stand_in", "Whom they sent."),
        ],
        shared=Q(meeting__minutes__offered_at__isnull=False),
    ),
    Table(
        "committee_actions",
        "What people took on in meetings",
        CommitteeAction,
        [
            Column("id", "Identity of the action.", ("public_id",)),
            Column("meeting_id", "The meeting it is of.", ("raised_in__public_id",)),
            Column("what", "What to do."),
            Column("seat_id", "The seat that took it on.", ("owner__public_id",)),
            Column("raised_on", "The day of the meeting."),
            Column("due_on", "Until when."),
            Column("done_on", "When it was done."),
            Column("done_by", "Who said so.", ("done_by__name",)),
            Column("words", "What came of it."),
        ],
    ),
    Table(
        "minutes",
        "Minutes of meetings",
        Minutes,
        [
            MEETING,
            Column("text", "What was said."),
            Column("record", "Everything that was frozen, as JSON."),
            Column("sha256", "Fingerprint of the record."),
            Column("approved_for_partner", "Who approved for the partner's side."),
            Column("offered_by", "Who offered them to the client.", ("offered_by__name",)),
            Column("offered_at", "When."),
        ],
        shared=OFFERED,
    ),
    Table(
        "minutes_approvals",
        "The client's word on minutes",
        MinutesApproval,
        [
            Column("meeting_id", "The meeting.", ("minutes__meeting__public_id",)),
            Column("sha256", "Fingerprint of the record that was approved."),
            Column("approved_by", "Who approved for the client.", ("approved_by__name",)),
            Column("approved_at", "When."),
        ],
    ),
    Table(
        "minutes_objections",
        "What the client found wrong in minutes",
        MinutesObjection,
        [
            Column("meeting_id", "The meeting.", ("minutes__meeting__public_id",)),
            Column("words", "What is wrong."),
            Column("sha256", "Fingerprint of the record it was said about."),
            Column("said_by", "Who said so.", ("said_by__name",)),
            Column("said_at", "When."),
        ],
    ),
    Table(
        "meeting_packs",
        "What meetings were prepared with",
        MeetingPack,
        [
            Column("id", "Identity of the pack.", ("public_id",)),
            MEETING,
            Column("number", "Its number; the highest counts."),
            Column("figures", "Everything that was frozen, as JSON."),
            Column("sha256", "Fingerprint of the figures."),
            Column("made_by", "Who made it.", ("made_by__name",)),
            Column("made_at", "When."),
            Column("sent_at", "Since when the committee has it."),
        ],
        shared=Q(sent_at__isnull=False),
    ),
]
