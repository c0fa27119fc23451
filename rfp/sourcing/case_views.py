"""Pages of the business case for one supplier: the practice writes it, its client reads it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, portal_only, practice_only
from clients.people.company import chosen_company, companies, page
from clients.people.models import Activity, Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.sourcing import cases, drawing
from rfp.sourcing.case_forms import CaseForm, ResultForm, tried
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.case_parts import CaseTarget
from rfp.sourcing.case_shown import figures, shown
from rfp.sourcing.views import ask_for_client, client_asked

TERM_HEADING = ("term", "priority", "wanted", "fallback", "agreed")


@practice_only
def case_list(request: HttpRequest) -> HttpResponse:
    """Business cases, the latest first."""
    rows = BusinessCase.objects.visible_to(request.user).select_related("client")
    if request.GET.get("client"):
        rows = rows.filter(client=client_asked(request))
    context = {
        "page": keyset.page(rows, ["-id"], request),
        "client": client_asked(request),
    }
    return render(request, "sourcing/case_list.html", context)


@any_signed_in
def case_terms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The terms that matter as a CSV file, to take along to the table."""
    case = case_of(request, public_id)
    rows = case.caseterms.values_list(*TERM_HEADING)
    return csv_file("terms.csv", TERM_HEADING, rows)


@practice_only
def case_create(request: HttpRequest) -> HttpResponse:
    """A new case; whose it is comes first."""
    client = client_asked(request)
    if client is None:
        return ask_for_client(request)
    return _edit(request, CaseForm(request.POST or None, client=client), client)


@practice_only
def case_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    rows = BusinessCase.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    case = get_object_or_404(rows, public_id=public_id)
    form = CaseForm(request.POST or None, instance=case, client=case.client)
    return _edit(request, form, case.client)


def _edit(request: HttpRequest, form: CaseForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            case = cases.keep_case(case=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("sourcing:case_detail", case.public_id)
    is_new = form.instance._state.adding
    context = {"form": form, "client": client, "case": None if is_new else form.instance}
    return render(request, "sourcing/case_form.html", context)


@practice_only
def case_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case in its seven parts, with what they still lack."""
    case = case_of(request, public_id)
    history = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        **shown(case),
        "todo": cases.missing(case) if case.is_draft else [],
        "history": history.order_by("-at")[:20],
    }
    return render(request, "sourcing/case_detail.html", context)


@any_signed_in
def case_model(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The model with other values of its drivers: tried on the page, stored nowhere."""
    case = case_of(request, public_id)
    values, wrong = tried(case, request.GET)
    context = {**figures(case, values), "wrong": wrong, "values": values}
    if request.headers.get("HX-Request"):
        return render(request, "sourcing/_figures.html", context)
    rows = [(each, values.get(each.name, each.value)) for each in case.casedrivers.all()]
    context |= {"drivers": rows, "company": case.client, "companies": []}
    return render(request, "sourcing/case_model.html", context)


@any_signed_in
@require_POST
def case_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole case as a paper."""
    case = case_of(request, public_id)
    name = f"{case.client.name}, {case.title}.pdf"
    try:
        return drawing.download(
            "print/sourcing/case.html",
            name,
            **shown(case),
            title=case.title,
            prepared_for=case.client.name,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        page = "my_case" if request.user.is_client_user else "case_detail"
        return redirect(f"sourcing:{page}", public_id)


@practice_only
@require_POST
def case_finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze it for the client to read."""
    return _done(request, cases.finish, public_id, finished_by=request.user)


@practice_only
@require_POST
def case_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make it a draft again."""
    return _done(request, cases.take_back, public_id, taken_by=request.user)


@practice_only
@require_POST
def case_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft a competition upon a missed target."""
    case = case_of(request, public_id)
    try:
        decision = cases.reopen(case=case, reopened_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("sourcing:case_detail", public_id)
    return redirect("sourcing:sourcing_detail", decision.public_id)


@practice_only
@require_POST
def case_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what a target came to."""
    rows = CaseTarget.objects.visible_to(request.user).select_related("case")
    target = get_object_or_404(rows, public_id=public_id)
    form = ResultForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write the value as a number, and where it was read.")
    else:
        try:
            cases.measure(target=target, measured_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return redirect("sourcing:case_detail", target.case.public_id)


@portal_only
def my_cases(request: HttpRequest) -> HttpResponse:
    """Finished cases of the company."""
    company = chosen_company(request)
    rows = BusinessCase.objects.visible_to(request.user).filter(client=company)
    return page(
        request, "sourcing/my_cases.html", company, page=keyset.page(rows, ["-id"], request)
    )


@portal_only
def my_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finished case, to read and to try other values."""
    case = case_of(request, public_id)
    company = next(each for each in companies(request) if each.pk == case.client_id)
    return page(request, "sourcing/my_case.html", company, **shown(case))


def _done(
    request: HttpRequest, deed: Callable[..., BusinessCase], public_id: UUID, **how: Any
) -> HttpResponse:
    try:
        deed(case=case_of(request, public_id), **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sourcing:case_detail", public_id)


def case_of(request: HttpRequest, public_id: UUID) -> BusinessCase:
    rows = BusinessCase.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, public_id=public_id)
