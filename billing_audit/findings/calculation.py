"""A claim step by step, for people: what it is reckoned from, how, and what is left to claim."""

import re
from dataclasses import dataclass, replace

from billing_audit.checks.base import Check, Nature
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.inputs import LISTS, Kind
from billing_audit.findings.models import Finding, Occurrence
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
    "total": "the sum of ",
    "count": "the number of ",
}
#: Why what is no error claims nothing.
WHY_NOTHING = {
    Nature.SAVING: "it could be saved, and is rightly billed",
    Nature.ALERT: "it is not billed yet",
    Nature.INFORMATION: "it may be right",
}
#: A formula that only takes an input, such as ``amount``.
AS_IT_STANDS = re.compile(r"([a-z_]+)|max\(0, ([a-z_]+)\)")


@dataclass(frozen=True)
class CalculationStep:
    """A row of the calculation; without a formula the value was read from a source."""

    label: str
    formula: str
    value: str


def calculation_steps(occurrence: Occurrence, other_rule: str = "") -> list[CalculationStep]:
    """The inputs, the formula in words and in figures, and what is claimed in the end.

    ``other_rule`` is the one that gives the billed amount to the cent, where one is known.
    """
    outcome = _outcome(occurrence, other_rule)
    return [*_inputs(occurrence), *_reckoning(occurrence), *outcome]


def calculation_in_brief(
    occurrence: Occurrence, other_rule: str = ""
) -> tuple[list[CalculationStep], CalculationStep]:
    """The steps and the claim, for readers who see the inputs beside them.

    A claim that is one of the inputs as it stands needs no formula: it names the input.
    """
    *steps, claim = _outcome(occurrence, other_rule)
    taken = AS_IT_STANDS.fullmatch(occurrence.formula)
    if taken is None:
        return [*_reckoning(occurrence), *steps], claim
    if not steps and not claim.formula:
        labels = {each.name: each.label for each in check_of(occurrence.check_code).inputs}
        name = taken[1] or taken[2]
        claim = replace(claim, formula=f"the {labels.get(name) or plain(name)}")
    return steps, claim


def _inputs(occurrence: Occurrence) -> list[CalculationStep]:
    currency = occurrence.finding.currency
    return [
        CalculationStep(
            each.label.capitalize(), "", in_words(each.kind, occurrence.inputs[each.name], currency)
        )
        for each in check_of(occurrence.check_code).inputs
    ]


def _reckoning(occurrence: Occurrence) -> list[CalculationStep]:
    check = check_of(occurrence.check_code)
    alone = written.money(occurrence.result, occurrence.finding.currency)
    return [
        CalculationStep("Formula", formula_in_words(check, occurrence.formula), ""),
        CalculationStep("In figures", formula_in_figures(check, occurrence), alone),
    ]


def _outcome(occurrence: Occurrence, other_rule: str) -> list[CalculationStep]:
    """What becomes of the sum; the last step is the claim, with the reason when it is less."""
    finding = occurrence.finding
    alone = written.money(occurrence.result, finding.currency)
    steps: list[CalculationStep] = []
    if other_rule:
        billed = written.money(occurrence.billed, finding.currency)
        steps.append(CalculationStep("What gives the billed amount", other_rule, billed))
    why = "what goes beyond other findings on the charge"
    if occurrence.supporting:
        steps.append(CalculationStep("Claimed by other findings already", "", alone))
    elif occurrence.exposure:
        at_stake = written.money(occurrence.exposure, finding.currency)
        steps.append(CalculationStep("Waits for somebody to confirm it", "", at_stake))
        why = "nothing before it is confirmed"
    elif (nature := check_of(occurrence.check_code).nature) != Nature.ERROR:
        why = WHY_NOTHING[nature]
    elif finding.state == Finding.State.FALSE_POSITIVE:
        why = "judged to be no error"
    elif finding.suppressed_by and finding.suppressed_by.covers(occurrence.month):
        why = "suppressed by a rule"
    elif occurrence.claimed == occurrence.result:
        why = ""
    claimed = written.money(occurrence.claimed, finding.currency)
    return [*steps, CalculationStep("Claimed", why, claimed)]


def formula_in_words(check: type[Check], formula: str) -> str:
    """``(rate billed − rate agreed) × quantity``."""
    return _with_names(formula, {each.name: each.label for each in check.inputs})


def formula_in_figures(check: type[Check], occurrence: Occurrence) -> str:
    """``(42.00 − 38.50) × 1``."""
    stored = {name: str(value) for name, value in occurrence.inputs.items() if name != "rows"}
    values = stored | {
        each.name: in_words(each.kind, occurrence.inputs[each.name], "")
        if each.kind in (Kind.DATE, *LISTS)
        else str(occurrence.inputs[each.name])
        for each in check.inputs
    }
    return _with_names(occurrence.formula, values)


def _with_names(formula: str, names: dict[str, str]) -> str:
    text = re.sub(
        r" ([-*/]) ", lambda m: f" {dict(zip('-*/', '−×÷', strict=True))[m[1]]} ", formula
    )
    return re.sub(r"[a-z_]+", lambda m: names.get(m[0]) or FUNCTIONS.get(m[0]) or plain(m[0]), text)


def plain(name: str) -> str:
    """An input of a check of an earlier release, which no longer says what it is called."""
    return name.replace("_", " ")
