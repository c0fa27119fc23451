"""Between JSON that a stranger may have written and frozen dataclasses that hold what they promise.

Types of fields are ``str``, ``int``, ``bool``, ``Literal``, dataclasses, tuples of these, and
choices among them.  What does not fit is refused with its place, such as ``tables[0].columns``.
"""

from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from retainer.lib.refusal import Refused

LONGEST_TEXT, LONGEST_LIST = 200, 200
LARGEST = 100_000
BASIC = {str: "text", int: "a whole number", bool: "yes or no"}


class BadShape(Refused):
    """JSON that is not of the shape asked for; ``where`` is the place in it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}" if where else why, reason="bad_template")
        self.where = where
        self.why = why


def made_of(kind: Any, value: object, where: str = "") -> Any:
    """The value as this kind of thing, checked all the way down."""
    if is_dataclass(kind):
        return _dataclass(kind, value, where)
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind)[0], value, where)
    if origin is Literal:
        if value not in get_args(kind) or not isinstance(value, str):
            raise BadShape(where, f"Choose one of {', '.join(get_args(kind))}.")
        return value
    if origin is UnionType:
        return _choice(get_args(kind), value, where)
    return _basic(kind, value, where)


def _dataclass(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, dict):
        raise BadShape(where, "This must be an object with named parts.")
    known = {field.name: field for field in fields(kind)}
    if strange := [name for name in value if name not in known]:
        raise BadShape(where, f"There is no part {str(strange[0])[:40]!r} here.")
    hints = get_type_hints(kind)
    given = {}
    for name, field in known.items():
        inside = f"{where}.{name}" if where else name
        if name in value:
            given[name] = made_of(hints[name], value[name], inside)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise BadShape(inside, "This is missing.")
    try:
        return kind(**given)
    except ValueError as wrong:
        raise BadShape(where, str(wrong)) from wrong


def _tuple(kind: Any, value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise BadShape(where, f"This must be a list of {LONGEST_LIST} at most.")
    return tuple(made_of(kind, each, f"{where}[{at}]") for at, each in enumerate(value))


def _choice(kinds: tuple[Any, ...], value: object, where: str) -> Any:
    """One of several dataclasses is told by the part that only it must have."""
    if value is None and NoneType in kinds:
        return None
    candidates = [kind for kind in kinds if kind is not NoneType]
    if len(candidates) > 1 and isinstance(value, dict):
        candidates = [kind for kind in candidates if fields(kind)[0].name in value]
    if not candidates:
        ways = " or ".join(fields(kind)[0].name for kind in kinds if is_dataclass(kind))
        raise BadShape(where, f"Say {ways}.")
    return made_of(candidates[0], value, where)


def _basic(kind: Any, value: object, where: str) -> object:
    if type(value) is not kind:  # bool is an int to isinstance
        raise BadShape(where, f"This must be {BASIC[kind]}.")
    if kind is str and (len(value) > LONGEST_TEXT or not value.isprintable()):
        raise BadShape(where, f"Write one line of at most {LONGEST_TEXT} characters.")
    if kind is int and abs(value) > LARGEST:
        raise BadShape(where, f"Write a number of at most {LARGEST:,}.")
    return value
