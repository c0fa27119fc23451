"""All checks there are: every module below this folder is read, so a file is all a check needs."""

import pkgutil
from collections.abc import Iterable
from importlib import import_module

from billing_audit import checks
from billing_audit.checks.base import Check, Nature, registered
from billing_audit.checks.retired import retired


def all_checks() -> list[type[Check]]:
    """Every check, those that claim first coming first."""
    return in_order(registered().values())


def in_order(some: Iterable[type[Check]]) -> list[type[Check]]:
    """These checks, those that claim first coming first."""
    return sorted(some, key=lambda check: (check.precedence, check.code))


def check_of(code: str) -> type[Check]:
    """The check with that code; a finding outlives its check, so there always is one to name."""
    return registered().get(code) or retired(code)


def is_made(code: str) -> bool:
    """Whether audits of this release make the check."""
    return code in registered()


def codes_of(*natures: Nature) -> list[str]:
    """The codes of the checks that tell of such things."""
    return [check.code for check in all_checks() if check.nature in natures]


def order_of_claims() -> list[str]:
    """The codes in the order in which they may claim."""
    return [check.code for check in all_checks()]


# Last, because a module of this folder may ask for the checks.
for module in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
    if module.name != __name__:
        import_module(module.name)
