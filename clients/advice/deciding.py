"""What a client user does with a recommendation: accepts, declines, puts off, takes back.

Whoever has no right to it is refused here with a sentence, and by the database without one.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clients.advice.authority import Authorities
from clients.advice.models import AdviceOption, Decision, Recommendation
from clients.advice.services import locked
from clients.advice.telling import note, tell_practice
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = Recommendation.State
Outcome = Decision.Outcome
Via = Decision.Via

#: A recommendation that was put off may be decided before its day.
OPEN = (State.OPEN, State.DEFERRED)
LONGEST_WAIT = 366


class DecisionRefused(Refused):
    """This decision cannot be taken so."""


class DecidedMeanwhile(DecisionRefused):
    """Somebody else was faster."""


@transaction.atomic
def accept(
    *,
    recommendation: Recommendation,
    decided_by: User,
    option: int | None = None,
    leave_out: Collection[int] = (),
    reason: str = "",
    via: str = Via.PAGE,
) -> Decision:
    """Choose an option, by its number; the advised one where none is named.

    ``leave_out`` are the numbers of the parts that are not accepted with the rest.
    """
    asked = _open(recommendation)
    chosen = _option(asked, option)
    left_out = list(asked.parts.filter(position__in=leave_out))
    if left_out and len(left_out) == asked.parts.count():
        raise DecisionRefused("You left everything out. Leave one in, or decline.")
    return _decide(
        asked,
        Outcome.ACCEPTED,
        decided_by,
        option=chosen,
        left_out=[part.pk for part in left_out],
        money=asked.money - sum((part.money for part in left_out), Decimal(0)),
        reason=reason,
        via=via,
    )


def _option(asked: Recommendation, position: int | None) -> AdviceOption:
    wanted = {"is_advised": True} if position is None else {"position": position}
    chosen = asked.options.filter(**wanted).first()
    if chosen is None:
        raise DecisionRefused("Choose one of the options.")
    return chosen


@transaction.atomic
def decline(
    *, recommendation: Recommendation, decided_by: User, reason: str = "", via: str = Via.PAGE
) -> Decision:
    """Say no; nothing of it is done."""
    asked = _open(recommendation)
    return _decide(asked, Outcome.DECLINED, decided_by, reason=reason, via=via)


@transaction.atomic
def defer(
    *,
    recommendation: Recommendation,
    decided_by: User,
    until: date,
    reason: str = "",
    via: str = Via.PAGE,
) -> Decision:
    """Put it off until a day on which it is asked again."""
    wait = (until - timezone.localdate()).days
    if not 0 < wait <= LONGEST_WAIT:
        raise DecisionRefused("Put it off until a day after today and within a year.")
    asked = _open(recommendation)
    return _decide(asked, Outcome.DEFERRED, decided_by, until=until, reason=reason, via=via)


@transaction.atomic
def reverse(
    *, recommendation: Recommendation, decided_by: User, reason: str = "", via: str = Via.PAGE
) -> Decision:
    """Take a decision back while nothing went to the carrier; it is open again."""
    asked = locked(recommendation)
    if asked.submitted_at:
        raise DecisionRefused(
            f"It went to the carrier on {written.day(asked.submitted_at)} and can no longer be "
            "taken back. Call your consultant."
        )
    if asked.standing_id is None:
        raise DecisionRefused("There is no decision to take back.")
    return _decide(
        asked, Outcome.REVERSED, decided_by, money=asked.standing.money, reason=reason, via=via
    )


def accept_all(
    *, recommendations: Iterable[Recommendation], decided_by: User
) -> tuple[list[Decision], list[str]]:
    """Accept our advice on several; what was decided, and why the others were not."""
    taken: list[Decision] = []
    refused: list[str] = []
    # In one order, so that two people who decide at once wait for each other.
    for each in sorted(recommendations, key=lambda row: row.pk):
        try:
            taken.append(accept(recommendation=each, decided_by=decided_by, via=Via.BULK))
        except DecisionRefused as refusal:
            refused.append(f"{each}: {refusal.sentence}")
    return taken, refused


def _open(recommendation: Recommendation) -> Recommendation:
    """The row, locked, if it still waits; of two at once the second is told of the first."""
    asked = locked(recommendation)
    if asked.state in OPEN:
        return asked
    if asked.standing_id is None:
        raise DecidedMeanwhile(f"{asked.get_state_display()} meanwhile: nothing was changed.")
    latest = asked.decisions.annotate(who=F("decided_by__name")).get(pk=asked.standing_id)
    raise DecidedMeanwhile(
        f"{latest.who} {latest.get_outcome_display().lower()} this on "
        f"{written.moment(latest.decided_at)}: nothing was changed."
    )


def _decide(
    asked: Recommendation, outcome: str, decided_by: User, *, reason: str, **facts: object
) -> Decision:
    authorities = Authorities(asked.client_id)
    authority = authorities.of(decided_by, asked)
    if authority is None:
        raise DecisionRefused(authorities.why_not(decided_by, asked))
    decision = Decision.objects.create(
        client_id=asked.client_id,
        recommendation=asked,
        outcome=outcome,
        currency=asked.currency,
        reason=reason.strip(),
        decided_by_id=decided_by.pk,
        right_of_id=authority.right.user_id,
        limit=authority.limit,
        deputyship=authority.deputyship,
        **{"money": asked.money, **facts},
    )
    is_open = outcome == Outcome.REVERSED
    asked.state = State.OPEN if is_open else State(outcome)
    asked.standing = None if is_open else decision
    asked.deferred_until = decision.until
    asked.save(update_fields=["state", "standing", "deferred_until"])
    said = f"{decided_by} {_in_words(decision)}: {asked}"
    note(asked, outcome, said, decided_by)
    holder = authority.right.user_id if authority.deputyship else None
    tell_practice(asked, said, by=decided_by, holder=holder)
    return decision


def _in_words(decision: Decision) -> str:
    """Such as ``accepted $1,240.00 of`` or ``put off until 3 Dec 2026``."""
    words = decision.get_outcome_display().lower()
    if decision.until:
        return f"{words} until {written.day(decision.until)}"
    if decision.left_out:
        return f"{words} {written.money(decision.money, decision.currency)} of"
    return words
