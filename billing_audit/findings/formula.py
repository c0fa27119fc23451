"""Evaluates the formula of a proof, exactly and without trusting it.

Formulas are arithmetic over named inputs with a handful of functions; anything
else is refused.  This shares no code with the SQL that found the fault, so that
the two can disagree.
"""

import ast
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from typing import Any

from retainer.lib.money import half_up

Value = Decimal | date | list | None


class NotAFormula(ValueError):
    """The text is no formula of ours, or its inputs are missing."""


def evaluate(formula: str, inputs: Mapping[str, Value], places: int) -> Decimal:
    """The formula's value; ``places`` is what ``half_up`` rounds to.  Not rounded itself."""
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        raise NotAFormula(f"{formula!r} cannot be read") from error
    with localcontext(Context(prec=60)):
        return _number(_Evaluator(inputs, places).value(tree))


class _Evaluator:
    def __init__(self, inputs: Mapping[str, Value], places: int) -> None:
        self.inputs = inputs
        self.functions: dict[str, Callable[..., Any]] = {
            "min": min,
            "max": max,
            "half_up": lambda amount: half_up(_number(amount), places),
            "days": days,
            "days_after": days_after,
            "days_shared": days_shared,
        }

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=int() as number):
                return Decimal(number)
            case ast.Name(id=name) if name in self.inputs:
                return self.inputs[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -_number(self.value(operand))
            case ast.BinOp(left=left, op=operator, right=right):
                return self._combined(
                    operator, _number(self.value(left)), _number(self.value(right))
                )
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if (
                name in self.functions
            ):
                return self.functions[name](*(self.value(each) for each in arguments))
        raise NotAFormula(f"{ast.unparse(node)!r} has no place in a formula")

    @staticmethod
    def _combined(operator: ast.operator, left: Decimal, right: Decimal) -> Decimal:
        match operator:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                return left / right
        raise NotAFormula("only + − × ÷ have a place in a formula")


def days(first: date, last: date) -> Decimal:
    """Days of a period, both ends included."""
    return Decimal((last - first).days + 1)


def days_after(day: date, last: date) -> Decimal:
    """Days that follow a day, up to and including the last."""
    return Decimal((last - day).days)


def days_shared(first: date, last: date, others: list, given_back: list) -> Decimal:
    """Days of a period that are in any of the others and in none that were given back."""
    period = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return Decimal(len((period & _days_of(others)) - _days_of(given_back)))


def _days_of(periods: list[tuple[date, date]]) -> set[date]:
    return {
        first + timedelta(days=n) for first, last in periods for n in range((last - first).days + 1)
    }


def _number(value: Any) -> Decimal:
    if not isinstance(value, Decimal):
        raise NotAFormula(f"{value!r} is not a number")
    return value
