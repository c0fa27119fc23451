"""Where the kinds of row that proofs name are declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from billing_audit.findings.exhibits import Exhibit


@dataclass(frozen=True)
class Witness:
    """A kind of row that a proof may name."""

    model: type[Model]
    #: Who says it, such as ``The contract says``; nobody, where the bill line itself does.
    speaker: str = ""
    #: How a finding's page shows the row; without it, it is shown already.
    exhibit: Callable[[Any], Exhibit] | None = None
    #: What is fetched with it.
    related: tuple[str, ...] = ()
    #: What of the bill line it speaks against: Service, Charge, Period, Rate or Amount.
    disputed: str = ""
    #: The same for every client, such as a fee that an authority sets.
    is_public: bool = False


WITNESSES: dict[str, Witness] = {}
#: Values that no column holds, by source: added up again from the row's own rows.
RECKONED: dict[str, Callable[[Any], Any]] = {}


def witness(name: str, kind: Witness) -> None:
    """Declare a kind of row; the SELECT of a check gives its key as ``name_id``."""
    if name in WITNESSES:
        raise ValueError(f"there is a witness {name} already")
    WITNESSES[name] = kind


def reckoned(source: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Declare how a source is reckoned again from its row, not sharing the audit's SQL."""

    def declare(reckon: Callable[[Any], Any]) -> Callable[[Any], Any]:
        RECKONED[source] = reckon
        return reckon

    return declare
