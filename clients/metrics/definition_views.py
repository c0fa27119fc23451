"""Pages on which a metric is defined, tried on its examples, and activated."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.metrics import services
from clients.metrics.forms import DefinitionForm, ExampleForm, FromForm
from clients.metrics.models import Metric, MetricDefinition, MetricExample
from clients.metrics.views import wanted_metric
from clients.people.access import practice_only
from retainer.lib.refusal import Refused


@dataclass(frozen=True)
class Tried:
    """An example, and what is wrong with it."""

    example: MetricExample
    fault: str

    @property
    def state(self) -> str:
        return "differs" if self.fault else "computes"


def tried(definition: MetricDefinition) -> list[Tried]:
    """Every worked example with what the formula makes of it."""
    return [
        Tried(example, services.why_not(example, definition))
        for example in definition.examples.select_related("definition")
    ]


@practice_only
def definition_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The draft; where there is none, asking for it begins a version like the last."""
    metric = wanted_metric(request, public_id)
    draft = metric.definitions.filter(activated_at=None).first()
    if draft is None and metric.definitions.exists():
        if request.method != "POST":
            return redirect("metrics:metric_detail", public_id)
        services.begin_version(metric=metric, begun_by=request.user)
        return redirect("metrics:definition_edit", public_id)
    form = DefinitionForm(
        request.POST or None,
        instance=draft or MetricDefinition(client=metric.client, metric=metric),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_definition(definition=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error("formula", refusal.sentence)
        else:
            return redirect("metrics:example_list", public_id)
    context = {"form": form, "metric": metric, "version": form.instance.version}
    return render(request, "metrics/definition_form.html", context)


@practice_only
def example_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The worked examples of the draft, each reckoned; one is added here, too."""
    metric = wanted_metric(request, public_id)
    draft = metric.definitions.filter(activated_at=None).first()
    if draft is None:
        return redirect("metrics:metric_detail", public_id)
    form = ExampleForm(request.POST or None, quantities=draft.quantities, unit=draft.unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_example(
                definition=draft,
                title=form.cleaned_data["title"],
                inputs=form.numbers,
                stated=form.cleaned_data["stated"],
                added_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("metrics:example_list", public_id)
    return render(request, "metrics/example_list.html", _of_draft(metric, draft, form))


def _of_draft(
    metric: Metric, draft: MetricDefinition, form: ExampleForm, refused: str = ""
) -> dict[str, object]:
    examples = tried(draft)
    return {
        "metric": metric,
        "draft": draft,
        "form": form,
        "examples": examples,
        "faults": [each for each in examples if each.fault],
        "from_form": FromForm.starting(timezone.localdate()),
        "refused": refused,
    }


@practice_only
@require_POST
def example_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = MetricExample.objects.visible_to(request.user).select_related("definition__metric")
    example = get_object_or_404(rows, public_id=public_id)
    metric = example.definition.metric
    try:
        services.remove_example(example=example, removed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("metrics:example_list", metric.public_id)


@practice_only
@require_POST
def definition_activate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the draft hold from a month on; what does not compute is told where it can be mended."""
    metric, form = wanted_metric(request, public_id), FromForm(request.POST)
    draft = metric.definitions.filter(activated_at=None).first()
    if draft is None:
        messages.error(request, "There is no draft to activate.")
        return redirect("metrics:metric_detail", public_id)
    if not form.is_valid():
        messages.error(request, "Write the month it holds from, like 2026-03.")
        return redirect("metrics:example_list", public_id)
    try:
        services.activate(
            definition=draft, from_month=form.cleaned_data["month"], activated_by=request.user
        )
    except Refused as refusal:
        empty = ExampleForm(quantities=draft.quantities, unit=draft.unit)
        context = _of_draft(metric, draft, empty, refusal.sentence)
        return render(request, "metrics/example_list.html", context)
    messages.success(request, f"Activated: {metric}.")
    for warning in services.warnings_of(metric):
        messages.warning(request, warning)
    return redirect("metrics:metric_detail", public_id)
