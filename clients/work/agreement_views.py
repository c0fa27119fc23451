"""Pages about what was agreed with a client, and the projects under it."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.people.access import practice_only, principal_only
from clients.people.models import Client
from clients.work import services
from clients.work.forms import AgreementForm, ProjectForm
from clients.work.models import Project, RetainerAgreement, WorkEntry
from clients.work.summary import NONE, balances
from retainer.lib.months import month_of, shifted

#: Months of hours an agreement's page looks back.
MONTHS = 12


class Standing(NamedTuple):
    """An agreement and how this month stands under it."""

    agreement: RetainerAgreement
    state: str
    used: Decimal
    left: Decimal


@practice_only
def agreement_list(request: HttpRequest) -> HttpResponse:
    """What was agreed with whom, and how this month stands."""
    agreements = (
        RetainerAgreement.objects.visible_to(request.user)
        .select_related("client")
        .annotate(open_projects=Count("projects", filter=Q(projects__state=Project.State.OPEN)))
        .order_by("client__name", "-starts_on")
    )
    if slug := request.GET.get("client"):
        agreements = agreements.filter(client__slug=slug)
    today = timezone.localdate()
    used = dict(
        WorkEntry.objects.visible_to(request.user)
        .of_month(month_of(today))
        .order_by()
        .values_list("project__agreement")
        .annotate(hours=Sum("hours"))
    )
    rows = [_standing(agreement, today, used) for agreement in agreements]
    context = {"rows": rows, "active": [row for row in rows if row.state == "active"]}
    return render(request, "work/agreement_list.html", context)


def _standing(agreement: RetainerAgreement, today: date, hours: dict[int, Decimal]) -> Standing:
    used = hours.get(agreement.pk, NONE)
    return Standing(agreement, agreement.state_on(today), used, agreement.monthly_hours - used)


@principal_only
def agreement_create(request: HttpRequest) -> HttpResponse:
    chosen = Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()
    initial = {"client": chosen.slug, "currency": chosen.currency} if chosen else {}
    form = AgreementForm(request.POST or None, user=request.user, initial=initial)
    return _edit_agreement(request, form)


@principal_only
def agreement_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    agreement = _agreement(request, public_id)
    form = AgreementForm(request.POST or None, instance=agreement, user=request.user)
    return _edit_agreement(request, form)


def _edit_agreement(request: HttpRequest, form: AgreementForm) -> HttpResponse:
    is_new = form.instance._state.adding
    if request.method == "POST" and form.is_valid():
        try:
            agreement = services.keep_agreement(
                agreement=form.save(commit=False), kept_by=request.user
            )
        except services.WorkRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("work:agreement_detail", agreement.public_id)
    context = {"form": form, "agreement": None if is_new else form.instance}
    return render(request, "work/agreement_form.html", context)


@practice_only
def agreement_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hours used against hours included, month by month, and the projects."""
    agreement = _agreement(request, public_id)
    today = timezone.localdate()
    last = min(today, agreement.ends_on or today)
    first = max(agreement.starts_on, shifted(month_of(last), 1 - MONTHS))
    months = balances(agreement.client, first, last) if agreement.starts_on <= today else []
    state = agreement.state_on(today)
    context = {
        "agreement": agreement,
        "state": state,
        "months": months,
        "now": months[0] if months and state == "active" else None,
        "projects": agreement.projects.annotate(hours=Sum("entries__hours", default=0)).order_by(
            "-state", "name"
        ),
    }
    return render(request, "work/agreement_detail.html", context)


@practice_only
def project_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new project under the agreement that the address names."""
    agreement = _agreement(request, public_id)
    return _edit_project(request, ProjectForm(request.POST or None, agreement=agreement))


@practice_only
def project_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    project = _project(request, public_id)
    form = ProjectForm(request.POST or None, instance=project, agreement=project.agreement)
    return _edit_project(request, form)


def _edit_project(request: HttpRequest, form: ProjectForm) -> HttpResponse:
    project = form.instance
    if request.method == "POST" and form.is_valid():
        services.keep_project(project=form.save(commit=False), kept_by=request.user)
        messages.success(request, "Saved.")
        return redirect("work:agreement_detail", project.agreement.public_id)
    context = {"form": form, "agreement": project.agreement, "project": project}
    return render(request, "work/project_form.html", context)


@practice_only
@require_POST
def project_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a project take no more time; ``closed=no`` takes it up again."""
    project = _project(request, public_id)
    closed = request.POST.get("closed") != "no"
    services.close_project(project=project, closed_by=request.user, closed=closed)
    messages.success(request, f"{project} was {'closed' if closed else 'opened again'}.")
    return redirect("work:agreement_detail", project.agreement.public_id)


def _agreement(request: HttpRequest, public_id: UUID) -> RetainerAgreement:
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(agreements, public_id=public_id)


def _project(request: HttpRequest, public_id: UUID) -> Project:
    projects = Project.objects.visible_to(request.user).select_related("agreement", "client")
    return get_object_or_404(projects, public_id=public_id)
