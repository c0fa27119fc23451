"""The demo's retainers as they were lived: agreed, worked under, approved, closed by months."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clients.agreements.services import make_agreement
from clients.models import (
    Client,
    OverageRequest,
    Project,
    RetainerAgreement,
    RetainerTerms,
    TeamSeat,
    User,
    WorkEntry,
)
from clients.retainers.approval import agree, approve, question
from clients.retainers.closing import close_month
from clients.retainers.overage import ask_overage
from clients.work.models import Mode
from retainer.demo.story import Agreement, ClientStory
from retainer.lib.months import last_day, month_of, shifted

#: Work of the last days is handed in and waits for the principal.
FRESH = timedelta(days=3)
#: Which part we took, by how an entry begins; all else we did ourselves.
MODES = (
    (Mode.TRAIN, ("Workshop", "Walked through", "RFP read aloud", "Interviewed")),
    (Mode.OVERSEE, ("Chased", "Escalated", "Monthly report", "Asked", "Call with", "Matched")),
    (
        Mode.ADVISE,
        ("Kick-off", "Requirements", "Long list", "Evaluation", "Contract dates", "Plan mix",
         "Confidentiality", "Put all", "Second draft", "Final edit", "Bidders' call"),
    ),
)  # fmt: skip
#: Of the month under way the client has agreed to so many entries and asked about the next.
AGREED = 3
QUESTION = "Could you send me what came out of this?"


def retain(client: Client, story: ClientStory, users: dict[str, User]) -> None:
    """Everything about a client's retainer; what is there already is left alone."""
    if WorkEntry.objects.filter(client=client).exists():
        return
    principal = next(user for user in users.values() if user.is_principal)
    agreement = _agreement(client, story.agreement, principal)
    for place, seat in enumerate(story.agreement.team, start=1):
        person = users[seat.email]
        TeamSeat.objects.create(
            client=client, agreement=agreement, person=person, role=seat.role, place=place,
            phone=person.phone,
        )  # fmt: skip
    entries = _log(client, story, agreement, users)
    newest = max(entry.worked_on for entry in entries)
    older = [entry for entry in entries if entry.worked_on < newest - FRESH]
    approve(entries=older, approved_by=principal)
    this_month = month_of(newest)
    _close(agreement, this_month, principal)
    _look_at(client, this_month, story, users)
    if story.agreement.more is not None and not OverageRequest.objects.filter(client=client):
        ask_overage(
            agreement=agreement, month=this_month, amount=story.agreement.more.hours,
            reason=story.agreement.more.reason, asked_by=users[story.agreement.team[0].email],
        )  # fmt: skip


def _agreement(client: Client, told: Agreement, principal: User) -> RetainerAgreement:
    if known := RetainerAgreement.objects.filter(client=client, title=told.title).first():
        return known
    same = (
        "monthly_fee", "notice_days", "rollover", "rollover_cap", "rollover_months", "overage",
        "overage_rate", "rounding_minutes",
    )  # fmt: skip
    return make_agreement(
        agreement=RetainerAgreement(
            client=client, title=told.title, starts_on=told.starts_on, ends_on=told.ends_on
        ),
        terms=RetainerTerms(
            allowance=told.monthly_hours, **{name: getattr(told, name) for name in same}
        ),
        made_by=principal,
    )


def _log(
    client: Client, story: ClientStory, agreement: RetainerAgreement, users: dict[str, User]
) -> list[WorkEntry]:
    projects = {}
    for told in story.projects:
        projects[told.name], _ = Project.objects.get_or_create(
            client=client,
            name=told.name,
            defaults={
                "agreement": agreement,
                "purpose": told.purpose,
                "state": Project.State.DONE if told.done else Project.State.OPEN,
            },
        )
    return WorkEntry.objects.bulk_create(
        WorkEntry(
            client=client,
            project=projects[entry.project],
            consultant=users[entry.email],
            worked_on=entry.worked_on,
            hours=entry.hours,
            text=entry.text,
            mode=_mode_of(entry.text),
            state=WorkEntry.State.SUBMITTED,
            submitted_at=_evening(entry.worked_on),
            logged_at=_evening(entry.worked_on),
        )
        for entry in story.entries
    )


def _mode_of(text: str) -> Mode:
    return next((mode for mode, begins in MODES if text.startswith(begins)), Mode.DO)


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(17)))


def _close(agreement: RetainerAgreement, this_month: date, principal: User) -> None:
    """Close every month before the one under way, as far as the calendar is."""
    month, yesterday = month_of(agreement.starts_on), timezone.localdate() - timedelta(days=1)
    while month < this_month and last_day(month) <= yesterday:
        close_month(agreement=agreement, month=month, closed_by=principal)
        month = shifted(month, 1)


def _look_at(client: Client, month: date, story: ClientStory, users: dict[str, User]) -> None:
    """The client's executive reads what is approved so far, and asks about the last of it."""
    place = next(place for place in story.places if place.role == "executive")
    reader = users[place.email]
    entries = WorkEntry.objects.filter(client=client).counted().of_month(month)
    seen = list(entries.select_related("project", "client").order_by("worked_on", "pk"))
    for entry in seen[:-1][:AGREED]:
        agree(entry=entry, agreed_by=reader)
    for entry in seen[: AGREED + 1][-1:]:
        question(entry=entry, asked_by=reader, text=QUESTION)
