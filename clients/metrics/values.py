"""Noting and correcting what a metric came to, and reckoning the credits that follow."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.metrics.incentives import Due, Judged, Terms, credits_due, earned_back
from clients.metrics.language import CannotCompute
from clients.metrics.models import Metric, MetricDefinition
from clients.metrics.services import MetricRefused, locked
from clients.metrics.value_models import IncentivePlan, MetricCorrection, MetricCredit, MetricValue
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import Contract
from retainer.lib import format as written
from retainer.lib.months import month_of

Numbers = dict[str, Decimal]


@transaction.atomic
def note_value(
    *, metric: Metric, month: date, inputs: Numbers, source: str, noted_by: User
) -> MetricValue:
    """Note a month's inputs; the definition of that month makes the value of them."""
    metric = locked(metric)
    definition = definition_of(metric, month)
    if metric.values.filter(month=month).exists():
        raise MetricRefused(f"{written.month(month)} is noted already. Correct it, with a reason.")
    value = _reckoned(definition, inputs)
    noted = MetricValue.objects.create(
        client_id=metric.client_id,
        metric=metric,
        definition=definition,
        month=month,
        inputs=_as_text(definition, inputs),
        value=value,
        outcome=definition.measure.outcome(value),
        source=_said(source, "Say where the inputs were read."),
        noted_by=noted_by,
    )
    settle(metric)
    said = f"{written.month(month)} came to {written.number(value)} {definition.unit}"
    _note(noted, "value_noted", f"{said}, {noted.get_outcome_display().lower()}", noted_by)
    return noted


@transaction.atomic
def correct_value(
    *, value: MetricValue, inputs: Numbers, source: str, reason: str, corrected_by: User
) -> MetricValue:
    """Put other inputs in the place of those noted; what they were stays readable."""
    metric = locked(value.metric)
    noted = MetricValue.objects.select_related("definition", "metric__client").get(pk=value.pk)
    reason = _said(reason, "Say why: the client reads it.")
    definition = noted.definition
    came_to = _reckoned(definition, inputs)
    texts = _as_text(definition, inputs)
    if (texts, source) == (noted.inputs, noted.source):
        raise MetricRefused("These are the inputs that are noted. Nothing was corrected.")
    MetricCorrection.objects.create(
        client_id=noted.client_id,
        value=noted,
        was=noted.value,
        was_inputs=noted.inputs,
        was_outcome=noted.outcome,
        reason=reason,
        corrected_by=corrected_by,
    )
    before = written.number(noted.value)
    noted.inputs, noted.value = texts, came_to
    noted.outcome = definition.measure.outcome(came_to)
    noted.source = _said(source, "Say where the inputs were read.")
    noted.save(update_fields=["inputs", "value", "outcome", "source"])
    settle(metric)
    said = f"Corrected {written.month(noted.month)} from {before} to {written.number(came_to)}"
    _note(noted, "value_corrected", f"{said} {definition.unit}: {reason}", corrected_by)
    return noted


def definition_of(metric: Metric, month: date) -> MetricDefinition:
    """The version that holds in a month that can be noted."""
    if month != month_of(month):
        raise MetricRefused("A month is named by its first day.")
    if month >= month_of(timezone.localdate()):
        raise MetricRefused(f"{written.month(month)} is not over yet.")
    if metric.retired_from and month >= metric.retired_from:
        raise MetricRefused(f"It is retired from {written.month(metric.retired_from)} on.")
    definition = metric.definitions.of_month(month).first()
    if definition is None:
        raise MetricRefused(f"No activated definition holds in {written.month(month)}.")
    return definition


@transaction.atomic
def keep_plan(*, plan: IncentivePlan, kept_by: User) -> IncentivePlan:
    """Store what a contract's metrics put at risk, and reckon its credits anew by it."""
    plan.save()
    said = f"{written.number(plan.at_risk_percent)}% at risk"
    record(
        "incentives.kept",
        f"Set incentives, {said}: {plan.contract}",
        actor=kept_by,
        client=plan.contract.client,
        subject=plan.contract,
    )
    settle_contract(plan.contract)
    return plan


def settle(metric: Metric) -> None:
    """Reckon the credits anew: other metrics of the contract share what is at risk."""
    if metric.contract is not None:
        settle_contract(metric.contract)


def settle_contract(contract: Contract) -> None:
    """Hold what is stored as due against what the noted months come to, and mend it."""
    # Whoever settles second waits here and sees what the first has stored.
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    noted = MetricValue.objects.filter(metric__contract=contract)
    values = {
        (each.metric_id, each.month): each
        for each in noted.select_related("definition", "metric").order_by("month", "metric")
    }
    judged, terms = [judged_of(each) for each in values.values()], terms_of(contract)
    back = earned_back(judged, terms)
    stored = {(each.metric_id, each.month): each for each in _stored(contract)}
    for due in credits_due(judged, terms):
        key = (due.judged.metric, due.judged.month)
        wanted = _wanted(due, values[key], back.get(key))
        if (credit := stored.pop(key, None)) is None:
            MetricCredit.objects.create(client_id=contract.client_id, contract=contract, **wanted)
        elif any(getattr(credit, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(credit, name, value)
            credit.save()
    for credit in stored.values():
        credit.delete()


def _stored(contract: Contract) -> list[MetricCredit]:
    return list(MetricCredit.objects.filter(contract=contract).select_related("metric"))


def _wanted(due: Due, value: MetricValue, earned_back_in: date | None) -> dict[str, object]:
    definition = value.definition
    return {
        "metric": value.metric,
        "month": value.month,
        "name": f"{value.metric}, {written.month_short(value.month)}",
        "percent": due.percent,
        "amount": due.amount,
        "charge_codes": definition.charge_codes,
        "credit_codes": definition.credit_codes,
        "within": definition.within,
        "earned_back_in": earned_back_in,
    }


def judged_of(value: MetricValue) -> Judged:
    """A noted month as incentives reckon with it, by the definition and outcome it has."""
    definition = value.definition
    return Judged(
        metric=value.metric_id,
        month=value.month,
        outcome=value.outcome,
        kind=definition.credit_kind,
        credit=definition.credit_for(value.outcome),
        of_codes=tuple(definition.charge_codes),
    )


def terms_of(contract: Contract) -> Terms:
    plan = IncentivePlan.objects.filter(contract=contract).first()
    if plan is None:
        return Terms()
    return Terms(plan.at_risk_percent, plan.earn_back_months, plan.bonus_percent)


def _reckoned(definition: MetricDefinition, inputs: Numbers) -> Decimal:
    try:
        return definition.measure.value(inputs)
    except CannotCompute as why:
        raise MetricRefused(str(why)) from why


def _as_text(definition: MetricDefinition, inputs: Numbers) -> dict[str, str]:
    return {each.name: f"{inputs[each.name]:f}" for each in definition.quantities}


def _said(text: str, else_asked: str) -> str:
    if not text.strip():
        raise MetricRefused(else_asked)
    return text.strip()


def _note(value: MetricValue, deed: str, said: str, by: User) -> None:
    metric = value.metric
    sentence = f"{said}: {metric}"
    record(f"metric.{deed}", sentence, actor=by, client=metric.client, subject=metric)
