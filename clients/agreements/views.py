"""Pages where agreements, their terms and their projects are made and changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.agreements import services
from clients.agreements.forms import AgreementForm, ProjectForm, TermsForm
from clients.agreements.models import Project, RetainerAgreement
from clients.people.access import practice_only, principal_only
from clients.people.models import Client
from retainer.lib.months import shifted


@principal_only
def agreement_create(request: HttpRequest) -> HttpResponse:
    """A new agreement with its first terms."""
    chosen = Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()
    initial = {"client": chosen.slug, "currency": chosen.currency} if chosen else {}
    form = AgreementForm(request.POST or None, user=request.user, initial=initial)
    terms = TermsForm(request.POST or None)
    # Both are asked, so that all that is wrong is said at once.
    if request.method == "POST" and all([form.is_valid(), terms.is_valid()]):
        agreement = services.make_agreement(
            agreement=form.save(commit=False),
            terms=terms.save(commit=False),
            made_by=request.user,
        )
        messages.success(request, "The agreement is made. Next: its team and its rates.")
        return redirect("retainers:agreement_detail", agreement.public_id)
    context = {"form": form, "terms": terms, "agreement": None}
    return render(request, "agreements/agreement_form.html", context)


@principal_only
def agreement_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    agreement = _agreement(request, public_id)
    form = AgreementForm(request.POST or None, instance=agreement, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_agreement(agreement=form.save(commit=False), changed_by=request.user)
        except services.AgreementRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "The agreement is saved.")
            return redirect("retainers:agreement_detail", agreement.public_id)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/agreement_form.html", context)


@principal_only
def terms_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New terms from a month on; the form begins with those that hold."""
    agreement = _agreement(request, public_id)
    latest = agreement.terms.first()
    begun = _begun(latest)
    form = TermsForm(request.POST or None, agreement=agreement, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_terms(terms=form.save(commit=False), made_by=request.user)
        except services.AgreementRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "The new terms are kept.")
            return redirect("retainers:agreement_detail", agreement.public_id)
    context = {"form": form, "agreement": agreement, "latest": latest}
    return render(request, "agreements/terms_form.html", context)


def _begun(latest: object) -> dict[str, object]:
    fields = [name for name in TermsForm._meta.fields if name != "reason"]
    begun = {name: getattr(latest, name) for name in fields}
    return begun | {"valid_from": shifted(begun["valid_from"], 1)}


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
        messages.success(request, f"The project {project} is saved.")
        return redirect("retainers:agreement_detail", project.agreement.public_id)
    context = {"form": form, "agreement": project.agreement, "project": project}
    return render(request, "agreements/project_form.html", context)


@practice_only
@require_POST
def project_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a project take no more time; ``closed=no`` takes it up again."""
    project = _project(request, public_id)
    closed = request.POST.get("closed") != "no"
    services.close_project(project=project, closed_by=request.user, closed=closed)
    messages.success(request, f"{project} was {'closed' if closed else 'opened again'}.")
    return redirect("retainers:agreement_detail", project.agreement.public_id)


def _agreement(request: HttpRequest, public_id: UUID) -> RetainerAgreement:
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(agreements, public_id=public_id)


def _project(request: HttpRequest, public_id: UUID) -> Project:
    projects = Project.objects.visible_to(request.user).select_related("agreement", "client")
    return get_object_or_404(projects, public_id=public_id)
