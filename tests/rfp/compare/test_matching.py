"""Units of two documents find their counterparts, whatever the order."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rfp.compare.matching import match

WORDS = st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta".split()), max_size=9)  # noqa: SIM905


def of_a_kind(_: int, __: int) -> bool:
    return True


@given(before=WORDS, after=WORDS)
def test_everything_is_matched_exactly_once(before: list[str], after: list[str]) -> None:
    pairs = match(before, after, of_a_kind)

    assert sorted(p.before for p in pairs if p.before is not None) == list(range(len(before)))
    assert sorted(p.after for p in pairs if p.after is not None) == list(range(len(after)))


@given(before=WORDS, chance=st.randoms())
def test_an_order_of_its_own_moves_and_changes_nothing(before: list[str], chance: Any) -> None:
    after = list(before)
    chance.shuffle(after)

    for pair in match(before, after, of_a_kind):
        assert pair.before is not None
        assert pair.after is not None
        assert before[pair.before] == after[pair.after]
