"""Opening transitions, saying how their milestones stand, and deciding whether they go live."""

from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from clients.people.activity import record
from clients.people.models import Membership, User
from clients.transitions.models import Colour, ColourWord, Criterion, Milestone, Side, Transition
from retainer.lib.refusal import Refused

Row = TypeVar("Row", bound=models.Model)
#: Who of a client says how its milestones stand; viewers read.
SPEAKERS = (Membership.Role.MANAGER, Membership.Role.EXECUTIVE)


class TransitionRefused(Refused):
    """This cannot be said of the transition as it stands."""


@transaction.atomic
def open_transition(*, transition: Transition, opened_by: User) -> Transition:
    transition.opened_by = opened_by
    transition.save()
    _note(transition, "opened", f"Opened the transition {transition}", opened_by)
    return transition


@transaction.atomic
def add_part(*, part: Milestone | Criterion, added_by: User) -> None:
    """Keep a new milestone or criterion of a transition that is not decided."""
    if _locked(Transition, part.transition_id).verdict and isinstance(part, Criterion):
        raise TransitionRefused("It is decided. What must be true was agreed before.")
    part.client_id = part.transition.client_id
    part.save()
    kind = part._meta.verbose_name
    _note(part.transition, f"{kind}_added", f"Added the {kind} {part}", added_by)


def may_speak_for_client(user: User, client_id: int) -> bool:
    """Whether the client's own colour, and its decision, are this person's to give."""
    held = user.memberships.filter(client_id=client_id, role__in=SPEAKERS)
    return user.is_client_user and held.exists()


@transaction.atomic
def say_provider_colour(
    *, milestone: Milestone, colour: str, source: str, said_by: User
) -> Milestone:
    """Record what the provider says, and where it says so."""
    if not said_by.is_practice:
        raise TransitionRefused("The provider's word is recorded by your consultant.")
    return _say(milestone, Side.PROVIDER, colour, source, said_by)


@transaction.atomic
def say_client_colour(*, milestone: Milestone, colour: str, why: str, said_by: User) -> Milestone:
    """Keep the client's own colour, which nobody else sets for it."""
    if not may_speak_for_client(said_by, milestone.client_id):
        raise TransitionRefused("The client's colour is set by its managers and executives alone.")
    return _say(milestone, Side.CLIENT, colour, why, said_by)


@transaction.atomic
def finish(*, milestone: Milestone, finished_by: User) -> Milestone:
    milestone = _locked(Milestone, milestone.pk)
    if milestone.done_on:
        raise TransitionRefused("It is done already.")
    milestone.done_on = timezone.localdate()
    milestone.save(update_fields=["done_on"])
    _note(milestone.transition, "milestone_done", f"{milestone} is done", finished_by)
    return milestone


@transaction.atomic
def judge(*, criterion: Criterion, state: str, evidence: str, judged_by: User) -> Criterion:
    """Say that it is met or not, and what proves it."""
    criterion, evidence = _locked(Criterion, criterion.pk), evidence.strip()
    if criterion.transition.verdict:
        raise TransitionRefused("It is decided. What was judged then stays as it was.")
    if state not in (Criterion.State.MET, Criterion.State.NOT_MET):
        raise TransitionRefused("Say whether it is met or not.")
    if not evidence:
        raise TransitionRefused("Say what proves it, such as a test and its date.")
    criterion.state, criterion.evidence = state, evidence
    criterion.judged_by, criterion.judged_at = judged_by, timezone.now()
    criterion.save(update_fields=["state", "evidence", "judged_by", "judged_at"])
    said = f"{criterion}: {criterion.get_state_display().lower()}, {evidence}"
    _note(criterion.transition, "criterion_judged", said, judged_by)
    return criterion


@transaction.atomic
def decide(*, transition: Transition, verdict: str, decided_by: User) -> Transition:
    """Go, which all criteria have to allow, or not: the client's decision alone."""
    if not may_speak_for_client(decided_by, transition.client_id):
        raise TransitionRefused("Whether it goes live is decided by the client's managers.")
    transition = _locked(Transition, transition.pk)
    if verdict not in Transition.Verdict:
        raise TransitionRefused("Say whether it goes or not.")
    if transition.verdict == Transition.Verdict.GO:
        raise TransitionRefused("It went already.")
    left = transition.criteria.exclude(state=Criterion.State.MET).count()
    if verdict == Transition.Verdict.GO and (left or not transition.criteria.exists()):
        raise TransitionRefused(
            f"{left} of what must be true is not proved. Prove it first, or do not go."
            if left
            else "Nothing says what must be true. Add it first."
        )
    transition.verdict = verdict
    transition.save(update_fields=["verdict"])
    word = transition.get_verdict_display()
    _note(transition, "decided", f"{transition}: {word.lower()}", decided_by)
    return transition


def _say(milestone: Milestone, side: Side, colour: str, source: str, said_by: User) -> Milestone:
    milestone, source = _locked(Milestone, milestone.pk), source.strip()
    if milestone.done_on:
        raise TransitionRefused("It is done; how it stood stays on record.")
    if colour not in Colour:
        raise TransitionRefused("Choose on track, at risk or off track.")
    if not source:
        raise TransitionRefused(
            "Name the report, call or mail that says so, and its date."
            if side == Side.PROVIDER
            else "Say why: the provider is asked about it."
        )
    field = f"{side}_colour"
    setattr(milestone, field, colour)
    milestone.save(update_fields=[field])
    ColourWord.objects.create(
        client_id=milestone.client_id,
        milestone=milestone,
        side=side,
        colour=colour,
        source=source,
        actor_id=said_by.pk,
        at=timezone.now(),
    )
    said = f"{side.label} on {milestone}: {Colour(colour).label.lower()}, {source}"
    _note(milestone.transition, f"{side}_said", said, said_by)
    return milestone


def _note(transition: Transition, deed: str, sentence: str, by: User) -> None:
    record(f"transition.{deed}", sentence, actor=by, client=transition.client, subject=transition)


def _locked(kind: type[Row], key: int) -> Row:
    """The row as it is now, while nobody else changes it."""
    return kind.objects.select_for_update(of=("self",)).get(pk=key)
