"""Numbers in English words."""

from hypothesis import given
from hypothesis import strategies as st

from rfp.linter.rules.numbers import ONES, TENS, value


def written(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return next(word for word, size in ONES.items() if size == number)
    if number < 100:
        ten = next(word for word, size in TENS.items() if size == number - number % 10)
        return ten + (f"-{written(number % 10)}" if number % 10 else "")
    if number < 1000:
        rest = f" and {written(number % 100)}" if number % 100 else ""
        return f"{written(number // 100)} hundred{rest}"
    rest = f" {written(number % 1000)}" if number % 1000 else ""
    return f"{written(number // 1000)} thousand{rest}"


@given(st.integers(0, 999_999))
def test_words_say_their_number(number: int) -> None:
    assert value(written(number)) == number
