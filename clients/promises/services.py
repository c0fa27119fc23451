"""Noting what was promised, and saying with evidence what became of it."""

from django.db import transaction
from django.utils import timezone

from clients.issues.services import raise_issue as raise_any_issue
from clients.people.activity import record
from clients.people.models import User
from clients.promises.models import Promise
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = Promise.State
#: How long the title of an issue may be.
TITLE = 160


class PromiseRefused(Refused):
    """A promise cannot be judged so."""


@transaction.atomic
def note_promise(*, promise: Promise, noted_by: User) -> Promise:
    """Keep what somebody promised; the words stay as they were said."""
    promise.noted_by = noted_by
    promise.save()
    sentence = f"Noted a promise of {promise.promised_by}"
    record("promise.noted", sentence, actor=noted_by, client=promise.client, subject=promise)
    return promise


@transaction.atomic
def judge(*, promise: Promise, state: str, evidence: str, judged_by: User) -> Promise:
    """Say that it was kept or broken, and what proves it; what was said before stays on record."""
    promise, evidence = _locked(promise), evidence.strip()
    if state not in (State.KEPT, State.BROKEN):
        raise PromiseRefused("Say whether it was kept or broken.")
    if not evidence:
        raise PromiseRefused("Say what proves it, such as a bill, a mail or a test, and its date.")
    promise.state, promise.evidence = state, evidence
    promise.judged_by, promise.judged_at = judged_by, timezone.now()
    promise.save(update_fields=["state", "evidence", "judged_by", "judged_at"])
    became = promise.get_state_display().lower()
    record(
        f"promise.{state}",
        f"The promise of {promise.promised_by} was {became}: {evidence}",
        actor=judged_by,
        client=promise.client,
        subject=promise,
    )
    return promise


@transaction.atomic
def raise_issue(*, promise: Promise, raised_by: User) -> Promise:
    """Ask for an answer to a broken promise, once, in its own words and with the proof."""
    promise = _locked(promise)
    if promise.state != State.BROKEN:
        raise PromiseRefused("Mark it as broken first, with what proves it.")
    if promise.issue_id:
        raise PromiseRefused("An issue was raised for it already.")
    said = written.day(promise.promised_on)
    promise.issue = raise_any_issue(
        client=promise.client,
        title=f"Broken promise: {promise.words}"[:TITLE],
        text=f"{promise.promised_by} promised on {said} ({promise.written_in}): {promise.words}\n\n"
        f"What proves that it was broken: {promise.evidence}",
        carrier=promise.carrier,
        raised_by=raised_by,
    )
    promise.save(update_fields=["issue"])
    return promise


def _locked(promise: Promise) -> Promise:
    """The row as it is now, while nobody else judges it."""
    held = Promise.objects.select_for_update(of=("self",)).select_related("client", "carrier")
    return held.get(pk=promise.pk)
