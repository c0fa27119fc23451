"""The little language of formulas: exact arithmetic, and nothing that is not arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.formula import NotAFormula, evaluate

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
INPUTS = {
    "amount": Decimal("10.00"),
    "rate": Decimal("2.675"),
    "first": MARCH[0],
    "last": MARCH[1],
    "earlier": [MARCH, (date(2026, 3, 20), date(2026, 4, 5))],
    "given_back": [(date(2026, 3, 1), date(2026, 3, 10))],
    "steps": [Decimal(0), Decimal(6)],
    "rates": [Decimal(3), Decimal("1.50")],
    "missing": None,
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("amount * 3 - 1", "29.00"),
        ("amount * 0.1", "1.000"),
        ("(amount - 4) / 8", "0.75"),
        ("-amount + max(0, amount, 12)", "2.00"),
        ("min(amount, 3)", "3"),
        ("half_up(rate)", "2.68"),
        ("months_left(first, last)", "1"),
        ("months_left(last, first)", "0"),
        ("months_left(last, term_end(first, 12))", "11"),
        ("days(first, term_end(first, 1))", "31"),
        ("stepped(amount, steps, rates)", "24.00"),
        ("stepped(5, steps, rates)", "15"),
        ("half_up(-rate)", "-2.68"),
        ("days(first, last)", "31"),
        ("days_after(first, last)", "30"),
        ("days_shared(first, last, earlier, given_back)", "21"),
        ("amount / 3 * 3 - amount", "-1E-59"),
    ],
)
def test_formulas_are_reckoned_exactly(formula: str, value: str) -> None:
    assert evaluate(formula, INPUTS, 2) == Decimal(value)


def test_rounding_follows_the_currency() -> None:
    assert evaluate("half_up(rate)", INPUTS, 0) == 3


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "amount ** 9",
        "amount.real",
        "[amount]",
        "1.5e3",
        "'text'",
        "unknown",
        "open(amount)",
        "amount if rate else 0",
        "half_up(amount=1)",
        "missing + 1",
        "first",
        "amount +",
    ],
)
def test_nothing_else_is_a_formula(formula: str) -> None:
    with pytest.raises(NotAFormula):
        evaluate(formula, INPUTS, 2)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.code)
def test_formulas_speak_of_the_inputs_they_have(check: type) -> None:
    names = {each.name for each in check.inputs}
    functions = {
        *("min", "max", "half_up", "total", "count", "days", "days_after", "days_shared"),
        *("months_left", "term_end", "stepped"),
    }

    for formula in check.formulas().values():
        words = {word for word in formula.replace("(", " ").replace(")", " ").replace(",", " ")
                 .split() if word[0].isalpha()}  # fmt: skip
        assert words <= names | functions
