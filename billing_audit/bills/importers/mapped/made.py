"""Frozen dataclasses from JSON: every value checked against the field it is for."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def made(cls: type[T], given: object, at: str = "The layout") -> T:
    """An object of the class; ``TypeError`` or ``ValueError`` with a sentence if it cannot be."""
    if not isinstance(given, dict):
        raise TypeError(f"{at} is not a JSON object.")
    types = get_type_hints(cls)
    if strange := [name for name in given if name not in types]:
        raise ValueError(f"{at} says “{strange[0]}”, which no layout has.")
    for each in fields(cls):
        if each.default is each.default_factory is MISSING and each.name not in given:
            raise ValueError(f"{at} leaves out “{each.name}”.")
    return cls(**{name: _value(types[name], value, name) for name, value in given.items()})


def _value(kind: Any, given: object, name: str) -> object:
    origin, inside = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return made(kind, given, name)
    if origin is Literal:
        if given not in inside:
            raise ValueError(f"{name} is one of {', '.join(map(repr, inside))}.")
        return given
    if origin is tuple:
        if not isinstance(given, list | tuple):
            raise TypeError(f"{name} is not a list.")
        return tuple(_value(inside[0], each, name) for each in given)
    if origin is Mapping:
        if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
            raise TypeError(f"{name} is not an object of texts.")
        return dict(given)
    if type(given) is not kind:
        raise TypeError(f"{name} is not {'a text' if kind is str else f'of type {kind.__name__}'}.")
    return given
