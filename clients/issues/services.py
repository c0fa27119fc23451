"""What people do about an issue, and what the clock does when nobody answers it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.issues.levels import Level, is_of
from clients.issues.models import Issue, IssueStep, Ladder
from clients.issues.telling import note, tell
from clients.people.activity import record
from clients.people.models import Client, User
from clients.service_hours.reckoning import business_time
from clients.telecom.models import Carrier
from retainer.lib import format as written
from retainer.lib.business_time import BusinessTime
from retainer.lib.refusal import Refused

State, Deed = Issue.State, IssueStep.Deed


class IssueRefused(Refused):
    """This cannot be done about the issue as it stands."""


@transaction.atomic
def raise_issue(
    *,
    client: Client,
    title: str,
    text: str,
    raised_by: User,
    carrier: Carrier | None = None,
    at: datetime | None = None,
) -> Issue:
    """Ask the operating level: every issue begins there, and its clock at once."""
    at = at or timezone.now()
    issue = Issue(
        client=client,
        title=title,
        text=text,
        carrier=carrier,
        raised_by_id=raised_by.pk,
        raised_at=at,
    )
    _ask(issue, Level.OPERATING, at, business_time())
    issue.save()
    _step(issue, Deed.RAISED, "", raised_by, at)
    note(issue, "raised", f"Raised the issue {issue}", raised_by)
    tell(issue, f"{raised_by} raised an issue: {issue}", by=raised_by)
    return issue


@transaction.atomic
def answer(*, issue: Issue, words: str, answered_by: User) -> Issue:
    """Answer it, which stops the clock."""
    issue, at = _locked(issue), timezone.now()
    if issue.state != State.OPEN:
        raise IssueRefused(
            f"It was {issue.get_state_display().lower()} meanwhile. Read that first."
        )
    if not is_of(answered_by, issue.client_id, issue.level):
        raise IssueRefused(
            f"It is at the {issue.get_level_display().lower()} level, whose people answer it."
        )
    issue.state, issue.due_at = State.ANSWERED, None
    issue.save(update_fields=["state", "due_at"])
    _step(issue, Deed.ANSWERED, _said(words, "Write the answer."), answered_by, at)
    note(issue, "answered", f"Answered the issue {issue}", answered_by)
    tell(issue, f"{answered_by} answered: {issue}", by=answered_by)
    return issue


@transaction.atomic
def ask_again(*, issue: Issue, words: str, asked_by: User) -> Issue:
    """The answer does not do, or it came back: the same level's clock begins anew."""
    issue, at = _locked(issue), timezone.now()
    if issue.state == State.OPEN:
        raise IssueRefused("It waits for an answer already.")
    _ask(issue, issue.level, at, business_time())
    issue.save(update_fields=["state", "asked_at", "due_at"])
    _step(issue, Deed.ASKED, _said(words, "Say what is still open."), asked_by, at)
    note(issue, "asked", f"Asked again about the issue {issue}", asked_by)
    tell(issue, f"{asked_by} asked again: {issue}", by=asked_by)
    return issue


@transaction.atomic
def settle(*, issue: Issue, words: str, settled_by: User) -> Issue:
    """Nothing is open about it any more."""
    issue, at = _locked(issue), timezone.now()
    if issue.state == State.SETTLED:
        raise IssueRefused("It was settled before.")
    issue.state, issue.due_at = State.SETTLED, None
    issue.save(update_fields=["state", "due_at"])
    _step(issue, Deed.SETTLED, _said(words, "Say how it was settled."), settled_by, at)
    note(issue, "settled", f"Settled the issue {issue}", settled_by)
    tell(issue, f"{settled_by} settled: {issue}", by=settled_by)
    return issue


