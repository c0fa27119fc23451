"""Whatever sequence of allowed moves is made: no money is lost, none counts twice."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from billing_audit.money.standing import (
    Circumstances,
    Standing,
    after,
    most,
    possible,
    replay,
    why_not,
    wrong_amount,
)
from billing_audit.money.states import (
    CLOSED,
    CREDITED,
    LETS_GO,
    MOVES,
    OPEN,
    Demand,
    Move,
    State,
    Who,
    moves_from,
)

CENT = Decimal("0.01")
ANYTHING = Circumstances(by_principal=True, is_late=True)


class Step(NamedTuple):
    kind: str
    amount: Decimal | None
    cycle: date | None


class Disputing(RuleBasedStateMachine):
    """Makes allowed moves in any order, tries others, takes steps back."""

    @initialize(cents=st.integers(1, 10**9))
    def open(self, cents: int) -> None:
        self.disputed = cents * CENT
        self.steps: list[Step] = []
        self.standing = Standing(self.disputed)

    @precondition(lambda self: possible(self.standing, ANYTHING))
    @rule(data=st.data())
    def move_on(self, data: st.DataObject) -> None:
        moves = possible(self.standing, ANYTHING)
        move = data.draw(st.sampled_from(moves))
        amount = None
        if Demand.AMOUNT in move.demands:
            limit = int(most(self.standing, move) / CENT)
            if limit < 1:
                return
            amount = data.draw(st.integers(1, limit)) * CENT
            if wrong_amount(self.standing, move, amount, "USD"):
                return
        step = Step(move.name, amount, date(2026, 4, 1))
        self.standing = after(self.standing, move, step.amount, step.cycle)
        self.steps.append(step)

    @rule(name=st.sampled_from(sorted(MOVES)))
    def a_move_that_does_not_follow_is_refused_with_a_sentence(self, name: str) -> None:
        move = MOVES[name]
        reason = why_not(self.standing, move, ANYTHING)
        assert bool(reason) is (move not in possible(self.standing, ANYTHING))
        assert not reason or reason.endswith(".")

    @precondition(lambda self: self.steps and not MOVES[self.steps[-1].kind].goes_out)
    @rule()
    def take_back(self) -> None:
        self.steps.pop()
        self.standing = replay(self.disputed, self.steps)

    @invariant()
    def what_came_back_is_at_most_what_was_disputed(self) -> None:
        stands = self.standing
        assert 0 <= stands.verified <= stands.posted <= stands.disputed == self.disputed
        assert 0 <= stands.promised <= self.disputed
        assert 0 <= stands.approved <= self.disputed

    @invariant()
    def every_credit_counts_once(self) -> None:
        signs = {"post": 1, "refund": 1, "reverse": -1}
        posted = sum((signs.get(s.kind, 0) * (s.amount or 0) for s in self.steps), Decimal(0))
        assert self.standing.posted == posted

    @invariant()
    def the_history_alone_gives_the_standing(self) -> None:
        assert replay(self.disputed, self.steps) == self.standing

    @invariant()
    def charges_are_let_go_only_where_nothing_came_back(self) -> None:
        if self.standing.state in LETS_GO:
            assert self.standing.posted == 0

    @invariant()
    def a_win_is_all_of_it(self) -> None:
        if self.standing.state == State.WON:
            assert self.standing.verified == self.disputed
        if self.standing.state == State.PART_WON:
            assert 0 < self.standing.verified < self.disputed


Disputing.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
test_no_sequence_of_moves_loses_or_doubles_money = Disputing.TestCase


@pytest.mark.parametrize("state", list(CLOSED), ids=str)
def test_only_a_reversed_credit_opens_a_closed_dispute(state: State) -> None:
    names = [move.name for move in moves_from(state)]

    assert names == (["reverse"] if state in CREDITED else [])


@pytest.mark.parametrize("state", list(OPEN), ids=str)
def test_every_open_state_has_a_way_on_and_a_way_to_it(state: State) -> None:
    assert list(moves_from(state))
    assert state == State.DRAFT or any(move.target == state for move in MOVES.values())


@pytest.mark.parametrize("state", list(OPEN), ids=str)
def test_every_open_state_leads_to_a_close(state: State) -> None:
    reached, seen = {state}, set()
    while reached:
        here = reached.pop()
        seen.add(here)
        reached |= {move.target for move in moves_from(here)} - seen

    assert seen & set(CLOSED)


@pytest.mark.parametrize("move", list(MOVES.values()), ids=lambda move: move.name)
def test_every_move_explains_itself(move: Move) -> None:
    assert move.word
    assert move.meaning.endswith(".")
    assert move.told
    assert move.name == "reverse" or not set(move.sources) & set(CLOSED)


def test_giving_money_up_is_left_to_principals() -> None:
    assert {move.name for move in MOVES.values() if move.by == Who.PRINCIPAL} == {
        "settle",
        "lose",
        "withdraw",
    }


@given(amount=st.decimals("-5", "5", places=2))
def test_an_amount_beyond_its_limit_is_refused(amount: Decimal) -> None:
    standing = Standing(Decimal("3.00"), State.APPROVED, approved=Decimal("2.00"))

    refused = wrong_amount(standing, MOVES["promise"], amount, "USD")

    assert bool(refused) is not (0 < amount <= 2)
