"""Pages about findings: the list, one with its evidence, proving it, deciding it."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from uuid import UUID

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.checks.base import Nature
from billing_audit.findings import services
from billing_audit.findings.differences import differences
from billing_audit.findings.evidence import charges
from billing_audit.findings.export import HEADING, MOST_ROWS, table
from billing_audit.findings.forms import DECISIONS, DecisionForm
from billing_audit.findings.history import history
from billing_audit.findings.models import Finding
from billing_audit.findings.narrowing import Narrowing
from billing_audit.findings.outcomes import tell_outcome
from billing_audit.findings.proof import prove
from billing_audit.findings.querysets import NOTES
from billing_audit.findings.rows import READ, months, rows
from billing_audit.findings.saving import about_views
from clients.people.access import practice_only
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.keyset import SIZE
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

#: Charges on one page of a finding.
CHARGES = 12


@practice_only
def finding_list(request: HttpRequest) -> HttpResponse:
    """What the audits found, as the address narrows and sorts it."""
    narrowing = Narrowing(request)
    found = narrowing.findings
    if narrowing.is_about_ideas:
        found = found.with_monthly_worth()
    columns = (*READ, "worth_monthly") if narrowing.is_about_ideas else READ
    page = keyset.page(found.values_list(*columns, named=True), narrowing.order, request)
    is_whole = page.older is None and page.newer is None
    context = {
        "narrowing": narrowing,
        "page": page,
        "rows": rows(page, of_one_client=narrowing.client is not None),
        # Counted and added up where the page shows them all, never by the database.
        "told": written.count(len(page.rows), "finding") if is_whole else f"{SIZE}+ findings",
        "sums": _sums(page) if is_whole else {},
        "fields": _empty_fields(),
        "decisions": DECISIONS,
        **about_views(request),
    }
    return render(request, "findings/finding_list.html", context)


@cache
def _empty_fields() -> SafeString:
    """What is asked about the ticked findings, before anything is written: the same each time."""
    return as_crispy_form(DecisionForm(place="decide"))


def _sums(findings: Iterable[Finding]) -> dict[str, Decimal]:
    """What the errors claim, or the ideas could save in a month, by currency.

    One judged false does neither.
    """
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for finding in findings:
        if finding.state not in Finding.DISMISSED:
            sums[finding.currency] += getattr(finding, "worth_monthly", finding.claimed) or 0
    return dict(sums)


@practice_only
def finding_export(request: HttpRequest) -> HttpResponse:
    """The list as its address narrows it, all pages of it, as a CSV file."""
    narrowing = Narrowing(request)
    found = narrowing.findings.for_list().order_by(*narrowing.order)
    if found[MOST_ROWS : MOST_ROWS + 1].exists():
        messages.error(
            request,
            f"More than {written.number(MOST_ROWS)} findings match, too many for one file. "
            "Narrow the list, such as to one client or month.",
        )
        return redirect(f"{reverse('findings:finding_list')}?{request.GET.urlencode()}")
    return csv_file("findings.csv", HEADING, table(found))


@practice_only
def finding_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finding: what is wrong, what it costs, what proves it charge by charge."""
    finding = _finding(request, public_id)
    occurrences = finding.occurrences.select_related("invoice")
    page = keyset.page(occurrences, ("-month", "-id"), request, CHARGES)
    context = {
        "finding": finding,
        "is_idea": finding.found_by.nature == Nature.SAVING,
        "is_note": finding.found_by.nature in NOTES,
        "yearly": 12 * finding.monthly,
        "months": months(finding),
        "page": page,
        "charges": charges(page),
        "decisions": _decision_forms(),
        "history": history(finding),
        "next": Finding.objects.visible_to(request.user).to_decide_after(finding),
    }
    return render(request, "findings/finding_detail.html", context)


def _decision_forms() -> list[dict[str, object]]:
    """A form for each decision that can be taken, with the key that opens it."""
    return [
        {
            "state": state,
            "key": decision.word[0].lower(),
            "word": decision.word,
            "meaning": decision.meaning,
            "form": DecisionForm(states=[state], place=f"decide-{state}"),
        }
        for state, decision in DECISIONS.items()
    ]


@practice_only
@vary_on_headers("HX-Request")
def finding_prove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Reckon every charge of a finding again from its sources, and say what came of it."""
    finding = _finding(request, public_id)
    try:
        proof = prove(finding)
    except Refused as refusal:
        context = {"finding": finding, "refusal": refusal.sentence}
    else:
        context = {"finding": finding, "proof": proof, "differences": differences(proof)}
    is_fragment = "HX-Request" in request.headers
    page = "findings/_proof.html" if is_fragment else "findings/finding_prove.html"
    return render(request, page, context)


@practice_only
@require_POST
def finding_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a decision; when something of it is missing, ask again with what was written."""
    finding = _finding(request, public_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            taken = services.decide(finding=finding, **form.decision, decided_by=request.user)
        except services.DecidedAlready as refusal:
            messages.info(request, refusal.sentence)
            return redirect("findings:finding_detail", finding.public_id)
        except Refused as refusal:
            form.add_error("note", refusal.sentence)
        else:
            undo = reverse("triage:decision_undo", args=[taken.batch])
            messages.success(request, DECISIONS[form.decision["state"]].taken, extra_tags=undo)
            return redirect("findings:finding_detail", finding.public_id)
    context = {"form": form, "findings": [finding]}
    return render(request, "findings/finding_decide.html", context)


@practice_only
@require_POST
def finding_decide_many(request: HttpRequest) -> HttpResponse:
    """Decide the same about the ticked findings."""
    back = f"{reverse('findings:finding_list')}?{request.GET.urlencode()}"
    chosen = Finding.objects.visible_to(request.user).for_list()
    chosen = list(chosen.filter(public_id__in=_public_ids(request)))
    if not chosen:
        messages.info(request, "Tick the findings to decide about first.")
        return redirect(back)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            outcome = services.decide_all(findings=chosen, **form.decision, decided_by=request.user)
        except Refused as refusal:
            form.add_error("note", refusal.sentence)
        else:
            tell_outcome(request, outcome)
            return redirect(back)
    context = {"form": form, "findings": chosen, "back": back}
    return render(request, "findings/finding_decide.html", context)


def _public_ids(request: HttpRequest) -> list[UUID]:
    """The ticked rows of one page; anything else that was sent is no row."""
    sent = request.POST.getlist("finding")[:SIZE]
    return [UUID(each) for each in sent if _is_uuid(each)]


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _finding(request: HttpRequest, public_id: UUID) -> Finding:
    findings = Finding.objects.visible_to(request.user).for_list().with_monthly_worth()
    return get_object_or_404(
        findings.select_related("first_run", "last_run", "suppressed_by__made_by"),
        public_id=public_id,
    )
