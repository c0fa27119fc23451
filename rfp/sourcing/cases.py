"""What the practice does with a business case: writes, finishes, judges and reopens it."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.sourcing import services
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.case_parts import CaseStep, CaseTarget, CaseTerm
from rfp.sourcing.models import Route, SourcingDecision
from rfp.sourcing.reckoning import Cost, Driver, Result, reckon
from rfp.sourcing.telling import note
from rfp.sourcing.term_list import TERMS

State = BusinessCase.State
#: A page's worth of words.
LONGEST_SUMMARY = 2500
FEWEST_DIMENSIONS = 3


class CaseRefused(Refused):
    """This cannot be done with the case as it stands."""


@transaction.atomic
def keep_case(*, case: BusinessCase, kept_by: User) -> BusinessCase:
    """Store a new or an edited draft; a new one begins with the board's step and the terms."""
    is_new = case.pk is None
    if case.decision_id and case.decision.client_id != case.client_id:
        raise CaseRefused("Choose a decision of this client.")
    case.supplier_name = case.supplier.name
    if is_new:
        case.author = kept_by
    elif not locked(case).is_draft:
        raise CaseRefused("It is finished. Take it back before you change it.")
    case.save()
    if is_new:
        _begin(case)
    deed = "drafted" if is_new else "changed"
    note(case, f"case_{deed}", f"{deed.capitalize()} the business case {case}", kept_by)
    return case


def _begin(case: BusinessCase) -> None:
    CaseStep.objects.create(
        client_id=case.client_id, case=case, position=1, body=CaseStep.Body.BOARD,
        title="Ask the board whether it would hear the case at all",
    )  # fmt: skip
    CaseTerm.objects.bulk_create(
        CaseTerm(
            client_id=case.client_id, case=case, position=position,
            term=term, priority=priority, wanted=wanted, fallback=fallback,
        )
        for position, (term, priority, wanted, fallback) in enumerate(TERMS, 1)
    )  # fmt: skip


def model_of(case: BusinessCase, values: dict[str, Decimal] | None = None) -> Result:
    """The case reckoned with its drivers as expected, or with other values of some."""
    changed = values or {}
    drivers = [
        Driver(
            name=each.name,
            title=each.title,
            unit=each.unit,
            value=changed.get(each.name, each.value),
            low=each.low,
            high=each.high,
        )
        for each in case.casedrivers.all()
    ]
    costs = [Cost(each.scenario, each.title, each.formula) for each in case.caselines.all()]
    return reckon(drivers, costs, years=case.years, rate=case.rate)


def missing(case: BusinessCase) -> list[str]:
    """What the seven parts still lack, each as a thing to do."""
    scenarios = set(case.caselines.values_list("scenario", flat=True))
    risks = list(case.caserisks.all())
    dimensions = {risk.dimension for risk in risks}
    answers = (
        (case.baseline, "Baseline: say what today costs in full."),
        ("baseline" in scenarios, "Baseline: add its costs to the model."),
        (case.projection, "Projection: say what changes over the term."),
        ("proposal" in scenarios, "Projection: add the proposal's costs to the model."),
        (case.casedrivers.exists(), "Model: add the drivers that it turns on."),
        (not model_of(case).faults, "Model: mend the formulas that cannot be reckoned."),
        (case.business_benefits, "Benefits: say what the business gains."),
        (case.strategic_benefits, "Benefits: say what the strategy gains."),
        (len(dimensions) >= FEWEST_DIMENSIONS, "Risk: look at three dimensions at least."),
        (all(risk.treatment for risk in risks), "Risk: say of each what is done about it."),
        (case.competition, "Competition: say what asking around would bring and cost."),
        ("competition" in scenarios, "Competition: add its costs to the model."),
        (case.summary, "Summary: tell it all on one page."),
        (len(case.summary) <= LONGEST_SUMMARY, "Summary: shorten it to one page."),
        (case.casetargets.exists(), "Targets: add what the supplier has to reach by when."),
    )
    return [todo for answer, todo in answers if not answer]


