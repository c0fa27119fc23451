"""Further examples of the checks, for what an example says to nobody but a machine.

Each condition of a check must be missed where it is left out.  Examples that teach a reader
something belong to the check itself, where they are printed; these only hold a condition in
place: most of them are one of the check's own examples with a single thing otherwise.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Example

_edges: dict[str, list[Example]] = {}


def edges(check: type[Check], *examples: Example) -> None:
    """Have these looked at too wherever the check's own examples are."""
    _edges.setdefault(check.code, []).extend(examples)


def examples_of(check: type[Check]) -> Iterator[Example]:
    """The check's own examples, then those of its edges."""
    _read()
    yield from check.examples
    yield from _edges.get(check.code, [])


@cache
def _read() -> None:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
