"""Mutants of Python functions: one comparison, operator, constant or returned value at a time."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

from tests.mutation.mutants import Change

_BOTH_WAYS = (
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
    (ast.Add, ast.Sub),
    (ast.Mult, ast.Div),
    (ast.And, ast.Or),
    (ast.BitAnd, ast.BitOr),
)
OTHER_OPERATOR = {
    **dict(_BOTH_WAYS),
    **{after: before for before, after in _BOTH_WAYS},
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}

#: What a mutant is of: the function's name within its module, and the module's code around it.
Mutant = tuple[Change, str, CodeType]


def mutants_of_functions(path: Path, where: str) -> Iterator[Mutant]:
    """Every mutant of the functions and methods of a module."""
    tree = ast.parse(path.read_text())
    for name, function in _functions(tree, ""):
        for node in _inside(function):
            for holder, field, new in list(_replacements(node)):
                old, before = getattr(holder, field), ast.unparse(node)
                setattr(holder, field, new)
                change = Change(f"{where} {name}, line {_line(node)}", before, ast.unparse(node))
                code = compile(ast.fix_missing_locations(tree), str(path), "exec")
                setattr(holder, field, old)
                yield change, name, code


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions of a module and methods of its classes; one within another belongs to that."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What a function does; its annotations, defaults and decorators it only has."""
    for statement in function.body:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            yield from ast.walk(statement)


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _replacements(node: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    match node:
        case ast.Compare(ops=[first, *rest]) if other := OTHER_OPERATOR.get(type(first)):
            yield node, "ops", [other(), *rest]
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if other := OTHER_OPERATOR.get(type(op)):
            yield node, "op", other()
        case ast.BoolOp(op=op, values=values):
            yield node, "op", OTHER_OPERATOR[type(op)]()
            for at in range(len(values) if len(values) > 2 else 0):
                yield node, "values", values[:at] + values[at + 1 :]
        case ast.UnaryOp(op=ast.USub()):
            yield node, "op", ast.UAdd()
        case ast.Constant(value=bool(value)):
            yield node, "value", not value
        case ast.Constant(value=int(value)):
            yield node, "value", value + 1
        case ast.Return(value=value) if value and not _is_none(value):
            yield node, "value", ast.Constant(None)
        case ast.Call(func=ast.Name(id=name)) if name in OTHER_NAME:
            yield node, "func", ast.Name(OTHER_NAME[name], ast.Load())
        case ast.If(test=test) | ast.IfExp(test=test):
            yield node, "test", ast.UnaryOp(ast.Not(), test)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
