"""Pages on which the months of a metric are noted, corrected, loaded and taken away as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clients.metrics import values
from clients.metrics.forms import ValueForm
from clients.metrics.loading import Values
from clients.metrics.models import Metric, MetricDefinition
from clients.metrics.value_models import MetricValue
from clients.metrics.views import values_file, wanted_metric, wanted_relationship
from clients.people.access import practice_only
from clients.telecom.loading import load_posted
from retainer.lib.months import read_month
from retainer.lib.refusal import Refused


@practice_only
def value_note(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """Note a month, or correct the one that is noted, with a reason."""
    metric, day = wanted_metric(request, public_id), read_month(month)
    if day is None:
        raise Http404
    noted = metric.values.select_related("definition").filter(month=day).first()
    try:
        definition = noted.definition if noted else values.definition_of(metric, day)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("metrics:metric_detail", public_id)
    form = _form(request, definition, noted)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form, metric, noted, day=day)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("metrics:metric_detail", public_id)
    context = {
        "form": form,
        "metric": metric,
        "month": day,
        "definition": definition,
        "noted": noted,
    }
    return render(request, "metrics/value_form.html", context)


def _form(
    request: HttpRequest, definition: MetricDefinition, noted: MetricValue | None
) -> ValueForm:
    initial = {}
    if noted is not None:
        initial = {f"input_{name}": number for name, number in noted.numbers.items()}
        initial["source"] = noted.source
    return ValueForm(
        request.POST or None,
        quantities=definition.quantities,
        is_correction=noted is not None,
        initial=initial,
    )


def _keep(
    request: HttpRequest, form: ValueForm, metric: Metric, noted: MetricValue | None, *, day: object
) -> None:
    said = {"inputs": form.numbers, "source": form.cleaned_data["source"]}
    if noted is None:
        kept = values.note_value(metric=metric, month=day, noted_by=request.user, **said)
    else:
        kept = values.correct_value(
            value=noted,
            reason=form.cleaned_data["reason"],
            corrected_by=request.user,
            **said,
        )
    messages.success(request, f"{kept.get_outcome_display()}: {kept.value.normalize():f}.")


@practice_only
def value_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All noted months of one metric."""
    metric = wanted_metric(request, public_id)
    return values_file("metric-values.csv", MetricValue.objects.filter(metric=metric))


@practice_only
def value_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Months of a relationship's metrics from a file: first what it would do, then do it."""
    relationship = wanted_relationship(request, public_id)
    context = load_posted(request, Values(relationship, request.user), "monthly values")
    context["relationship"] = relationship
    return render(request, "metrics/value_import.html", context)
