"""What recommendations brought, such as a dispute; the app that has it registers how to find it."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from clients.people.models import User


class Result(NamedTuple):
    """Something that came of recommendations: money asked back, and how much of it is verified."""

    title: str
    url: str
    state: str  # as ``retainer.lib.states`` has it
    currency: str
    asked: Decimal
    verified: Decimal
    remark: str = ""


#: Gives what came of recommendations of these keys, as far as a person may see it.
Finder = Callable[[User, list[int]], list[Result]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let objectives show results; said once, when the app's addresses are read."""
    if finder not in _finders:
        _finders.append(finder)


def results_of(user: User, recommendations: list[int]) -> list[Result]:
    """Everything that came of them, each once."""
    if not recommendations:
        return []
    return [result for finder in _finders for result in finder(user, recommendations)]
