"""What a rule is and how it says what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from billing_audit.bills.importers.einvoice.document import Document
from billing_audit.bills.importers.einvoice.numbers import ZERO


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule is broken.

    ``too_high`` is what this alone adds to the amount to pay, in the sense of the document: on a
    credit note it is a credit too large, which is the carrier's worry and not the client's.
    """

    detail: str
    too_high: Decimal = ZERO


SLACK = Decimal("0.02")

Rule = Callable[[Document], Iterator[Breach]]

#: Every rule by the name its publisher gave it.
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a function that yields the breaches of the rule ``name``."""

    def register(check: Rule) -> Rule:
        if name in RULES:
            raise ValueError(f"There are two rules {name}.")
        RULES[name] = check
        return check

    return register


def said(amount: Decimal | None) -> str:
    """An amount in a sentence."""
    return "nothing" if amount is None else f"{amount:f}"


def slack(stated: Decimal | None, expected: Decimal | None) -> bool:
    """Peppol's tolerance; an amount that says no number equals nothing."""
    if stated is None or expected is None:
        return False
    return abs(stated - expected) <= SLACK
