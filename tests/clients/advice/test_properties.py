"""No sequence of allowed moves loses an open recommendation, or decides one by nobody."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.advice import deciding, services
from clients.advice.models import Recommendation
from clients.models import User
from retainer.lib.refusal import Refused
from tests.clients.advice.conftest import PARTS, Advise, at_the_portal, in_days

Move = Callable[[Recommendation], object]


def moves(owen: User, casey: User) -> dict[str, Move]:
    """Everything that anybody can do to a recommendation."""

    def by_owen(deed: Callable[..., object], **facts: object) -> Move:
        def move(asked: Recommendation) -> object:
            with at_the_portal(owen):
                return deed(recommendation=asked, decided_by=owen, **facts)

        return move

    return {
        "publish": lambda a: services.publish(recommendation=a, published_by=casey),
        "withdraw": lambda a: services.withdraw(
            recommendation=a, because="Credited.", withdrawn_by=casey
        ),
        "submit": lambda a: services.note_submitted(recommendation=a, submitted_by=casey),
        "accept": by_owen(deciding.accept),
        "accept one": by_owen(deciding.accept, leave_out=[2]),
        "decline": by_owen(deciding.decline),
        "put off": by_owen(deciding.defer, until=in_days(5)),
        "take back": by_owen(deciding.reverse),
        "day comes": lambda _: services.bring_back(today=in_days(5)),
    }


NAMES = ("publish", "withdraw", "submit", "accept", "accept one", "decline", "put off",
         "take back", "day comes")  # fmt: skip


@settings(  # each example is rolled back
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=st.lists(st.sampled_from(NAMES), min_size=1, max_size=12))
def test_nothing_open_is_ever_lost(
    sequence: list[str], advise: Advise, owen: User, casey: User
) -> None:
    with transaction.atomic():
        asked = advise(is_draft=True, parts=PARTS)
        for name in sequence:
            _move(moves(owen, casey)[name], asked)
            _check(asked)
        transaction.set_rollback(True)


def _move(move: Move, asked: Recommendation) -> None:
    """Make the move; one that is refused, or made on what does not exist, changes nothing."""
    before = _state(asked)
    try:
        with transaction.atomic():
            move(asked)
    except (Refused, Recommendation.DoesNotExist):
        assert _state(asked) == before


def _state(asked: Recommendation) -> tuple[object, ...]:
    asked.refresh_from_db()
    return asked.state, asked.standing_id, asked.deferred_until, asked.decisions.count()


def _check(asked: Recommendation) -> None:
    """It is in exactly one of the lists people look at, and money is neither made nor lost."""
    asked.refresh_from_db()
    rows = Recommendation.objects.filter(pk=asked.pk)
    places = {
        "draft": rows.filter(state="draft").exists(),
        "waiting": rows.waiting().exists(),
        "decided": rows.decided().exists(),
        "away": rows.exclude(pk__in=rows.live()).exists(),
    }
    assert list(places.values()).count(True) == 1, places
    latest = asked.decisions.first()
    assert places["decided"] == (asked.standing_id is not None)
    if places["decided"]:
        assert (latest.pk, latest.outcome) == (asked.standing_id, asked.state)
        assert Decimal(0) < latest.money <= asked.money
    if asked.state == "deferred":
        assert rows.due_back(asked.deferred_until).exists()
    if places["waiting"]:
        assert latest is None or latest.outcome in ("reversed", "deferred")
    if asked.submitted_at:
        assert asked.state == "accepted"


def test_what_is_superseded_has_a_successor_that_waits(
    asked: Recommendation, advise: Advise, owen: User
) -> None:
    successor = advise(supersedes=asked)

    asked.refresh_from_db()
    assert (asked.state, successor.state) == ("superseded", "open")
    with at_the_portal(owen), pytest.raises(deciding.DecidedMeanwhile):
        deciding.accept(recommendation=asked, decided_by=owen)


def test_what_was_accepted_meanwhile_is_not_superseded(
    asked: Recommendation, advise: Advise, owen: User
) -> None:
    with at_the_portal(owen):
        deciding.accept(recommendation=asked, decided_by=owen)

    with pytest.raises(services.AdviceRefused, match="accepted what it replaces"):
        advise(supersedes=asked)