@transaction.atomic
def finish(*, case: BusinessCase, finished_by: User) -> BusinessCase:
    """Freeze words and model; the client reads it from now on."""
    wanted = locked(case)
    if not wanted.is_draft:
        raise CaseRefused("It is finished.")
    if todo := missing(wanted):
        raise CaseRefused(" ".join(todo))
    wanted.state, wanted.finished_at = State.FINISHED, timezone.now()
    wanted.save(update_fields=["state", "finished_at"])
    note(wanted, "case_finished", f"Finished the business case {wanted}", finished_by)
    return wanted


@transaction.atomic
def take_back(*, case: BusinessCase, taken_by: User) -> BusinessCase:
    """Make it a draft again, while no decision rests on it."""
    wanted = locked(case)
    if wanted.state != State.FINISHED:
        raise CaseRefused("Only a finished case can be taken back.")
    if wanted.decision_id and not wanted.decision.is_draft:
        raise CaseRefused("A decision put to the client rests on it. Take that back first.")
    wanted.state, wanted.finished_at = State.DRAFT, None
    wanted.save(update_fields=["state", "finished_at"])
    note(wanted, "case_taken_back", f"Took the business case {wanted} back", taken_by)
    return wanted


@transaction.atomic
def measure(*, target: CaseTarget, value: Decimal, source: str, measured_by: User) -> CaseTarget:
    """Note what a target came to; a missed one marks that bidding is open again."""
    case = locked(target.case)
    if case.is_draft:
        raise CaseRefused("Finish the case first: until then its targets may change.")
    if not source.strip():
        raise CaseRefused("Say where it was read.")
    target.value, target.source = value, source.strip()
    target.save(update_fields=["value", "source"])
    is_missed = case.casetargets.filter(value__isnull=False)
    state = State.REOPENED if any(each.is_missed for each in is_missed) else State.FINISHED
    if state != case.state and not case.reopened_as_id:
        case.state = state
        case.save(update_fields=["state"])
    said = f"{target} was {target.state}: {case}"
    note(case, f"case_target_{target.state}", said, measured_by)
    return target


@transaction.atomic
def reopen(*, case: BusinessCase, reopened_by: User) -> SourcingDecision:
    """Draft the decision for a competition from a case of which a target was missed."""
    wanted = locked(case)
    if wanted.state != State.REOPENED:
        raise CaseRefused("No target was missed: bidding stays closed.")
    if wanted.reopened_as_id:
        raise CaseRefused(f"The competition is drafted already: {wanted.reopened_as}.")
    missed = [each for each in wanted.casetargets.all() if each.is_missed]
    because = "Targets were missed under the sole supplier: " + "; ".join(
        f"{each.measure} ({each.get_direction_display()} {each.target:f} {each.unit})".strip()
        for each in missed
    )
    changes = {
        "title": f"{wanted.title}: competition"[:160],
        "route": Route.COMPETITION,
        "route_because": because,
        "due_on": None,
    }
    earlier = wanted.decision
    if earlier is not None and earlier.state in ("approved", "declined"):
        fresh = services.revise(decision=earlier, revised_by=reopened_by, **changes)
        fresh.options.filter(is_chosen=True).update(is_chosen=False)
    else:
        fresh = services.keep_decision(
            decision=SourcingDecision(
                client_id=wanted.client_id,
                why=wanted.baseline,
                outcomes=wanted.business_benefits,
                money=max(model_of(wanted).courses["competition"].total, Decimal(0)),
                currency=wanted.currency,
                **changes,
            ),
            sites=[],
            kept_by=reopened_by,
        )
    wanted.reopened_as = fresh
    wanted.save(update_fields=["reopened_as"])
    note(wanted, "case_reopened", f"Drafted a competition from {wanted}", reopened_by)
    return fresh


def locked(case: BusinessCase) -> BusinessCase:
    """The row as it is now, while nobody else moves it."""
    rows = BusinessCase.objects.select_for_update(of=("self",))
    return rows.select_related("client", "decision", "reopened_as").get(pk=case.pk)
