"""Formulas: exact in decimals, the same as arithmetic done by hand, and nothing else."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retainer.lib.formula import DividesByZero, NotAFormula, evaluate, names_in

FUNCTIONS = {"min": min, "max": max}
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
NAMES = ("a", "b", "c")


@st.composite
def formulas(draw: st.DrawFn, depth: int) -> str:
    """A formula of sums, differences and products of three inputs and of plain numbers."""
    if depth == 0 or draw(st.booleans()):
        plain = draw(st.decimals(min_value=0, max_value=1000, places=2))
        return draw(st.sampled_from([*NAMES, f"{plain:f}"]))
    left, right = draw(formulas(depth=depth - 1)), draw(formulas(depth=depth - 1))
    return draw(
        st.sampled_from([f"({left} + {right})", f"({left} - {right})", f"({left} * {right})"])
    )


def by_hand(formula: str, inputs: dict[str, Decimal]) -> Fraction:
    """The same in fractions, by the interpreter itself: the test wrote the formula."""
    exact = {name: Fraction(value) for name, value in inputs.items()}
    words = formula.replace("(", " ( ").replace(")", " ) ").split()
    code = " ".join(word if word in {*NAMES, *"()+-*"} else f"Fraction('{word}')" for word in words)
    return eval(code, {"__builtins__": {}, "Fraction": Fraction}, exact)  # noqa: S307 - our own


@given(formulas(depth=2), AMOUNTS, AMOUNTS, AMOUNTS)
def test_sums_and_products_are_exact(formula: str, a: Decimal, b: Decimal, c: Decimal) -> None:
    inputs = {"a": a, "b": b, "c": c}

    value = evaluate(formula, inputs, FUNCTIONS)

    assert type(value) is Decimal
    assert Fraction(value) == by_hand(formula, inputs)


@given(AMOUNTS, AMOUNTS)
def test_a_quotient_times_its_divisor_comes_back(a: Decimal, b: Decimal) -> None:
    assume(b != 0)

    back = evaluate("a / b * b", {"a": a, "b": b}, FUNCTIONS)

    assert abs(back - a) < Decimal("1E-30")


@given(AMOUNTS, AMOUNTS)
def test_a_divisor_of_zero_is_named(a: Decimal, b: Decimal) -> None:
    with pytest.raises(DividesByZero, match="'b - b' is 0"):
        evaluate("a / (b - b)", {"a": a, "b": b}, FUNCTIONS)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_says_why_not(text: str) -> None:
    with suppress(NotAFormula):
        assert type(evaluate(text, {"a": Decimal(7)}, FUNCTIONS)) is Decimal


@given(formulas(depth=2))
def test_names_are_those_a_formula_needs(formula: str) -> None:
    needed = names_in(formula, FUNCTIONS)

    evaluate(formula, dict.fromkeys(needed, Decimal(1)), FUNCTIONS)
    for name in needed:
        with pytest.raises(NotAFormula, match=f"no input '{name}'"):
            evaluate(formula, dict.fromkeys(needed - {name}, Decimal(1)), FUNCTIONS)


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("a.real", "has no place"),
        ("__import__('os')", "has no place"),
        ("open(a)", "has no place"),
        ("True", "not a number like"),
        ("a ** 99", "only"),
        ("a // 2", "only"),
        ("2.5e9", "not a number like"),
        ("0x1f", "not a number like"),
        ("min()", "cannot be reckoned"),
        ("min", "no input 'min'"),
        ("a +", "cannot be read"),
        ("\0", "cannot be read"),
        ("-" * 399 + "a", ""),
        ("(" * 300 + "a", "cannot be read"),
        ("a" * 401, "at most 400"),
        ("empty * 2", "'empty' is missing"),
        ("word * 2", "is not a number"),
    ],
)
def test_what_is_no_formula_is_told(formula: str, why: str) -> None:
    inputs = {"a": Decimal(7), "empty": None, "word": "seven"}
    if not why:
        assert evaluate(formula, inputs, FUNCTIONS) == -7
        return
    with pytest.raises(NotAFormula, match=why):
        evaluate(formula, inputs, FUNCTIONS)


def test_a_number_is_what_is_written_and_not_its_binary_neighbour() -> None:
    assert evaluate("0.1 + 0.2", {}, FUNCTIONS) == Decimal("0.3")


def test_what_cannot_be_kept_exactly_is_refused() -> None:
    with pytest.raises(NotAFormula, match="too large"):
        evaluate("a * a * a", {"a": Decimal("1E+400000")}, FUNCTIONS)


def test_a_function_nobody_lends_is_named() -> None:
    with pytest.raises(NotAFormula, match="'log' is no function"):
        names_in("log(a)", FUNCTIONS)
