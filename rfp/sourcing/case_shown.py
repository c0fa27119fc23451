"""What every page and paper of a business case tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rfp.sourcing import cases
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.case_parts import CaseRisk, Dimension, Scenario
from rfp.sourcing.reckoning import BASELINE, COMPETITION, PROPOSAL, Course, Result


@dataclass(frozen=True)
class Ranked:
    """The risks of one dimension, the heaviest first."""

    title: str
    risks: list[CaseRisk]

    @property
    def heaviest(self) -> int:
        return max((risk.weight for risk in self.risks), default=0)


@dataclass(frozen=True)
class Compared:
    """A scenario with its name."""

    title: str
    course: Course


def figures(case: BusinessCase, values: dict[str, Decimal] | None = None) -> dict[str, Any]:
    """The model reckoned, ready for a page."""
    result: Result = cases.model_of(case, values)
    named = [(Scenario(code).label, course) for code, course in result.courses.items()]
    return {
        "case": case,
        "result": result,
        "compared": [Compared(title, course) for title, course in named],
        "years": range(1, case.years + 1),
        "saving": result.saving(),
        "against_competition": result.saving(PROPOSAL, COMPETITION),
        "competition_saving": result.saving(COMPETITION, BASELINE),
    }


def shown(case: BusinessCase) -> dict[str, Any]:
    """The case with its parts and its figures as expected."""
    return {
        **figures(case),
        "drivers": case.casedrivers.all(),
        "costs": case.caselines.order_by("scenario", "pk"),
        "ranked": ranked(case.caserisks.all()),
        "case_targets": case.casetargets.order_by("due_on", "pk"),
        "steps": case.casesteps.all(),
        "concerns": case.caseconcerns.order_by("raised_on", "pk"),
        "terms": case.caseterms.all(),
    }


def ranked(risks: Iterable[CaseRisk]) -> list[Ranked]:
    """Risks by dimension, the dimension with the heaviest first."""
    found = list(risks)
    groups = [
        Ranked(
            dimension.label,
            sorted(
                (risk for risk in found if risk.dimension == dimension),
                key=lambda risk: -risk.weight,
            ),
        )
        for dimension in Dimension
    ]
    return sorted((each for each in groups if each.risks), key=lambda each: -each.heaviest)
