"""A claim step by step, for people: what it is reckoned from, how, and what is left to claim."""

import re
from dataclasses import dataclass

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.inputs import Kind
from billing_audit.findings.models import Occurrence
from billing_audit.findings.wording import in_words
from retainer.lib import format as written

#: Functions of formulas in words that stand before their brackets.
FUNCTIONS = {
    "half_up": "rounded",
    "days_after": "days after ",
    "days_shared": "days shared by ",
    "max": "the higher of ",
    "min": "the lower of ",
    "days": "days from ",
}


@dataclass(frozen=True)
class CalculationStep:
    """A row of the calculation; without a formula the value was read from a source."""

    label: str
    formula: str
    value: str


def calculation_steps(occurrence: Occurrence) -> list[CalculationStep]:
    """The inputs, the formula in words and in figures, and what is claimed in the end."""
    check, currency = check_of(occurrence.check_code), occurrence.finding.currency
    steps = [
        CalculationStep(
            each.label.capitalize(), "", in_words(each.kind, occurrence.inputs[each.name], currency)
        )
        for each in check.inputs
    ]
    alone = written.money(occurrence.result, currency)
    steps.append(CalculationStep("Formula", formula_in_words(check, occurrence.formula), ""))
    steps.append(CalculationStep("In figures", formula_in_figures(check, occurrence), alone))
    if occurrence.supporting:
        steps.append(CalculationStep("Claimed by other findings already", "", alone))
    elif occurrence.exposure:
        at_stake = written.money(occurrence.exposure, currency)
        steps.append(CalculationStep("Waits for somebody to confirm it", "", at_stake))
    claimed = written.money(occurrence.claimed, currency)
    steps.append(CalculationStep("Claimed", "at most what is left of the charge", claimed))
    return steps


def formula_in_words(check: type[Check], formula: str) -> str:
    """``(rate billed − rate agreed) × quantity``."""
    return _with_names(formula, {each.name: each.label for each in check.inputs})


def formula_in_figures(check: type[Check], occurrence: Occurrence) -> str:
    """``(42.00 − 38.50) × 1``."""
    values = {
        each.name: in_words(each.kind, occurrence.inputs[each.name], "")
        if each.kind in (Kind.DATE, Kind.PERIODS)
        else str(occurrence.inputs[each.name])
        for each in check.inputs
    }
    return _with_names(occurrence.formula, values)


def _with_names(formula: str, names: dict[str, str]) -> str:
    text = re.sub(
        r" ([-*/]) ", lambda m: f" {dict(zip('-*/', '−×÷', strict=True))[m[1]]} ", formula
    )
    return re.sub(r"[a-z_]+", lambda m: names.get(m[0]) or FUNCTIONS.get(m[0], m[0]), text)
