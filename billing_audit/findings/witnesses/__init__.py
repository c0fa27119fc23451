"""The kinds of row that speak about a charge: what they are, who says so, how they are shown.

A check's inputs name them (``rate.rate`` is the rate's ``rate``).  Every module
of this folder declares some; a family of checks that reads rows of its own adds
a module here.
"""

import pkgutil
from importlib import import_module

from billing_audit.findings.witnesses.registry import (
    RECKONED,
    WITNESSES,
    Witness,
    reckoned,
    witness,
)

__all__ = ["RECKONED", "WITNESSES", "Witness", "reckoned", "related_of", "witness"]


def related_of(model: type) -> tuple[str, ...]:
    """What is fetched with the rows of a model, for whoever shows them."""
    named = (name for each in WITNESSES.values() if each.model is model for name in each.related)
    return tuple(dict.fromkeys(named))


for module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
