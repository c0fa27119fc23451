"""What the practice does with a recommendation: drafts, publishes, withdraws; never decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.advice.models import AdviceNote, AdviceOption, AdvicePart, Recommendation
from clients.advice.telling import note, tell_deciders
from clients.people.models import Client, User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = Recommendation.State


class AdviceRefused(Refused):
    """This cannot be drafted, published or withdrawn as it stands."""


@dataclass(frozen=True)
class OptionText:
    """One way to go, before it is a row."""

    title: str
    text: str = ""
    is_advised: bool = False
    code: str = ""


@dataclass(frozen=True)
class PartText:
    """One of the things it is about, with its money as of today."""

    title: str
    text: str
    money: Decimal
    monthly: Decimal = Decimal(0)


@transaction.atomic
def draft(
    *,
    client: Client,
    author: User,
    options: Sequence[OptionText],
    parts: Sequence[PartText] = (),
    supersedes: Recommendation | None = None,
    **words: Any,
) -> Recommendation:
    """Write a recommendation that nobody of the client sees yet.

    Its parts' money is the money at stake, where it has parts.
    """
    if parts:
        words["money"] = sum((part.money for part in parts), Decimal(0))
    asked = Recommendation.objects.create(
        client=client, author=author, supersedes=supersedes, **words
    )
    _write_options(asked, options)
    AdvicePart.objects.bulk_create(
        AdvicePart(
            client=client,
            recommendation=asked,
            position=position,
            title=part.title[:200],
            text=part.text,
            money=part.money,
            monthly=part.monthly,
        )
        for position, part in enumerate(parts, 1)
    )
    note(asked, "drafted", f"Drafted the recommendation {asked}", author)
    return asked


@transaction.atomic
def rewrite(
    *, recommendation: Recommendation, options: Sequence[OptionText], by: User, **words: Any
) -> Recommendation:
    """Change a draft; what was published stays as the client read it."""
    asked = locked(recommendation)
    if asked.state != State.DRAFT:
        raise AdviceRefused("It was published: what the client reads does not change. Replace it.")
    for name, value in words.items():
        setattr(asked, name, value)
    asked.save(update_fields=list(words))
    asked.options.all().delete()
    _write_options(asked, options)
    note(asked, "rewritten", f"Changed the draft {asked}", by)
    return asked


def _write_options(asked: Recommendation, options: Sequence[OptionText]) -> None:
    AdviceOption.objects.bulk_create(
        AdviceOption(
            client_id=asked.client_id,
            recommendation=asked,
            position=position,
            title=option.title,
            text=option.text,
            is_advised=option.is_advised,
            code=option.code,
        )
        for position, option in enumerate(options, 1)
    )


@transaction.atomic
def publish(*, recommendation: Recommendation, published_by: User) -> Recommendation:
    """Put it to the client; one that it takes the place of is superseded in the same moment."""
    asked = locked(recommendation)
    if asked.state != State.DRAFT:
        raise AdviceRefused(f"It is no draft any more: {asked.get_state_display().lower()}.")
    _refuse_incomplete(asked)
    if asked.supersedes_id:
        _supersede(asked)
    asked.state, asked.published_at = State.OPEN, timezone.now()
    asked.save(update_fields=["state", "published_at"])
    about = written.money(asked.money, asked.currency)
    note(asked, "published", f"Asked the client to decide: {asked}", published_by)
    tell_deciders(asked, f"Needs your decision: {asked} ({about})", by=published_by)
    return asked


def _refuse_incomplete(asked: Recommendation) -> None:
    advised = list(asked.options.values_list("is_advised", flat=True))
    if len(advised) < 2 or advised.count(True) != 1:
        raise AdviceRefused("Give at least two options, and say which one of them we advise.")
    if asked.due_on and asked.due_on < timezone.localdate():
        raise AdviceRefused(
            f"The day to decide by, {written.day(asked.due_on)}, is over. Change it."
        )


def _supersede(successor: Recommendation) -> None:
    former = locked(successor.supersedes)
    if former.submitted_at:
        raise AdviceRefused("What it replaces lies with the carrier already. Withdraw this draft.")
    if former.state == State.ACCEPTED:
        raise AdviceRefused(
            "The client accepted what it replaces meanwhile. Ask them to take that back first."
        )
    former.state, former.standing, former.deferred_until = State.SUPERSEDED, None, None
    former.save(update_fields=["state", "standing", "deferred_until"])


@transaction.atomic
def withdraw(*, recommendation: Recommendation, because: str, withdrawn_by: User) -> Recommendation:
    """Take it back; the client, who has seen it, reads why."""
    asked = locked(recommendation)
    because = because.strip()
    if asked.state in (State.WITHDRAWN, State.SUPERSEDED):
        raise AdviceRefused(f"It was {asked.get_state_display().lower()} before.")
    if asked.submitted_at:
        raise AdviceRefused("It lies with the carrier already; withdraw the dispute there.")
    if asked.published_at and not because:
        raise AdviceRefused("Say why: the client reads it.")
    asked.state, asked.because = State.WITHDRAWN, because
    asked.standing, asked.deferred_until = None, None
    asked.save(update_fields=["state", "because", "standing", "deferred_until"])
    note(asked, "withdrawn", f"Withdrew the recommendation {asked}", withdrawn_by)
    if asked.published_at:
        tell_deciders(asked, f"We withdrew {asked}: {because}", by=withdrawn_by)
    return asked


@transaction.atomic
def note_submitted(*, recommendation: Recommendation, submitted_by: User) -> None:
    """What was accepted went to the carrier: from now on the client cannot take it back.

    Saying so again changes nothing.
    """
    asked = locked(recommendation)
    if asked.submitted_at:
        return
    if asked.state != State.ACCEPTED:
        raise AdviceRefused(f"The client has not accepted it: {asked}.")
    asked.submitted_at = timezone.now()
    asked.save(update_fields=["submitted_at"])
    note(asked, "submitted", f"Went to the carrier: {asked}", submitted_by)


@transaction.atomic
def add_note(*, recommendation: Recommendation, text: str, written_by: User) -> AdviceNote:
    """Note something down that only the practice reads."""
    if not text.strip():
        raise AdviceRefused("Write the note.")
    return AdviceNote.objects.create(
        client_id=recommendation.client_id,
        recommendation=recommendation,
        text=text.strip(),
        written_by=written_by,
    )


@transaction.atomic
def bring_back(*, today: date) -> int:
    """Ask again about everything that was put off until a day that has come; how many."""
    due = Recommendation.objects.due_back(today).select_for_update(of=("self",), skip_locked=True)
    back = list(due.select_related("client").order_by("pk"))
    for asked in back:
        asked.state, asked.standing, asked.deferred_until = State.OPEN, None, None
        asked.save(update_fields=["state", "standing", "deferred_until"])
        note(asked, "came_back", f"The day has come: {asked} needs a decision again", None)
        tell_deciders(asked, f"Needs your decision again: {asked}", by=None)
    return len(back)


def locked(recommendation: Recommendation) -> Recommendation:
    """The row as it is now, while nobody else moves it."""
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=recommendation.pk)