@transaction.atomic
def move(*, issue: Issue, level: str, words: str, moved_by: User) -> Issue:
    """Take it to another level by hand; that level's clock begins now."""
    issue, at = _locked(issue), timezone.now()
    if level not in Level or level == issue.level:
        raise IssueRefused("Choose another level than the one it is at.")
    if moved_by.is_client_user and issue.raised_by_id != moved_by.pk:
        raise IssueRefused("Who raised it takes it to another level, or your consultant does.")
    if issue.state == State.SETTLED:
        raise IssueRefused("It is settled. Ask again first, and say what is still open.")
    words = _said(words, "Say why: the people of that level read it.")
    _ask(issue, level, at, business_time())
    issue.save(update_fields=["level", "state", "asked_at", "due_at"])
    _step(issue, Deed.MOVED, words, moved_by, at)
    where = issue.get_level_display().lower()
    note(issue, "moved", f"Took the issue {issue} to the {where} level", moved_by)
    tell(issue, f"{moved_by} took it to the {where} level: {issue}", by=moved_by)
    return issue


@transaction.atomic
def escalate_unanswered(*, now: datetime) -> int:
    """Move every issue its level did not answer in time up one level; how many.

    Two that run at once share the work: a row somebody holds is left to them, and has a new
    moment when they are done. The new level has its own hours from now on, however late it is.
    """
    late = Issue.objects.unanswered(now).exclude(level=Level.EXECUTIVE)
    held = late.select_for_update(of=("self",), skip_locked=True).select_related("client")
    issues, time = list(held.order_by("due_at", "pk")), business_time()
    for issue in issues:
        was, missed_at = Level(issue.level), issue.due_at
        _ask(issue, was.above, now, time)
        issue.save(update_fields=["level", "state", "asked_at", "due_at"])
        words = f"The {was.label.lower()} level did not answer by {written.moment(missed_at)}."
        _step(issue, Deed.ESCALATED, words, None, now, missed_at=missed_at)
        where = issue.get_level_display().lower()
        note(issue, "escalated", f"{words} The issue {issue} moved to the {where} level", None)
        tell(issue, f"Unanswered, now at the {where} level: {issue}", by=None)
    return len(issues)


def tell_of_silent_executives(*, now: datetime) -> None:
    """Tell once of each issue that the executives, too, left without an answer in time."""
    late = Issue.objects.unanswered(now).filter(level=Level.EXECUTIVE)
    for issue in late.select_related("client"):
        sentence = f"The executives' hours are over without an answer: {issue}"
        tell(issue, sentence, by=None, key=f"issue-{issue.pk}-{issue.due_at:%Y%m%d%H%M%S}")


@transaction.atomic
def set_ladder(*, ladder: Ladder, set_by: User) -> None:
    """Keep the hours of a client's levels; what was asked before keeps its moment."""
    ladder.save()
    sentence = f"Answers to issues are due within {ladder}, level by level"
    record("issue.ladder", sentence, actor=set_by, client=ladder.client)


def _ask(issue: Issue, level: str, at: datetime, time: BusinessTime) -> None:
    """Put it to a level, whose hours begin."""
    issue.level, issue.state, issue.asked_at = level, State.OPEN, at
    issue.due_at = time.after(at, Ladder.of(issue.client).hours(level))


def _step(
    issue: Issue, deed: str, words: str, actor: User | None, at: datetime, **more: Any
) -> None:
    IssueStep.objects.create(
        client_id=issue.client_id,
        issue=issue,
        deed=deed,
        words=words,
        level=issue.level,
        due_at=issue.due_at,
        actor_id=actor.pk if actor else None,
        at=at,
        **more,
    )


def _said(words: str, otherwise: str) -> str:
    if not words.strip():
        raise IssueRefused(otherwise)
    return words.strip()


def _locked(issue: Issue) -> Issue:
    """The row as it is now, while nobody else moves it."""
    rows = Issue.objects.select_for_update(of=("self",)).select_related("client")
    found = rows.filter(pk=issue.pk).first()
    if found is None:
        raise IssueRefused("It moved to another level meanwhile, whose people answer it.")
    return found
