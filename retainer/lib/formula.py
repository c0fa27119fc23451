"""Evaluates a formula exactly and without trusting it.

A formula is arithmetic over named inputs with the functions its user lends it; anything
else is refused.  Every number is a ``Decimal``: nothing is ever rounded on the way.
"""

import ast
import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal, DecimalException, localcontext
from typing import Any

#: What a person can still read; it bounds how deep a formula can nest, too.
LONGEST = 400
#: Digits that are kept on the way.
PRECISION = 60
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)

Functions = Mapping[str, Callable[..., Any]]


class NotAFormula(ValueError):
    """The text is no formula of ours, or its inputs are missing; the message says which."""


class DividesByZero(NotAFormula):
    """With these inputs a divisor comes to nothing."""


def read(formula: str) -> ast.expr:
    """The formula as a tree, which may still say what has no place in one."""
    if len(formula) > LONGEST:
        raise NotAFormula(f"a formula has at most {LONGEST} characters")
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotAFormula(f"{formula!r} cannot be read") from error


def evaluate(formula: str, inputs: Mapping[str, Any], functions: Functions) -> Decimal:
    """The formula's value, not rounded."""
    evaluator = _Evaluator(formula.strip(), inputs, functions)
    with localcontext(Context(prec=PRECISION)):
        try:
            return number(evaluator.value(read(formula)))
        except DecimalException as huge:
            raise NotAFormula("the result is too large to be kept exactly") from huge


def names_in(formula: str, functions: Functions) -> set[str]:
    """The inputs that a formula speaks of; a formula that is none is refused."""
    tree = read(formula)
    words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    if unknown := called - set(functions):
        raise NotAFormula(f"{min(unknown)!r} is no function of a formula")
    return words - called


class _Evaluator:
    def __init__(self, formula: str, inputs: Mapping[str, Any], functions: Functions) -> None:
        self.formula = formula
        self.inputs = inputs
        self.functions = functions

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=int() | float()):
                return self._exact(node)
            case ast.Name(id=name):
                return self._input(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -number(self.value(operand))
            case ast.BinOp(left=left, op=operator, right=right):
                by = number(self.value(right))
                if isinstance(operator, ast.Div) and not by:
                    raise DividesByZero(f"{ast.unparse(right)!r} is 0, and nothing divides by it")
                return _combined(operator, number(self.value(left)), by)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if (
                name in self.functions
            ):
                return self._called(name, [self.value(each) for each in arguments])
        raise NotAFormula(f"{ast.unparse(node)!r} has no place in a formula")

    def _exact(self, node: ast.Constant) -> Decimal:
        """The number as it is written: a parser's binary fraction would not be it."""
        text = ast.get_source_segment(self.formula, node) or ""
        if not PLAIN_NUMBER.fullmatch(text):
            raise NotAFormula(f"{text!r} is not a number like 38.50")
        return Decimal(text)

    def _input(self, name: str) -> Any:
        if name not in self.inputs:
            raise NotAFormula(f"there is no input {name!r}")
        if self.inputs[name] is None:
            raise NotAFormula(f"the input {name!r} is missing")
        return self.inputs[name]

    def _called(self, name: str, arguments: list[Any]) -> Any:
        try:
            return self.functions[name](*arguments)
        except (TypeError, AttributeError) as wrong:
            raise NotAFormula(f"{name!r} cannot be reckoned of what it is given") from wrong


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


def number(value: Any) -> Decimal:
    """The value, which a formula reckons with only as a ``Decimal``."""
    if not isinstance(value, Decimal):
        raise NotAFormula(f"{value!r} is not a number")
    return value
