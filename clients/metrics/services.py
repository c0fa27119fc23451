"""What the practice does with a metric: sets it, defines it, tries it on examples, activates it."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.metrics.incentives import NOTHING
from clients.metrics.language import CannotCompute
from clients.metrics.models import Metric, MetricDefinition, MetricExample
from clients.metrics.value_models import IncentivePlan
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused

Credit = MetricDefinition.Credit
#: More active metrics of a contract than this look at everything and steer nothing.
ENOUGH = 7
#: What a new version does not take over from the one before.
OWN = {"id", "public_id", "version", "from_month", "activated_at", "activated_by"}


class MetricRefused(Refused):
    """This cannot be done with the metric as it stands."""


@transaction.atomic
def keep_metric(*, metric: Metric, kept_by: User) -> Metric:
    """Store what is measured and why; how, its definitions say."""
    is_new = metric.pk is None
    if metric.retired_from:
        raise MetricRefused("It is retired. Take it up again before you change it.")
    try:
        with transaction.atomic():
            metric.save()
    except IntegrityError as clash:
        raise MetricRefused(
            "A metric of this name was set in this moment. Look for it in the list."
        ) from clash
    _note(metric, "set" if is_new else "changed", "Set" if is_new else "Changed", kept_by)
    return metric


@transaction.atomic
def keep_definition(*, definition: MetricDefinition, kept_by: User) -> MetricDefinition:
    """Store a draft of how a metric is reckoned; what is activated stays as it is."""
    metric = locked(definition.metric)
    stored = metric.definitions.filter(pk=definition.pk).first() if definition.pk else None
    if stored is not None and not stored.is_draft:
        raise MetricRefused("This version is activated and stays as it is. Begin a new version.")
    if stored is None and metric.definitions.filter(activated_at=None).exists():
        raise MetricRefused("There is a draft already. Change that one.")
    if faults := definition.measure.faults():
        raise MetricRefused(" ".join(faults))
    definition.save()
    _drop_what_is_no_input(definition)
    _note(metric, "defined", f"Defined version {definition.version} of", kept_by)
    return definition


def _drop_what_is_no_input(definition: MetricDefinition) -> None:
    """An example keeps the numbers of the inputs there still are."""
    names = {each.name for each in definition.quantities}
    for example in definition.examples.all():
        kept = {name: text for name, text in example.inputs.items() if name in names}
        if kept != example.inputs:
            example.inputs = kept
            example.save(update_fields=["inputs"])


@transaction.atomic
def begin_version(*, metric: Metric, begun_by: User) -> MetricDefinition:
    """A draft like the last version, its examples included; to be changed and activated."""
    metric = locked(metric)
    if draft := metric.definitions.filter(activated_at=None).first():
        return draft
    last = metric.definitions.order_by("-version").first()
    if last is None:
        raise MetricRefused("Nothing is defined yet. Write the first definition.")
    taken_over = {
        field.name: getattr(last, field.name)
        for field in MetricDefinition._meta.concrete_fields
        if field.name not in OWN
    }
    draft = MetricDefinition.objects.create(**taken_over, version=last.version + 1)
    MetricExample.objects.bulk_create(
        MetricExample(
            client_id=draft.client_id,
            definition=draft,
            title=each.title,
            inputs=each.inputs,
            stated=each.stated,
        )
        for each in last.examples.all()
    )
    _note(metric, "version_begun", f"Began version {draft.version} of", begun_by)
    return draft


@transaction.atomic
def add_example(
    *,
    definition: MetricDefinition,
    title: str,
    inputs: dict[str, Decimal],
    stated: Decimal,
    added_by: User,
) -> MetricExample:
    """Write down inputs and the result agreed; whether it computes shows at once."""
    draft = _draft(definition)
    example = MetricExample.objects.create(
        client_id=draft.client_id,
        definition=draft,
        title=title,
        inputs={name: f"{number:f}" for name, number in inputs.items()},
        stated=stated,
    )
    _note(draft.metric, "example_added", f"Added the example “{title}” to", added_by)
    return example


@transaction.atomic
def remove_example(*, example: MetricExample, removed_by: User) -> None:
    draft = _draft(example.definition)
    _note(draft.metric, "example_removed", f"Removed the example “{example}” from", removed_by)
    example.delete()


def why_not(example: MetricExample, definition: MetricDefinition) -> str:
    """What is wrong between an example and the definition; nothing, when it computes."""
    try:
        value = definition.measure.value(example.numbers)
    except CannotCompute as why:
        return f"“{example}” cannot be reckoned: {why}"
    if value == example.stated:
        return ""
    stated, reckoned = written.number(example.stated), written.number(value)
    return f"“{example}” states {stated} {definition.unit}; the formula comes to {reckoned}."


@transaction.atomic
def activate(
    *, definition: MetricDefinition, from_month: date, activated_by: User
) -> MetricDefinition:
    """Let a draft hold from a month on, once every worked example computes."""
    draft = _draft(definition)
    metric = draft.metric
    examples = list(draft.examples.all())
    if not examples:
        raise MetricRefused(
            "There is no worked example. Add one with numbers that both sides agree on."
        )
    if wrong := [said for each in examples if (said := why_not(each, draft))]:
        raise MetricRefused(f"{' '.join(wrong)} Mend the formula or the example first.")
    if metric.retired_from:
        raise MetricRefused("The metric is retired.")
    if draft.credit_kind != Credit.NONE:
        _refuse_a_credit_nobody_owes(draft)
    if earlier := metric.definitions.activated().filter(from_month__gte=from_month).first():
        raise MetricRefused(
            f"Version {earlier.version} holds from {written.month(earlier.from_month)}. "
            "Begin with a later month."
        )
    if last := metric.values.filter(month__gte=from_month).order_by("-month").first():
        raise MetricRefused(
            f"Values are noted up to {written.month(last.month)}. Begin with a later month."
        )
    draft.from_month, draft.activated_at = month_of(from_month), timezone.now()
    draft.activated_by = activated_by
    draft.save(update_fields=["from_month", "activated_at", "activated_by"])
    since = written.month(draft.from_month)
    _note(metric, "activated", f"Activated version {draft.version} from {since} on:", activated_by)
    return draft


def _refuse_a_credit_nobody_owes(draft: MetricDefinition) -> None:
    contract = draft.metric.contract
    if contract is None:
        raise MetricRefused("Say which contract gives the credit: its bills have to carry it.")
    if draft.credit_kind != Credit.POOL:
        return
    plan = IncentivePlan.objects.filter(contract=contract).first()
    if plan is None:
        raise MetricRefused(
            "The credit is a share of what is at risk. Set the incentives of the contract first."
        )
    others = MetricDefinition.objects.activated().filter(
        metric__contract=contract, metric__retired_from=None, credit_kind=Credit.POOL
    )
    latest = {each.metric_id: each.credit for each in others.order_by("from_month")}
    shares = sum((latest | {draft.metric_id: draft.credit}).values(), NOTHING)
    if shares > plan.pool_percent:
        raise MetricRefused(
            f"The shares of the contract’s metrics would come to {written.number(shares)}%, and "
            f"the pool is {written.number(plan.pool_percent)}%. Lower a share or widen the pool."
        )


def warnings_of(metric: Metric) -> list[str]:
    """What makes a metric steer nothing, though nothing forbids it."""
    said = []
    if metric.objective_id is None:
        said.append("It serves no objective of the client. Link one, or ask what it is for.")
    if metric.contract_id is not None:
        number = Metric.objects.active().filter(contract=metric.contract_id).count()
        if number > ENOUGH:
            said.append(
                f"{metric.contract} has {number} active metrics. More than {ENOUGH} are minutiae: "
                "retire those that no decision hangs on."
            )
    return said


@transaction.atomic
def retire(*, metric: Metric, from_month: date, retired_by: User) -> Metric:
    """Measure it no more from a month on; what was noted stays."""
    metric = locked(metric)
    if metric.retired_from:
        raise MetricRefused("It was retired before.")
    if last := metric.values.filter(month__gte=from_month).order_by("-month").first():
        raise MetricRefused(
            f"Values are noted up to {written.month(last.month)}. Retire it from a later month."
        )
    metric.retired_from = month_of(from_month)
    metric.save(update_fields=["retired_from"])
    _note(metric, "retired", f"Retired from {written.month(from_month)} on:", retired_by)
    return metric


@transaction.atomic
def take_up(*, metric: Metric, taken_by: User) -> Metric:
    """Measure it again."""
    metric = locked(metric)
    if metric.retired_from is None:
        raise MetricRefused("It is measured already.")
    metric.retired_from = None
    metric.save(update_fields=["retired_from"])
    _note(metric, "taken_up", "Took up again", taken_by)
    return metric


def locked(metric: Metric) -> Metric:
    """The row as it is now, while nobody else moves it."""
    rows = Metric.objects.select_for_update(of=("self",))
    return rows.select_related("client", "contract__carrier", "relationship").get(pk=metric.pk)


def _draft(definition: MetricDefinition) -> MetricDefinition:
    metric = locked(definition.metric)
    draft = metric.definitions.get(pk=definition.pk)
    if not draft.is_draft:
        raise MetricRefused("This version is activated and stays as it is. Begin a new version.")
    draft.metric = metric
    return draft


def _note(metric: Metric, deed: str, said: str, by: User) -> None:
    sentence = f"{said} {metric}"
    record(f"metric.{deed}", sentence, actor=by, client=metric.client, subject=metric)
