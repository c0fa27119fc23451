"""Whatever happens to a dispute: recovered ≤ disputed ≤ identified, and nothing counts twice."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.ledger.receipts import STEPS, Step, entries
from billing_audit.ledger.stages import Money, counted, of_finding
from billing_audit.models import Dispute
from billing_audit.money.standing import (
    Circumstances,
    Standing,
    after,
    most,
    possible,
    wrong_amount,
)
from billing_audit.money.states import Demand

CENT = Decimal("0.01")
ANYTHING = Circumstances(by_principal=True, is_late=True)
AMOUNTS = st.integers(0, 10**9).map(lambda cents: cents * CENT)
DAY = date(2026, 4, 1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Dispute, list[Step]]:
    """A dispute and a history of moves that were allowed; some of what came was written off."""
    disputed = draw(st.integers(1, 10**8)) * CENT
    standing, steps = Standing(disputed), []
    for _ in range(draw(st.integers(0, 25))):
        moves = possible(standing, ANYTHING)
        if not moves:
            break
        move, amount = draw(st.sampled_from(moves)), None
        if Demand.AMOUNT in move.demands:
            amount = draw(st.integers(0, int(most(standing, move) / CENT))) * CENT
            if wrong_amount(standing, move, amount, "USD"):
                continue
        standing = after(standing, move, amount, DAY)
        if move.name in STEPS:
            soft = move.name == "refund" and draw(st.booleans())
            steps.append(Step(move.name, DAY, amount or Decimal(0), is_soft=soft))
    dispute = Dispute(
        disputed=disputed,
        currency="USD",
        approved=standing.approved,
        posted=standing.posted,
        verified=standing.verified,
    )
    return dispute, steps


def money(dispute: Dispute, steps: list[Step], excluded: Decimal = Decimal(0)) -> Money:
    moved = list(entries(dispute, steps, excluded))
    return Money(
        approved=counted(
            max(dispute.approved, dispute.posted), excluded, dispute.disputed, dispute.currency
        ),
        posted=sum((each.posted for each in moved), Decimal(0)),
        verified=sum((each.verified for each in moved), Decimal(0)),
    )


@given(history=histories(), claimed=AMOUNTS, confirmed=AMOUNTS, agreed=AMOUNTS)
def test_each_stage_is_at_most_the_one_before_it(
    history: tuple[Dispute, list[Step]],
    claimed: Decimal,
    confirmed: Decimal,
    agreed: Decimal,
) -> None:
    dispute, steps = history

    finding = of_finding(
        claimed=claimed, confirmed=confirmed, agreed=agreed, submitted=dispute.disputed
    )
    whole = finding + money(dispute, steps)

    assert whole.identified >= whole.validated >= whole.accepted >= whole.submitted
    assert whole.submitted >= whole.approved >= whole.posted >= whole.verified >= 0


@given(history=histories(), share=st.integers(0, 100))
def test_hard_and_soft_money_are_what_came_without_the_share_of_ours(
    history: tuple[Dispute, list[Step]], share: int
) -> None:
    dispute, steps = history
    ours = (dispute.disputed * share / 100).quantize(CENT)

    counts, soft = money(dispute, steps, ours), written_off(dispute, steps, ours)

    assert counts.posted + soft == counted(dispute.posted, ours, dispute.disputed, "USD")
    assert soft >= 0
    assert 0 <= counts.verified <= counts.posted <= counts.approved
    assert money(dispute, steps, dispute.disputed) == Money()
    assert money(dispute, steps).posted + written_off(dispute, steps) == dispute.posted
    assert money(dispute, steps).verified <= dispute.verified


def written_off(dispute: Dispute, steps: list[Step], excluded: Decimal = Decimal(0)) -> Decimal:
    return sum((each.written_off for each in entries(dispute, steps, excluded)), Decimal(0))
