"""Pages of the practice: the metrics of relationships, each with its months."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.metrics import services
from clients.metrics.course import SHOWN, drawn, missing_in, months_of
from clients.metrics.forms import FromForm, MetricForm
from clients.metrics.models import Metric
from clients.metrics.value_models import MetricValue
from clients.people.access import practice_only
from clients.people.models import Activity
from clients.relationships.models import Relationship
from clients.telecom.views import chosen_client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

KINDS = (("", "All"), ("outcome", "Outcome"), ("operational", "Operational"))
HEADING = [
    *("client", "relationship", "metric", "month", "version", "inputs", "value", "unit"),
    *("target", "outcome", "source", "corrections"),
]


def _asked_for(request: HttpRequest) -> QuerySet[Metric]:
    """The metrics, narrowed to a client and a type."""
    rows = Metric.objects.visible_to(request.user).for_list()
    if request.GET.get("client"):
        rows = rows.filter(client=chosen_client(request))
    kind = request.GET.get("type", "")
    return rows.filter(kind=kind) if kind in Metric.Kind.values else rows


@practice_only
def metric_list(request: HttpRequest) -> HttpResponse:
    """Every metric, with what it came to last."""
    seen = Relationship.objects.visible_to(request.user)
    context = {
        "page": keyset.page(_asked_for(request), ["name", "id"], request),
        "kinds": KINDS,
        "client": chosen_client(request),
        "relationships": seen.select_related("client").order_by("client__name", "name")[:50],
        "is_narrow": any(request.GET.get(key) for key in ("client", "type")),
    }
    return render(request, "metrics/metric_list.html", context)


@practice_only
def metric_export(request: HttpRequest) -> HttpResponse:
    """Every noted month of the metrics as they are narrowed."""
    asked = _asked_for(request).values("pk")
    values = MetricValue.objects.visible_to(request.user).filter(metric__in=asked)
    return values_file("metric-values.csv", values)


def values_file(name: str, values: QuerySet[MetricValue]) -> HttpResponse:
    """Months as a CSV file, the inputs as loading reads them."""
    rows = (
        values.select_related("metric__client", "metric__relationship", "definition")
        .prefetch_related("corrections")
        .order_by("metric__name", "metric", "month")
    )
    return csv_file(name, HEADING, (_cells(each) for each in rows))


def _cells(value: MetricValue) -> list[object]:
    metric, definition = value.metric, value.definition
    return [
        metric.client.name,
        metric.relationship.name,
        metric.name,
        f"{value.month:%Y-%m}",
        definition.version,
        "; ".join(f"{name}={text}" for name, text in definition.ordered(value.inputs)),
        _plain(value.value),
        definition.unit,
        _plain(definition.target),
        value.outcome,
        value.source,
        len(value.corrections.all()),
    ]


def _plain(number: Decimal) -> Decimal:
    """The number without idle zeros, and never with an exponent."""
    return Decimal(f"{number.normalize():f}")


@practice_only
def metrics_of(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The metrics of one relationship, and whose credits they share."""
    relationship = wanted_relationship(request, public_id)
    rows = list(Metric.objects.filter(relationship=relationship).for_list().order_by("name"))
    contracts = {each.contract_id: each.contract for each in rows if each.contract_id}
    active = [each for each in rows if each.active_id and not each.retired_from]
    context = {
        "relationship": relationship,
        "metrics": rows,
        "contracts": list(contracts.values()),
        "too_many": _too_many(active),
        "without_aim": [each for each in active if each.objective_id is None],
    }
    return render(request, "metrics/metrics_of.html", context)


def _too_many(active: list[Metric]) -> list[str]:
    """The contracts with more metrics than anybody steers by."""
    numbers: dict[str, int] = {}
    for each in active:
        if each.contract_id:
            name = f"{each.carrier_name} {each.contract.number}"
            numbers[name] = numbers.get(name, 0) + 1
    return [name for name, number in numbers.items() if number > services.ENOUGH]


@practice_only
def metric_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new metric; its definition comes next."""
    relationship = wanted_relationship(request, public_id)
    form = MetricForm(request.POST or None, relationship=relationship)
    return _edit(request, form, relationship)


@practice_only
def metric_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What it measures and why; how is in its definition."""
    metric = wanted_metric(request, public_id)
    relationship = metric.relationship
    form = MetricForm(request.POST or None, instance=metric, relationship=relationship)
    return _edit(request, form, relationship)


def _edit(request: HttpRequest, form: MetricForm, relationship: Relationship) -> HttpResponse:
    is_new = form.instance._state.adding
    if request.method == "POST" and form.is_valid():
        try:
            metric = services.keep_metric(metric=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            page = "metrics:definition_edit" if is_new else "metrics:metric_detail"
            return redirect(page, metric.public_id)
    context = {
        "form": form,
        "relationship": relationship,
        "metric": None if is_new else form.instance,
    }
    return render(request, "metrics/metric_form.html", context)


@practice_only
def metric_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One metric: how it is reckoned, and what it came to month by month."""
    metric = wanted_metric(request, public_id)
    history = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        **shown(metric, request.user),
        "draft": metric.definitions.filter(activated_at=None).first(),
        "warnings": services.warnings_of(metric) if not metric.retired_from else [],
        "from_form": FromForm.starting(timezone.localdate()),
        "history": history[:20],
    }
    return render(request, "metrics/metric_detail.html", context)


def shown(metric: Metric, user: Any) -> dict[str, Any]:
    """What the pages of both sides show of a metric."""
    months = months_of(metric, user)
    definitions = list(metric.definitions.activated().prefetch_related("examples"))
    return {
        "metric": metric,
        "definitions": definitions,
        "definition": definitions[0] if definitions else None,
        "months": months[:SHOWN],
        "missing": missing_in(months),
        "chart": drawn(metric, months),
        "latest": next((each for each in months if each.value), None),
    }


@practice_only
@require_POST
def metric_retire(request: HttpRequest, public_id: UUID) -> HttpResponse:
    metric, form = wanted_metric(request, public_id), FromForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write the first month without it, like 2026-03.")
        return redirect("metrics:metric_detail", public_id)
    try:
        services.retire(
            metric=metric, from_month=form.cleaned_data["month"], retired_by=request.user
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("metrics:metric_detail", public_id)


@practice_only
@require_POST
def metric_take_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    try:
        services.take_up(metric=wanted_metric(request, public_id), taken_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("metrics:metric_detail", public_id)


def wanted_relationship(request: HttpRequest, public_id: UUID) -> Relationship:
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, public_id=public_id)


def wanted_metric(request: HttpRequest, public_id: UUID) -> Metric:
    rows = Metric.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
